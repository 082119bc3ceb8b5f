import French

/// The facts that one message tells of one person, step by step: what is named, how long, in what field, what is answered.
struct MessageFacts {
    typealias CategoryMatch = Phrasebook<FactReader.CategoryMatch>.Match

    let reader: FactReader
    let utterance: Utterance
    let speakers: Speakers
    let person: Speakers.Person
    let context: FactReader.Context

    private var reading = Reading()
    /// Tokens that name values, and those that name diplomas rather than professions.
    private var taken: [Range<Int>] = []
    private var diplomas: [Range<Int>] = []
    /// Professions that are the person's work in the field, and the flags that they imply.
    private var professions: [ExperienceReader.FieldMark] = []
    private var implied: [String] = []
    /// Time without work.
    private var pauses: [DurationMention] = []

    init(
        reader: FactReader, utterance: Utterance, speakers: Speakers, person: Speakers.Person,
        context: FactReader.Context
    ) {
        self.reader = reader
        self.utterance = utterance
        self.speakers = speakers
        self.person = person
        self.context = context
    }

    private var form: Form { reader.form }
    private var question: Question? { context.question }
    private var tokens: [Token] { utterance.tokens }

    /// Reads the facts.
    mutating func read() -> Reading {
        reading.yesNo = reader.yesNo.longestMatch(in: tokens, at: 0)?.value ?? finalAnswer
        reading.corrects = Corrections.isCorrection(tokens)
        for fact in form.facts {
            guard case .category = fact.kind else { continue }
            readCategory(fact)
        }
        readExperience()
        readAnswer()
        reading.isAll = saysAll
        return reading
    }

    /// « … rien de plus », « … c'est tout »
    private var saysAll: Bool {
        let words = tokens.map(\.text)
        guard !utterance.hasQuestionMark else { return false }
        return words.indices.contains { index in Self.closings.contains { words[index...].starts(with: $0) } }
    }

    private static let closings: [[String]] = [
        ["rien", "de", "plus"], ["rien", "d", "autre"], ["c", "est", "tout"], ["rien", "en", "dehors"],
        ["pas", "d", "autre"], ["aucun", "autre"], ["c", "est", "le", "seul"], ["pas", "d", "autres"],
    ]

    /// « j'enseigne les maths, donc je dirais que non »
    private var finalAnswer: Bool? {
        guard tokens.count > 1, let last = tokens.last, ["oui", "non"].contains(last.text),
            ["que", "donc", "plutot", "dirais", "dis", "pense"].contains(tokens[tokens.count - 2].text)
        else { return nil }
        return last.text == "oui"
    }

    private func isAsked(_ fact: String) -> Bool { question == .fact(fact) }

    // MARK: Categories

