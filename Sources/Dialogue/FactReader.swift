import French

/// The facts that one message tells.
struct Reading: Sendable, Equatable {
    /// The facts, by name.
    var facts = FactSheet()
    /// The message says that the values told are the only ones (« seulement une licence », « aucun diplôme »).
    var isExclusive = false
    /// Values that are named but not held yet (« je prépare le DEES »), by id.
    var inProgress: [String] = []
    /// Values that the message denies (« je n'ai pas de master »), by id.
    var denied: [String] = []
    /// A length of time was told, but not one that can be kept.
    var problem: Problem?
    /// The choice of a precision that the message makes.
    var choice: Precision.Choice?
    /// « oui » or « non » at the start of the message.
    var yesNo: Bool?
    /// The message takes back something said before (« non pardon », « finalement »).
    var corrects = false

    enum Problem: Sendable, Equatable {
        /// « quelques années », « 3 à 4 ans ».
        case vague
        /// 200 years, -3 years.
        case absurd
    }

    /// Where in the text the facts stand, as UTF-8 offsets.
    var places: [Range<Int>] = []
    /// Somebody near whom the facts are about (« ma sœur »); nil where they are the writer's.
    var relation: String?

    /// Whether no fact is told.
    var tellsNothing: Bool { facts.isEmpty && inProgress.isEmpty && denied.isEmpty && problem == nil }

    /// Whether the message tells nothing that the check can use.
    var isEmpty: Bool {
        facts.isEmpty && inProgress.isEmpty && denied.isEmpty && problem == nil && choice == nil
    }
}

/// Reads facts from messages. Built once for a form.
struct FactReader: Sendable {
    private struct CategoryMatch: Sendable {
        let value: CategoryValue
        let isProfession: Bool
    }

    private let form: Form
    /// For each category fact, its values by the words that name them.
    private var categories: [String: Phrasebook<CategoryMatch>] = [:]
    /// Forms in capitals that are also words (« AS ») and count only in capitals, by fact.
    private var capitals: [String: Phrasebook<CategoryMatch>] = [:]
    private var flags: [String: Phrasebook<Bool>] = [:]
    private var precisions: [String: Phrasebook<Int>] = [:]
    private let yesNo: Phrasebook<Bool>

    init(form: Form, yesNo: Phrasebook<Bool>, spelling: Spelling) {
        self.form = form
        self.yesNo = yesNo
        for fact in form.facts {
            switch fact.kind {
            case .category(let values): index(values, of: fact.name, spelling)
            case .flag(let yes, let no):
                var book = Phrasebook<Bool>()
                for phrase in yes { book.add(phrase, true, spelling: spelling) }
                for phrase in no { book.add(phrase, false, spelling: spelling) }
                flags[fact.name] = book
            case .duration: break
            }
        }
        for precision in form.precisions {
            var book = Phrasebook<Int>()
            for (index, choice) in precision.choices.enumerated() {
                for phrase in choice.forms { book.add(phrase, index, spelling: spelling) }
            }
            precisions[precision.id] = book
        }
    }

    private mutating func index(_ values: [CategoryValue], of fact: String, _ spelling: Spelling) {
        var book = Phrasebook<CategoryMatch>()
        var upper = Phrasebook<CategoryMatch>()
        for value in values {
            for (phrases, isProfession) in [(value.forms, false), (value.professions, true)] {
                for phrase in phrases {
                    let match = CategoryMatch(value: value, isProfession: isProfession)
                    if Self.needsCapitals(phrase) {
                        upper.add(phrase, match)
                    } else {
                        book.add(phrase, match, spelling: spelling)
                    }
                }
            }
        }
        categories[fact] = book
        capitals[fact] = upper
    }

    /// Two capital letters are an acronym only where they are written as such: « AS », but « tu as ».
    private static func needsCapitals(_ phrase: String) -> Bool {
        phrase.utf8.count <= 2 && phrase.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }

