import French

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
            if case .flag(false, _) = facts[fact.name], form.fieldFlags.contains(fact.name) { isOutside = true }
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