    private func categoryMatches(_ fact: String) -> [CategoryMatch] {
        let isAsked = isAsked(fact)
        var matches = reader.categories[fact]?.matches(in: tokens, within: .clause) ?? []
        matches.removeAll { $0.value.standsAlone && !standsAlone($0.range, isAsked: isAsked) }
        // « aucune » answers the question that was asked; alone it says nothing about diplomas.
        matches.removeAll { match in
            guard match.value.value.isExclusive else { return false }
            // « rien du tout », asked for the years, says nothing about diplomas.
            // « pas de diplôme universitaire » denies one diploma only.
            let next = match.range.upperBound
            if next < tokens.count, tokens[next].boundary == .none, match.range.count > 1,
                tokens[next - 1].text.hasPrefix(fact), !Self.closers.contains(tokens[next].text)
            {
                return true
            }
            if match.range.count > 1 {
                let isWhole = tokens.count <= match.range.count + 1
                return !isAsked && !(question == nil && isWhole)
                    && !tokens[match.range].contains { $0.text.hasPrefix(fact) || $0.text == "bac" }
            }
            let end = match.range.upperBound
            let isEnd =
                end == tokens.count || tokens[end].boundary > .none
                || ["mais", "et", "meme"].contains(tokens[end].text)
            return !isEnd || !isAsked && (question != nil || tokens.count > 2)
        }
        for match in reader.capitals[fact]?.matches(in: tokens) ?? [] {
            let isWhole = match.range.count == tokens.count
            if (isWhole || isInCapitals(match.range)) && !matches.contains(where: { $0.range.overlaps(match.range) }) {
                matches.append(match)
            }
        }
        return matches.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Whether words stand in capitals in a text that is not all in capitals.
    private func isInCapitals(_ range: Range<Int>) -> Bool {
        let shouts = utterance.text.utf8.allSatisfy { !(0x61...0x7A).contains($0) } && tokens.count > 2
        return !shouts && utterance.source(of: range).utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }

    private func isAcronym(_ word: String, _ index: Int) -> Bool {
        tokens[index].text == word && isInCapitals(index..<(index + 1))
    }

    /// « c'est un DE », but « un de mes agents »
    private func isAcronymMeant(_ range: Range<Int>) -> Bool {
        guard let last = range.last, tokens[last].text == "de" else { return true }
        return isInCapitals(last..<(last + 1)) || last + 1 == tokens.count
    }

    /// Words that may follow « pas de diplôme » without saying which.
    private static let closers: Set = [
        "et", "mais", "ni", "du", "donc", "a", "c", "je", "j", "pour", "depuis", "avec", "alors", "que", "en", "moi",
        "ca",
        "est", "hein", "malheureusement", "encore",
    ]

    /// Whether words are a clause of their own, or the whole answer with an article at most.
    private func standsAlone(_ range: Range<Int>, isAsked: Bool) -> Bool {
        let opens = range.lowerBound == 0 || tokens[range.lowerBound].boundary > .none
        let ends = range.upperBound == tokens.count || tokens[range.upperBound].boundary > .none
        let end = tokens[range.upperBound...].firstIndex { $0.boundary > .none } ?? tokens.count
        let rest = tokens[range.upperBound..<end]
        // « ingénieur ENSEEIHT, promotion 2003 »
        if opens, !rest.isEmpty, rest.count <= 2, !rest.contains(where: { $0.text.hasPrefix("social") }),
            isAsked && range.lowerBound == 0 || tokens.count > range.count + 3
        {
            return true
        }
        if isAsked, ends, tokens.count <= range.count + 2, range.upperBound == tokens.count { return true }
        return opens && ends && (isAsked || tokens.count > range.count)
    }

    private mutating func readCategory(_ fact: FactDefinition) {
        let all = categoryMatches(fact.name)
        taken += all.map(\.range)
        diplomas += all.filter { !$0.value.isProfession }.map(\.range)
        reading.places += all.map { utterance.place(of: $0.range) }
        let matches = all.filter { speakers.speaks($0.range, of: person) }
        for match in matches where match.value.isProfession && !match.value.value.implies.isEmpty {
            guard !Possession.isOfFormation(match.range, in: tokens) else { continue }
            professions.append(ExperienceReader.FieldMark(range: match.range, isInField: true))
        }
        var held: [FactSheet.Held] = []
        for match in matches {
            let value = match.value.value
            switch possession(match) {
            case .denied: reading.denied.append(value.id)
            case .inProgress: reading.inProgress.append(value.id)
            case .mentioned: continue
            case .held(let isOnly):
                if isOnly || value.isExclusive { reading.isExclusive = true }
                let resolved = resolve(value, fact, besides: match.range)
                held.removeAll { $0.id == resolved.id }
                held.append(FactSheet.Held(id: resolved.id, words: utterance.source(of: match.range)))
                if match.value.isProfession && Possession.isPractised(match.range, in: tokens) || speaksOfPractice {
                    implied += value.implies
                }
            }
        }
        // « je travaille comme éducateur, mais je n'ai que le bac »: the job is no diploma.
        let isOnly = matches.contains { !$0.value.isProfession && possession($0) == .held(isOnly: true) }
        if isOnly {
            held.removeAll { item in matches.contains { $0.value.isProfession && $0.value.value.id == item.id } }
        }
        // « soit une licence, soit un DE, il confond »: one of them, nobody knows which.
        if held.count > 1, tokens.count(where: { $0.text == "soit" }) > 1 { held = [] }
        if Corrections.splits(tokens), held.count > 1 { held.removeFirst(held.count - 1) }
        held = withoutLevelsSaidTwice(held, matches, fact)
        let real = held.filter { item in !(fact.values.first { $0.id == item.id }?.isExclusive ?? false) }
        if !real.isEmpty && real.count < held.count {
            held = real
        }
        if !held.isEmpty { reading.facts[fact.name] = .held(held) }
    }

    /// « 4 ans de terrain », « je n'exerce que depuis 2 ans »: work in the profession of the diploma.
    private var speaksOfPractice: Bool {
        tokens.contains { ["terrain", "metier", "pratique", "exerce", "exercice"].contains($0.text) }
    }

    private func possession(_ match: CategoryMatch) -> Possession {
        // « sans aucun diplôme » denies nothing but itself.
        if match.value.value.isExclusive { return .held(isOnly: true) }
        return Possession.of(match.range, isProfession: match.value.isProfession, in: tokens)
    }

    /// « une licence (bac+3) »: the level of a diploma that is named beside it asks for nothing more.
    private func withoutLevelsSaidTwice(
        _ held: [FactSheet.Held], _ matches: [CategoryMatch], _ fact: FactDefinition
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
                // « le diplôme de CESF nouvelle formule, donc niveau 6 »
                let end = max(match.range.upperBound, level.range.lowerBound)
                let isSame = tokens[match.range.upperBound..<end].contains { ["donc", "soit"].contains($0.text) }
                return gap <= Self.levelReach
                    && (isSame || ways.contains(match.value.value.way ?? "") || match.value.isProfession || gap <= 1)
            }
        }
    }

    /// How many words may part a level from the diploma that it is the level of.
    private static let levelReach = 5

    /// A vague value is made precise by words that stand beside it: « un diplôme d'État de niveau III ».
    private func resolve(
        _ value: CategoryValue, _ fact: FactDefinition, besides range: Range<Int>
    ) -> CategoryValue {
        guard let precision = value.precision.flatMap({ form.precision($0) }),
            let book = reader.precisions[precision.id]
        else { return value }
        // « DE niveau III », in capitals
        if let before = range.lowerBound > 0 ? range.lowerBound - 1 : nil, isAcronym("de", before),
            let choice = precision.choices.first(where: { $0.means == true }),
            let next = fact.values.first(where: { $0.id == choice.becomes })
        {
            return next.way == nil ? resolve(next, fact, besides: range) : next
        }
        let rest = book.matches(in: tokens).filter {
            !$0.range.overlaps(range) && tokens[$0.range].count > 1 && isAcronymMeant($0.range)
        }
        guard let match = rest.first,
            let next = fact.values.first(where: { $0.id == precision.choices[match.value].becomes })
        else { return value }
        return next.way == nil ? resolve(next, fact, besides: range) : next
    }

    // MARK: Experience

    private mutating func readExperience() {
        let fields = form.fieldFlags
        let flags = form.facts.filter(\.isFlag)
        if let fact = form.facts.first(where: { $0.kind == .duration }) {
            let work = lengthsOfWork(fact)
            if fields.isEmpty { _ = readLength(fact, work, marks: []) }
            for flag in flags where fields.contains(flag.name) { readField(flag, fact, work) }
        }
        for flag in flags where !fields.contains(flag.name) { readFlag(flag) }
    }

    /// The years, and whether they were in the field that a flag asks for.
    private mutating func readField(_ flag: FactDefinition, _ fact: FactDefinition, _ work: [DurationMention]) {
        let marks = fieldMarks(flag, work)
        noteDoubt(flag, marks)
        let experience = readLength(fact, work, marks: marks)
        let isNone = experience.length == Seniority(0) && experience.problem == nil
        if marks.contains(where: \.isDenial) || isNone && marks.contains(where: \.isInField) {
            reading.deniesField = true
        }
        reading.facts[flag.name] = flagValue(flag.name, experience, marks)
        if experience.length != nil, experience.isInField == nil, marks.isEmpty, professions.isEmpty {
            reading.namesOtherPlace = namesPlace(after: experience.range)
        }
    }

    private mutating func readLength(
        _ fact: FactDefinition, _ work: [DurationMention], marks: [ExperienceReader.FieldMark]
    ) -> ExperienceReader.Experience {
        let experience = ExperienceReader(
            tokens: tokens, mentions: work, marks: marks + professions, pauses: pauses
        ).read()
        reading.problem = reading.problem ?? experience.problem
        if let length = experience.length {
            reading.facts[fact.name] = .duration(length, words: utterance.source(of: experience.range))
        }
        return experience
    }

    /// A flag that stands for itself (« j'ai un certificat valide »); a denial counts more than what it denies.
    private mutating func readFlag(_ flag: FactDefinition) {
        let marks = fieldMarks(flag, [])
        noteDoubt(flag, marks)
        if let mark = marks.first(where: { !$0.isInField }) ?? marks.first {
            reading.facts[flag.name] = .flag(mark.isInField, words: utterance.source(of: mark.range))
        }
    }

    private mutating func noteDoubt(_ flag: FactDefinition, _ marks: [ExperienceReader.FieldMark]) {
        guard marks.isEmpty, let book = reader.flags[flag.name] else { return }
        if book.matches(in: tokens).contains(where: { isDoubted($0.range) }) { reading.doubted.append(flag.name) }
    }

    private mutating func lengthsOfWork(_ fact: FactDefinition) -> [DurationMention] {
        // « erreur, c'est 8 », after the verdict
        let isCorrected = context.isRevising && reading.corrects
        let mentions = DurationReader(today: context.today, isAsked: isAsked(fact.name) || isCorrected).mentions(
            in: tokens, besides: taken)
        reading.places += mentions.filter { $0.role == .experience }.map { utterance.place(of: $0.range) }
        pauses = mentions.filter { $0.role == .pause && speakers.speaks($0.range, of: person) }
        let isBare = mentions.isEmpty && isAsked(fact.name) && !utterance.asks && taken.allSatisfy { $0.lowerBound > 1 }
        if isBare, let bare = DurationReader.bareAnswer(tokens) { return [bare] }
        return mentions.filter {
            $0.role == .experience && speakers.speaks($0.range, of: person) && !isAgeOfDiploma($0)
                && !isTimeOfStudies($0)
        }
    }

    /// « huit ans comme formatrice au Greta »: a place or a job that nobody here knows.
    private func namesPlace(after range: Range<Int>) -> Bool {
        let rest = tokens[min(range.upperBound, tokens.count)...].prefix(Self.longestPlace)
        guard let place = rest.firstIndex(where: { Self.placeWords.contains($0.text) }), place + 1 < tokens.count,
            // « …, comme le temps passe »
            tokens[place].text != "comme"
                || !["le", "la", "les", "si", "ca", "je", "tout"].contains(tokens[place + 1].text)
        else { return false }
        let named = tokens[(place + 1)...].prefix(4).filter { !Self.plainPlaces.contains($0.text) && !$0.isNumber }
        return named.contains { $0.text.utf8.count > 3 }
    }

    private static let longestPlace = 6
    private static let placeWords: Set = ["dans", "chez", "comme"]
    private static let plainPlaces: Set = [
        "domaine", "cette", "structure", "meme", "association", "asso", "metier", "branche", "secteur", "service",
        "equipe", "boite", "total", "tout", "celui", "cela", "poste", "le", "la", "ce", "une", "plusieurs",
        "differentes", "differents", "associations", "structures", "etablissement", "etablissements", "services",
    ]

    /// What says whether work was in the field. « c'est du social, ou pas ? » asks, it does not say.
    private func fieldMarks(_ flag: FactDefinition, _ work: [DurationMention]) -> [ExperienceReader.FieldMark] {
        // « c'est quoi, le domaine social ? » asks, it does not say where the person worked.
        let asks =
            work.allSatisfy({ $0.value == .vague }) && utterance.hasQuestionMark && question != nil && taken.isEmpty
        guard let book = reader.flags[flag.name], !asks
        else { return [] }
        let marks = book.matches(in: tokens)
            .filter {
                speakers.speaks($0.range, of: person) && !isSubject($0.range) && !isDoubted($0.range)
                    && !DurationReader.isAtHome(
                        tokens[max(0, $0.range.lowerBound - 2)..<$0.range.upperBound].map(\.text))
            }
            .map { match in
                let isDenied = match.value && Possession.isDenied(match.range, in: tokens)
                return ExperienceReader.FieldMark(
                    range: match.range, isInField: match.value && !isDenied, isDenial: isDenied)
            }
        let told = marks.filter { $0.isInField || !isInside(marks, $0) }
        return told + marksElsewhere(flag, besides: told)
    }

    /// « comptable dans un EHPAD », « l'atelier boulangerie de l'ESAT »: the place counts more than the job.
    private func isInside(_ marks: [ExperienceReader.FieldMark], _ job: ExperienceReader.FieldMark) -> Bool {
        marks.contains { place in
            guard place.isInField, !job.isDenial else { return false }
            // « intervenante sociale en gendarmerie »
            if place.range.upperBound < job.range.lowerBound {
                let between = tokens[place.range.upperBound..<job.range.lowerBound]
                return between.count <= 2
                    && between.allSatisfy { ["en", "dans", "une", "un", "a", "la", "au"].contains($0.text) }
            }
            guard place.range.lowerBound >= job.range.upperBound else { return false }
            let between = tokens[job.range.upperBound..<place.range.lowerBound]
            return between.count <= 5
                && tokens[job.range.upperBound...place.range.lowerBound].allSatisfy {
                    $0.boundary == .none && !["et", "puis", "mais", "ou", "apres", "avant"].contains($0.text)
                }
        }
    }

    /// « je ne sais pas si ça compte comme du social »
    private func isDoubted(_ range: Range<Int>) -> Bool {
        let sentence = tokens[...range.lowerBound].lastIndex { $0.boundary == .sentence } ?? 0
        let before = sentence..<range.lowerBound
        let words = tokens[clause(around: range).lowerBound..<range.lowerBound].map(\.text)
        if words.indices.contains(where: { index in Self.doubts.contains { words[index...].starts(with: $0) } }) {
            return true
        }
        // « je ne saurais vous dire si cela relève du champ social »
        if words.contains("si"), utterance.part([before]).deniesKnowing { return true }
        // « est-ce du champ social ? Je serais incapable de trancher. »
        guard isEchoed(range) else { return false }
        return utterance.part([clause(around: range).upperBound..<tokens.count]).deniesKnowing
    }

    private static let doubts: [[String]] = [
        ["sais", "pas", "si"], ["sais", "pas", "trop", "si"], ["ignore", "si"], ["pas", "sure", "que"],
        ["pas", "sur", "que"], ["sais", "plus", "si"], ["jamais", "dit", "si"], ["pas", "dire", "si"],
        ["pas", "savoir", "si"], ["sait", "pas", "si"],
    ]

    /// Work that the content lists as being elsewhere; what the form says beside it counts more: « 3 ans de robotique dans
    /// un IME ».
    private func marksElsewhere(
        _ flag: FactDefinition, besides marks: [ExperienceReader.FieldMark]
    ) -> [ExperienceReader.FieldMark] {
        (context.outside[flag.name] ?? []).filter { range in
            let clause = clause(around: range)
            let near = max(clause.lowerBound, range.lowerBound - 4)..<min(clause.upperBound, range.upperBound + 4)
            let beside = (marks + professions).filter { $0.range.overlaps(near) }
            return speakers.speaks(range, of: person) && !isSubject(range) && !beside.contains(where: \.isInField)
                && !isInside(marks, ExperienceReader.FieldMark(range: range, isInField: false))
        }.map { ExperienceReader.FieldMark(range: $0, isInField: false) }
    }

    private func clause(around range: Range<Int>) -> Range<Int> {
        let start = tokens[...range.lowerBound].lastIndex { $0.boundary != .none } ?? 0
        let end = (range.upperBound..<tokens.count).first { tokens[$0].boundary != .none } ?? tokens.count
        return start..<end
    }

    private func flagValue(
        _ flag: String, _ experience: ExperienceReader.Experience, _ marks: [ExperienceReader.FieldMark]
    ) -> FactSheet.Value? {
        if let isInField = experience.isInField {
            let words = marks.first { $0.isInField == isInField }.map { utterance.source(of: $0.range) }
            return .flag(isInField, words: words ?? "")
        }
        // « aucune envie de retourner à l'usine » says nothing of years that were not told.
        var asksOfWork = question != nil
        if case .precision = question { asksOfWork = false }
        if case .fact(let name) = question, form.fact(name)?.kind.isCategory ?? false { asksOfWork = false }
        let countsOutside = asksOfWork || reading.corrects || context.isRevising
        if let mark = marks.first(where: \.isInField) ?? (countsOutside ? marks.first : nil) {
            return .flag(mark.isInField, words: utterance.source(of: mark.range))
        }
        return implied.contains(flag) ? .flag(true, words: "") : nil
    }

    /// « DEES (2009-2012) »
    private func isTimeOfStudies(_ mention: DurationMention) -> Bool {
        let start = mention.range.lowerBound
        return tokens[start].text.utf8.count == 4 && tokens[start].isNumber
            && diplomas.contains { $0.upperBound == start }
    }

    /// « master depuis 2 ans »: the age of a diploma, not of a career.
    private func isAgeOfDiploma(_ mention: DurationMention) -> Bool {
        let start = mention.range.lowerBound
        let since =
            tokens[start].text == "depuis" ? start : start > 0 && tokens[start - 1].text == "depuis" ? start - 1 : -1
        guard since > 0, tokens[since].boundary == .none else { return false }
        // « master 2 de Grenoble depuis 2023 »
        return diplomas.contains { diploma in
            guard diploma.upperBound <= since, since - diploma.upperBound <= 3 else { return false }
            let between = tokens[diploma.upperBound..<since]
            return between.allSatisfy { $0.boundary == .none }
                && (between.isEmpty || ["de", "d", "a"].contains(between.first?.text))
        }
    }

    /// Whether a mark only says what a diploma is in: « CAP coiffure », « master en marketing ».
    private func isSubject(_ range: Range<Int>) -> Bool {
        taken.contains { value in
            if value.overlaps(range) { return true }
            guard value.upperBound <= range.lowerBound, tokens[range.lowerBound].boundary == .none else { return false }
            let between = tokens[value.upperBound..<range.lowerBound]
            return between.count <= 1
                && between.allSatisfy { ["de", "d", "en"].contains($0.text) && $0.boundary == .none }
        }
    }

    // MARK: Answers to a question

    /// « Diplôme d'État ? Je n'en sais rien »: the words of the question, before the answer.
    private func isEchoed(_ range: Range<Int>) -> Bool {
        let end = clause(around: range).upperBound
        guard end < tokens.count else { return false }
        return utterance.part([range.lowerBound..<end]).hasQuestionMark
    }

    private mutating func readAnswer() {
        switch question {
        case .fact(let name):
            guard case .flag = form.fact(name)?.kind, reading.facts[name] == nil, let answer = reading.yesNo else {
                return
            }
            reading.facts[name] = .flag(answer, words: utterance.text)
        case .precision(let id, _):
            guard let precision = form.precision(id), let book = reader.precisions[id] else { return }
            // « c'est quoi, un diplôme d'État ? » chooses nothing.
            let named = book.matches(in: tokens).filter { !isEchoed($0.range) && isAcronymMeant($0.range) }
            let meant = named.filter { !Possession.isDenied($0.range, in: tokens) }
            if let match = meant.first, reading.yesNo != nil || !utterance.asks {
                reading.choice = precision.choices[match.value]
            } else if let answer = reading.yesNo
                ?? (named.contains { precision.choices[$0.value].means == true } ? false : nil)
            {
                // « ce n'est pas le diplôme d'État »
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
