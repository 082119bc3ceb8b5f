import French

/// The values of categories that a message names: which diplomas, held, in progress or denied.
extension MessageFacts {
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
            // « j'ai rien compris »
            if next < tokens.count, tokens[next - 1].text == "rien", Self.otherObjects.contains(tokens[next].text) {
                return true
            }
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
    func isAcronymMeant(_ range: Range<Int>) -> Bool {
        guard let last = range.last, tokens[last].text == "de" else { return true }
        return isInCapitals(last..<(last + 1)) || last + 1 == tokens.count
    }

    /// Words that may follow « pas de diplôme » without saying which.
    private static let closers: Set = [
        "et", "mais", "ni", "du", "donc", "a", "c", "je", "j", "pour", "depuis", "avec", "alors", "que", "en", "moi",
        "ca",
        "est", "hein", "malheureusement", "encore",
    ]

    /// What « j'ai rien » may go on with that no diploma is the object of.
    private static let otherObjects: Set = [
        "compris", "capte", "pige", "saisi", "entendu", "vu", "lu", "dit", "demande", "trouve", "recu", "retenu",
        "suivi", "contre",
        "oublie",
    ]

    /// Whether words are a clause of their own, or the whole answer with an article at most.
    func standsAlone(_ range: Range<Int>, isAsked: Bool) -> Bool {
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

    mutating func readCategory(_ fact: FactDefinition) {
        let named = categoryMatches(fact.name)
        taken += named.map(\.range)
        let all = withoutLevelsOfNamed(named)
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

    /// « mon DEES est de niveau 6 », « …, le diplôme est passé niveau 6 »: a level that is said of a diploma is no other diploma.
    private func withoutLevelsOfNamed(_ matches: [CategoryMatch]) -> [CategoryMatch] {
        matches.filter { level in
            guard level.value.value.precision != nil else { return true }
            let before = matches.filter { match in
                match.value.value.way != nil && !match.value.value.isExclusive
                    && match.range.upperBound <= level.range.lowerBound
            }
            guard let named = before.last else { return true }
            let between = tokens[named.range.upperBound..<level.range.lowerBound].map(\.text)
            guard let place = between.lastIndex(where: { Self.levelVerbs.contains($0) }) else {
                return !(between.isEmpty || between == ["de"])
            }
            // « est », of the diploma itself or of « le diplôme », and nothing but fillers up to the level.
            let subject = between[..<place]
            return
                !(between[(place + 1)...].allSatisfy { Self.levelFillers.contains($0) }
                && (subject.isEmpty || subject.last == "diplome" || subject.last == "est" || subject.last == "qui"))
        }
    }

    private static let levelVerbs: Set = ["est", "passe", "devenu", "classe", "reconnu"]
    private static let levelFillers: Set = [
        "de", "d", "du", "au", "a", "en", "un", "maintenant", "desormais", "actuellement", "aujourd", "hui", "classe",
        "passe",
        "reconnu",
    ]

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
}
