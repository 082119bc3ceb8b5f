import French

/// What a person supposes of themselves: « et si j'avais 2 ans de plus ? », « et avec un master ? ».
struct Hypothesis {
    /// The facts as they would be.
    let facts: FactSheet

    /// Reads a supposition on top of the facts that are known; nil where the message supposes nothing.
    init?(_ utterance: Utterance, _ reading: Reading, on facts: FactSheet, _ form: Form) {
        guard !facts.isEmpty, !reading.corrects, Self.supposes(utterance) else { return nil }
        var supposed = facts
        let later = Self.later(utterance.tokens)
        guard !reading.facts.isEmpty || later != nil || !reading.denied.isEmpty else { return nil }
        // « dans les assurances » supposes nothing, « dans deux ans » does.
        if utterance.tokens.first?.text == "dans", later == nil { return nil }
        if let later, let fact = form.facts.first(where: { $0.kind == .duration }),
            let known = facts.duration(fact.name)
        {
            supposed[fact.name] = .duration(Seniority(known.lower + later), words: "")
        }
        for fact in form.facts {
            let held = facts.held(fact.name)
            // « et sans le master ? »
            if held.contains(where: { reading.denied.contains($0.id) }) {
                let none = fact.values.first(where: \.isExclusive).map { [FactSheet.Held(id: $0.id, words: "")] }
                let kept = held.filter { !reading.denied.contains($0.id) }
                supposed[fact.name] = .held(kept.isEmpty ? none ?? [] : kept)
            }
            guard let value = reading.facts[fact.name] else { continue }
            guard case .duration(let length, let words) = value, let known = facts.duration(fact.name),
                let sign = Self.sign(utterance.tokens)
            else {
                supposed[fact.name] = Self.joined(value, facts.held(fact.name), fact, form, adds: utterance.adds)
                continue
            }
            let years = max(0, known.lower + sign * length.nominal)
            supposed[fact.name] = .duration(Seniority(years), words: words)
        }
        // The field that nobody has told is supposed to be the right one.
        for flag in form.fieldFlags where supposed[flag] == nil { supposed[flag] = .flag(true, words: "") }
        self.facts = supposed
    }

    /// A diploma more where it opens a way (« et si je passais le CAFERUIS ? »), another one where it does not (« et avec
    /// une licence ? »).
    private static func joined(
        _ value: FactSheet.Value, _ held: [FactSheet.Held], _ fact: FactDefinition, _ form: Form, adds: Bool
    ) -> FactSheet.Value {
        guard case .held(let supposed) = value else { return value }
        let opens = supposed.contains { item in
            fact.values.first { $0.id == item.id }?.way.map(form.table.opens) ?? false
        }
        return opens || adds ? .held(supposed + held.filter { item in !supposed.contains { $0.id == item.id } }) : value
    }

    /// « et dans deux ans ? »: how much later, in years.
    private static func later(_ tokens: [Token]) -> Double? {
        let words = tokens.map(\.text)
        if Self.nextYear.contains(where: { words.starts(with: $0) || words.dropFirst().starts(with: $0) }) { return 1 }
        guard let place = tokens.firstIndex(where: { $0.text == "dans" }), place + 1 < tokens.count, place <= 2,
            let mention = DurationReader(today: Day(year: 2000, month: 1, day: 1)!).mentions(in: tokens).first,
            mention.range.lowerBound == place + 1, case .known(let length) = mention.value
        else { return nil }
        return length.nominal
    }

    private static let nextYear: [[String]] = [["l", "an", "prochain"], ["l", "annee", "prochaine"]]

    private static let openings: [[String]] = [
        ["et", "l", "an"], ["et", "l", "annee"],
        ["et", "si"], ["et", "s"], ["et", "dans"], ["dans"], ["si", "j", "avais"], ["si", "j", "obtenais"],
        ["si", "je"], ["et", "avec"], ["et", "sans"],
        ["mais", "si"], ["imaginons"], ["supposons"], ["admettons"], ["mettons"], ["avec", "un"],
        ["avec", "une"], ["et", "elle", "avec"], ["si", "elle"], ["si", "il"], ["s", "il"],
    ]

    /// « mais si, j'ai un DEASS », « si je compte bien »: no condition.
    private static func isEmphatic(_ tokens: [Token]) -> Bool {
        guard let place = tokens.firstIndex(where: { $0.text == "si" }), place + 1 < tokens.count else { return false }
        if tokens[place + 1].boundary > .none { return true }
        return tokens[place...].prefix(4).contains {
            ["compte", "calcule", "souviens", "trompe", "comprends"].contains($0.text)
        }
    }

    private static func supposes(_ utterance: Utterance) -> Bool {
        let words = utterance.tokens.map(\.text)
        // « ah si, j'ai retrouvé le papier »
        guard !isEmphatic(utterance.tokens) else { return false }
        let asks = utterance.hasQuestionMark || ["et", "mais"].contains(words.first)
        return openings.contains { words.starts(with: $0) }
            || asks && words.prefix(4).dropFirst().contains("si") && words[0] != "je"
    }

    /// « 2 ans de plus » adds, « un an de moins » takes away.
    private static func sign(_ tokens: [Token]) -> Double? {
        let words = tokens.map(\.text)
        for index in words.indices.dropLast() where ["de", "en"].contains(words[index]) {
            if words[index + 1] == "plus" { return 1 }
            if words[index + 1] == "moins" { return -1 }
        }
        return words.contains { $0.hasPrefix("supplementaire") || $0 == "encore" || $0.hasPrefix("attend") } ? 1 : nil
    }
}
