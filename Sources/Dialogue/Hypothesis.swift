import French

/// What a person supposes of themselves: « et si j'avais 2 ans de plus ? », « et avec un master ? ».
struct Hypothesis {
    /// The facts as they would be.
    let facts: FactSheet

    /// Reads a supposition on top of the facts that are known; nil where the message supposes nothing.
    init?(_ utterance: Utterance, _ reading: Reading, on facts: FactSheet, _ form: Form) {
        guard !facts.isEmpty, Self.supposes(utterance.tokens) else { return nil }
        var supposed = facts
        let later = Self.later(utterance.tokens)
        guard !reading.facts.isEmpty || later != nil else { return nil }
        if let later, let fact = form.facts.first(where: { $0.kind == .duration }),
            let known = facts.duration(fact.name)
        {
            supposed[fact.name] = .duration(Seniority(known.lower + later), words: "")
        }
        for fact in form.facts {
            guard let value = reading.facts[fact.name] else { continue }
            guard case .duration(let length, let words) = value, let known = facts.duration(fact.name),
                let sign = Self.sign(utterance.tokens)
            else {
                supposed[fact.name] = Self.joined(value, facts.held(fact.name), fact, form)
                continue
            }
            let years = max(0, known.lower + sign * length.nominal)
            supposed[fact.name] = .duration(Seniority(years), words: words)
        }
        // What nobody knows yet is supposed to be so.
        for fact in form.facts where supposed[fact.name] == nil {
            if case .flag = fact.kind { supposed[fact.name] = .flag(true, words: "") }
        }
        self.facts = supposed
    }

    /// A diploma more where it opens a way (« et si je passais le CAFERUIS ? »), another one where it does not (« et avec
    /// une licence ? »).
    private static func joined(
        _ value: FactSheet.Value, _ held: [FactSheet.Held], _ fact: FactDefinition, _ form: Form
    ) -> FactSheet.Value {
        guard case .held(let supposed) = value else { return value }
        let opens = supposed.contains { item in
            let way = fact.values.first { $0.id == item.id }?.way
            return form.table.rows.contains { row in
                guard case .among(let ways) = row.conditions[fact.name] else { return false }
                return row.outcome == .eligible && way.map { ways.contains($0) } ?? false
            }
        }
        return opens ? .held(supposed + held.filter { item in !supposed.contains { $0.id == item.id } }) : value
    }

    /// « et dans deux ans ? »: how much later, in years.
    private static func later(_ tokens: [Token]) -> Double? {
        guard let place = tokens.firstIndex(where: { $0.text == "dans" }), place + 1 < tokens.count, place <= 2,
            let mention = DurationReader(today: Day(year: 2000, month: 1, day: 1)!).mentions(in: tokens).first,
            mention.range.lowerBound == place + 1, case .known(let length) = mention.value
        else { return nil }
        return length.nominal
    }

    private static let openings: [[String]] = [
        ["et", "si"], ["et", "s"], ["et", "dans"], ["dans"], ["si", "j", "avais"], ["si", "j", "obtenais"],
        ["si", "je"], ["et", "avec"], ["et", "sans"],
        ["mais", "si"], ["imaginons"], ["supposons"], ["admettons"], ["mettons"], ["avec", "un"],
        ["avec", "une"], ["et", "elle", "avec"], ["si", "elle"], ["si", "il"], ["s", "il"],
    ]

    private static func supposes(_ tokens: [Token]) -> Bool {
        let words = tokens.map(\.text)
        return openings.contains { words.starts(with: $0) }
            || words.prefix(4).dropFirst().contains("si") && words[0] != "je"
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

/// The smallest change that would make a person eligible, found by looking through the fact space.
struct SmallestChange {
    /// The ways that would do, the nearest alone where it is the person's own.
    let ways: [String]
    /// Whether the person's own way would do.
    let keepsWay: Bool
    /// The years that are missing in the field.
    let missingYears: Double

    /// O(ways × thresholds).
    init?(_ form: Form, _ facts: FactSheet) {
        guard let category = form.facts.first(where: { !$0.values.isEmpty }),
            let duration = form.facts.first(where: { $0.kind == .duration })
        else { return nil }
        let held = facts.held(category.name).compactMap { item in
            category.values.first { $0.id == item.id }?.way
        }
        var flags: [String: DecisionTable.Person.Value] = [:]
        var isOutside = false
        for fact in form.facts {
            guard case .flag = fact.kind else { continue }
            if case .flag(false, _) = facts[fact.name] { isOutside = true }
            flags[fact.name] = .flag(true)
        }
        let years = isOutside ? 0 : facts.duration(duration.name)?.lower ?? 0
        var best: [(way: String, missing: Double)] = []
        for way in form.table.ways {
            let needed = ([years] + form.table.thresholds(of: duration.name).filter { $0 > years }).first { years in
                let values = flags.merging([category.name: .way(way), duration.name: .years(years)]) { $1 }
                return form.table.row(for: DecisionTable.Person(values: values))?.outcome == .eligible
            }
            if let needed { best.append((way, needed - years)) }
        }
        let own = best.filter { held.contains($0.way) }
        guard let nearest = (own.isEmpty ? best : own).min(by: { $0.missing < $1.missing }) else { return nil }
        keepsWay = !own.isEmpty
        ways = keepsWay ? [nearest.way] : best.filter { $0.missing == nearest.missing }.map(\.way)
        missingYears = nearest.missing
    }
}