    /// Reads the facts of a message.
    ///
    /// - Parameter question: the question that the message may answer; it makes « 3 », « oui » and « aucune » mean
    ///   something.
    func read(_ utterance: Utterance, today: Day, answering question: Question?) -> Reading {
        let speakers = Speakers(utterance.tokens)
        let own = read(utterance, of: .writer, speakers, today: today, answering: question)
        guard own.tellsNothing, let relation = speakers.relation, !Speakers.isAside(utterance.tokens) else {
            return own
        }
        var other = read(utterance, of: .other, speakers, today: today, answering: question)
        guard !other.tellsNothing else { return own }
        other.relation = utterance.source(of: relation)
        return other
    }

    private func read(
        _ utterance: Utterance, of person: Speakers.Person, _ speakers: Speakers, today: Day,
        answering question: Question?
    ) -> Reading {
        var reading = Reading()
        let tokens = utterance.tokens
        reading.yesNo = yesNo.longestMatch(in: tokens, at: 0)?.value
        reading.corrects = Corrections.isCorrection(tokens)
        var professions: [ExperienceReader.FieldMark] = []
        var implied: [String] = []
        var taken: [Range<Int>] = []
        var diplomas: [Range<Int>] = []
        for fact in form.facts {
            guard case .category = fact.kind else { continue }
            let all = categoryMatches(fact.name, utterance, isAsked: question == .fact(fact.name), question)
            taken += all.map(\.range)
            diplomas += all.filter { !$0.value.isProfession }.map(\.range)
            reading.places += all.map { utterance.place(of: $0.range) }
            let matches = all.filter { speakers.speaks($0.range, of: person) }
            for match in matches where match.value.isProfession && !match.value.value.implies.isEmpty {
                professions.append(ExperienceReader.FieldMark(range: match.range, isInField: true))
            }
            readCategory(fact, matches, utterance, &reading, &implied)
        }
        let mentions = DurationReader(today: today, isAsked: asksLength(question)).mentions(in: tokens, besides: taken)
        reading.places += mentions.filter { $0.role == .experience }.map { utterance.place(of: $0.range) }
        readExperience(
            utterance, mentions, professions, implied, besides: taken, diplomas: diplomas, &reading, question,
            of: person, speakers)
        readAnswer(utterance, &reading, question)
        return reading
    }

    private func asksLength(_ question: Question?) -> Bool {
        guard case .fact(let name) = question else { return false }
        return form.fact(name)?.kind == .duration
    }

    // MARK: Categories

