import French

/// The lengths of time that a message tells, whether they were in the field, and the flags that stand for themselves.
extension MessageFacts {
    mutating func readExperience() {
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

    /// « 3 ans c'est long » speaks of what the bot said.
    private func isRemarkedOn(_ mention: DurationMention) -> Bool {
        let after = tokens[mention.range.upperBound...].prefix(4).map(\.text)
        return after.starts(with: ["c", "est"])
            && after.dropFirst(2).contains { ["long", "longue", "court", "enorme", "interminable"].contains($0) }
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
                && !isTimeOfStudies($0) && !isRemarkedOn($0)
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

    func clause(around range: Range<Int>) -> Range<Int> {
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
}
