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

    /// Whether the message tells nothing that the check can use.
    var isEmpty: Bool {
        facts.isEmpty && inProgress.isEmpty && problem == nil && choice == nil
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
        var reading = Reading()
        let tokens = utterance.tokens
        reading.yesNo = yesNo.longestMatch(in: tokens, at: 0)?.value
        reading.corrects = Corrections.isCorrection(tokens)
        var impliedFlags: [String] = []
        var taken: [Range<Int>] = []
        for fact in form.facts {
            guard case .category = fact.kind else { continue }
            let matches = categoryMatches(fact.name, utterance)
            taken += matches.map(\.range)
            readCategory(fact, matches, utterance, &reading, &impliedFlags)
        }
        let durations = DurationReader(today: today).mentions(in: tokens, besides: taken)
        readFlags(tokens, durations, impliedFlags, &reading, utterance)
        readDuration(utterance, durations, &reading, question)
        readAnswer(utterance, &reading, question)
        return reading
    }

    // MARK: Categories

    private func categoryMatches(_ fact: String, _ utterance: Utterance) -> [Phrasebook<CategoryMatch>.Match] {
        let tokens = utterance.tokens
        var matches = categories[fact]?.matches(in: tokens) ?? []
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
            switch Possession.of(match.range, in: utterance.tokens) {
            case .denied: reading.denied.append(value.id)
            case .inProgress: reading.inProgress.append(value.id)
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
        let real = held.filter { item in !(fact.values.first { $0.id == item.id }?.isExclusive ?? false) }
        if !real.isEmpty && real.count < held.count {
            held = real
        }
        if !held.isEmpty { reading.facts[fact.name] = .held(held) }
    }

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

    // MARK: Durations

    private func readDuration(
        _ utterance: Utterance, _ mentions: [DurationMention], _ reading: inout Reading, _ question: Question?
    ) {
        guard let fact = form.facts.first(where: { $0.kind == .duration }) else { return }
        var work = mentions.filter { $0.role == .experience }
        if let last = Corrections.lastMarker(utterance.tokens) {
            let after = work.filter { $0.range.lowerBound > last }
            if !after.isEmpty { work = after }
        }
        if let inField = durationsInField(work, utterance.tokens) { work = inField }
        if work.isEmpty, question == .fact(fact.name), let bare = DurationReader.bareAnswer(utterance.tokens) {
            work = [bare]
        }
        guard !work.isEmpty else { return }
        var sum: Seniority?
        for mention in Durations.independent(work, in: utterance.tokens) {
            switch mention.value {
            case .absurd: reading.problem = .absurd
            case .vague, .range: reading.problem = reading.problem ?? .vague
            case .known(let length): sum = sum.map { $0 + length } ?? length
            }
        }
        guard reading.problem == nil, let sum else { return }
        guard sum.lower <= DurationReader.longestCareer else {
            reading.problem = .absurd
            return
        }
        let start = work.map(\.range.lowerBound).min() ?? 0
        let end = work.map(\.range.upperBound).max() ?? 0
        reading.facts[fact.name] = .duration(sum, words: utterance.source(of: start..<end))
    }

    /// Where some of the lengths are said to be in the field and others outside it, only the former count.
    private func durationsInField(_ mentions: [DurationMention], _ tokens: [Token]) -> [DurationMention]? {
        guard mentions.count > 1, let book = flags.values.first else { return nil }
        let fields = book.matches(in: tokens)
        let marked = mentions.enumerated().map { index, mention in
            let end = index + 1 < mentions.count ? mentions[index + 1].range.lowerBound : tokens.count
            let next = fields.first { $0.range.lowerBound >= mention.range.upperBound && $0.range.lowerBound < end }
            return (mention: mention, inField: next?.value)
        }
        guard marked.contains(where: { $0.inField == true }), marked.contains(where: { $0.inField == false }) else {
            return nil
        }
        return marked.filter { $0.inField != false }.map(\.mention)
    }

    // MARK: Flags

    private func readFlags(
        _ tokens: [Token], _ durations: [DurationMention], _ implied: [String], _ reading: inout Reading,
        _ utterance: Utterance
    ) {
        for fact in form.facts {
            guard case .flag = fact.kind, let book = flags[fact.name] else { continue }
            let matches = book.matches(in: tokens).map { match in
                (flag: match.value && Possession.isDenied(match.range, in: tokens) ? false : match.value, match: match)
            }
            // In the field and outside it: the years in the field are the ones that were kept.
            if let found = matches.first(where: \.flag) ?? matches.first {
                reading.facts[fact.name] = .flag(found.flag, words: utterance.source(of: found.match.range))
            } else if implied.contains(fact.name) {
                reading.facts[fact.name] = .flag(true, words: "")
            }
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
            if let match = book.matches(in: utterance.tokens).first {
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

/// Lengths that are parts or repetitions of others.
enum Durations {
    /// Drops what is only part of a length told before (« 8 ans, dont 3 en CCAS ») or says it again (« soit 7 ans »).
    static func independent(_ mentions: [DurationMention], in tokens: [Token]) -> [DurationMention] {
        var result: [DurationMention] = []
        for (index, mention) in mentions.enumerated() {
            let start = index == 0 ? 0 : mentions[index - 1].range.upperBound
            let between = tokens[start..<mention.range.lowerBound].map(\.text)
            if index > 0, between.contains("dont") || between.contains("soit") || between.suffix(2) == ["a", "dire"] {
                continue
            }
            if between.contains("total") || between.contains("tout") { result.removeAll() }
            result.append(mention)
        }
        return result
    }
}