    private func categoryMatches(
        _ fact: String, _ utterance: Utterance, isAsked: Bool, _ question: Question?
    ) -> [Phrasebook<CategoryMatch>.Match] {
        let tokens = utterance.tokens
        var matches = categories[fact]?.matches(in: tokens, within: .clause) ?? []
        // « aucune » answers the question that was asked; alone it says nothing about diplomas.
        matches.removeAll { match in
            guard match.value.value.isExclusive else { return false }
            // « rien du tout », asked for the years, says nothing about diplomas.
            if match.range.count > 1 {
                return !isAsked && question != nil && !tokens[match.range].contains { $0.text.hasPrefix(fact) }
            }
            let end = match.range.upperBound
            let isEnd =
                end == tokens.count || tokens[end].boundary > .none || ["mais", "et"].contains(tokens[end].text)
            return !isEnd || !isAsked && (question != nil || tokens.count > 2)
        }
        for match in capitals[fact]?.matches(in: tokens) ?? [] {
            let isWhole = match.range.count == tokens.count
            let isUpper = utterance.source(of: match.range).utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
            let shouts = utterance.text.utf8.allSatisfy { !(0x61...0x7A).contains($0) } && tokens.count > 2
            if (isWhole || (isUpper && !shouts)) && !matches.contains(where: { $0.range.overlaps(match.range) }) {
                matches.append(match)
            }
        }
        return matches.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func readCategory(
        _ fact: FactDefinition, _ matches: [Phrasebook<CategoryMatch>.Match], _ utterance: Utterance,
        _ reading: inout Reading, _ impliedFlags: inout [String]
    ) {
        var held: [FactSheet.Held] = []
        for match in matches {
            let value = match.value.value
            let isDenialOfItself = value.isExclusive
            switch isDenialOfItself
                ? .held(isOnly: true)
                : Possession.of(match.range, isProfession: match.value.isProfession, in: utterance.tokens)
            {
            case .denied: reading.denied.append(value.id)
            case .inProgress: reading.inProgress.append(value.id)
            case .mentioned: continue
            case .held(let isOnly):
                if isOnly || value.isExclusive { reading.isExclusive = true }
                let resolved = resolve(value, fact, utterance.tokens, besides: match.range)
                held.removeAll { $0.id == resolved.id }
                held.append(FactSheet.Held(id: resolved.id, words: utterance.source(of: match.range)))
                if match.value.isProfession, Possession.isPractised(match.range, in: utterance.tokens) {
                    impliedFlags += value.implies
                }
            }
        }
        if Corrections.splits(utterance.tokens), held.count > 1 { held.removeFirst(held.count - 1) }
        held = withoutLevelsSaidTwice(held, matches, fact)
        let real = held.filter { item in !(fact.values.first { $0.id == item.id }?.isExclusive ?? false) }
        if !real.isEmpty && real.count < held.count {
            held = real
        }
        if !held.isEmpty { reading.facts[fact.name] = .held(held) }
    }

    /// « une licence (bac+3) »: the level of a diploma that is named beside it asks for nothing more.
    private func withoutLevelsSaidTwice(
        _ held: [FactSheet.Held], _ matches: [Phrasebook<CategoryMatch>.Match], _ fact: FactDefinition
    ) -> [FactSheet.Held] {
        let named = matches.filter { match in
            match.value.value.way != nil && held.contains { $0.id == match.value.value.id }
        }
        return held.filter { item in
            guard let value = fact.values.first(where: { $0.id == item.id }), value.way == nil,
                let level = matches.first(where: { $0.value.value.id == value.id })
            else { return true }
            let ways = form.possibleWays(of: value)
            return !named.contains { match in
                let gap =
                    max(match.range.lowerBound, level.range.lowerBound)
                    - min(match.range.upperBound, level.range.upperBound)
                return gap <= Self.levelReach
                    && (ways.contains(match.value.value.way ?? "") || match.value.isProfession || gap <= 1)
            }
        }
    }

    /// How many words may part a level from the diploma that it is the level of.
    private static let levelReach = 5

    /// A vague value is made precise by words that stand beside it: « un diplôme d'État de niveau III ».
    private func resolve(
        _ value: CategoryValue, _ fact: FactDefinition, _ tokens: [Token], besides range: Range<Int>
    ) -> CategoryValue {
        guard let precision = value.precision.flatMap({ form.precision($0) }), let book = precisions[precision.id]
        else { return value }
        let rest = book.matches(in: tokens).filter { !$0.range.overlaps(range) && tokens[$0.range].count > 1 }
        guard let match = rest.first,
            let next = fact.values.first(where: { $0.id == precision.choices[match.value].becomes })
        else { return value }
        return next.way == nil ? resolve(next, fact, tokens, besides: range) : next
    }

    // MARK: Experience

    private func readExperience(
        _ utterance: Utterance, _ mentions: [DurationMention], _ professions: [ExperienceReader.FieldMark],
        _ implied: [String], besides taken: [Range<Int>], diplomas: [Range<Int>], _ reading: inout Reading,
        _ question: Question?,
        of person: Speakers.Person, _ speakers: Speakers
    ) {
        let tokens = utterance.tokens
        guard let fact = form.facts.first(where: { $0.kind == .duration }) else { return }
        var work = mentions.filter {
            $0.role == .experience && speakers.speaks($0.range, of: person) && !isAgeOfDiploma($0, diplomas, tokens)
        }
        if mentions.isEmpty, !utterance.asks, taken.isEmpty || taken.allSatisfy({ $0.lowerBound > 1 }),
            question == .fact(fact.name),
            let bare = DurationReader.bareAnswer(tokens)
        {
            work = [bare]
        }
        for flag in form.facts {
            guard case .flag = flag.kind, let book = flags[flag.name] else { continue }
            // « c'est du social, ou pas ? » asks, it does not say.
            let asks = work.isEmpty && utterance.hasQuestionMark && question == .fact(flag.name)
            let marks: [ExperienceReader.FieldMark] = (asks ? [] : book.matches(in: tokens)).filter {
                speakers.speaks($0.range, of: person) && !isSubject($0.range, of: taken, tokens)
            }.map { match in
                let isDenied = match.value && Possession.isDenied(match.range, in: tokens)
                return ExperienceReader.FieldMark(range: match.range, isInField: match.value && !isDenied)
            }
            let experience = ExperienceReader(tokens: tokens, mentions: work, marks: marks + professions).read()
            if reading.problem == nil { reading.problem = experience.problem }
            if let length = experience.length {
                reading.facts[fact.name] = .duration(length, words: utterance.source(of: experience.range))
            }
            if let isInField = experience.isInField {
                let words = marks.first { $0.isInField == isInField }.map { utterance.source(of: $0.range) }
                reading.facts[flag.name] = .flag(isInField, words: words ?? "")
            } else if let mark = marks.first(where: \.isInField) ?? (question == nil ? nil : marks.first) {
                reading.facts[flag.name] = .flag(mark.isInField, words: utterance.source(of: mark.range))
            } else if implied.contains(flag.name) {
                reading.facts[flag.name] = .flag(true, words: "")
            }
        }
    }

    /// « master depuis 2 ans »: the age of a diploma, not of a career.
    private func isAgeOfDiploma(_ mention: DurationMention, _ diplomas: [Range<Int>], _ tokens: [Token]) -> Bool {
        let start = mention.range.lowerBound
        let since =
            tokens[start].text == "depuis" ? start : start > 0 && tokens[start - 1].text == "depuis" ? start - 1 : -1
        return since > 0 && tokens[since].boundary == .none && diplomas.contains { $0.upperBound == since }
    }

    /// Whether a mark only says what a diploma is in: « CAP coiffure », « master en marketing ».
    private func isSubject(_ range: Range<Int>, of taken: [Range<Int>], _ tokens: [Token]) -> Bool {
        taken.contains { value in
            if value.overlaps(range) { return true }
            guard value.upperBound <= range.lowerBound, tokens[range.lowerBound].boundary == .none else { return false }
            let between = tokens[value.upperBound..<range.lowerBound]
            return between.count <= 1
                && between.allSatisfy { ["de", "d", "en"].contains($0.text) && $0.boundary == .none }
        }
    }

    // MARK: Answers to a question

    private func readAnswer(_ utterance: Utterance, _ reading: inout Reading, _ question: Question?) {
        switch question {
        case .fact(let name):
            guard case .flag = form.fact(name)?.kind, reading.facts[name] == nil, let answer = reading.yesNo else {
                return
            }
            reading.facts[name] = .flag(answer, words: utterance.text)
        case .precision(let id, _):
            guard let precision = form.precision(id), let book = precisions[id] else { return }
            // « c'est quoi, un diplôme d'État ? » chooses nothing.
            if let match = book.matches(in: utterance.tokens).first, reading.yesNo != nil || !utterance.asks {
                reading.choice = precision.choices[match.value]
            } else if let answer = reading.yesNo {
                reading.choice = precision.choices.first { $0.means == answer }
            } else if let number = Numbers.read(utterance.tokens, at: 0), utterance.tokens.count == number.end,
                precision.choices.indices.contains(Int(number.value) - 1)
            {
                reading.choice = precision.choices[Int(number.value) - 1]
            }
        case .confirmation, nil: break
        }
    }
}
