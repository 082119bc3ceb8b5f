import French

/// Facts in words, for the sentences of the check.
struct FactWords {
    let form: Form
    let facts: FactSheet

    /// « éducateur spécialisé, 8 ans d’expérience, dans le social ».
    var list: String { (form.facts.compactMap { sentence($0) } + elsewhere).joined(separator: ", ") }

    /// The value of each fact by its name, the fact as told by the name it is awaited by, and `faits` for all.
    var placeholders: [String: String] {
        var result = ["faits": list]
        for fact in form.facts {
            if let value = value(fact) { result[fact.name] = value }
        }
        return result
    }

    /// « a, b et c ».
    static func enumeration(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return "\(parts.dropLast().joined(separator: ", ")) et \(last)"
    }

    /// « a, b ou c ».
    static func alternatives(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return "\(parts.dropLast().joined(separator: ", ")) ou \(last)"
    }

    /// « 2 ans hors du domaine social »
    private var elsewhere: [String] {
        form.facts.compactMap { fact in
            guard let years = facts.duration(fact.name)?.elsewhere, years > 0, let text = fact.texts.toldElsewhere
            else {
                return nil
            }
            return fill(text, ["valeur": Seniority.words(years)])
        }
    }

    private func sentence(_ fact: FactDefinition) -> String? {
        if case .flag(let flag, _) = facts[fact.name] { return flag ? fact.texts.told : fact.texts.toldNo }
        guard let value = value(fact) else { return nil }
        return fill(fact.texts.told, ["valeur": value])
    }

    private func value(_ fact: FactDefinition) -> String? {
        switch facts[fact.name] {
        case .held(let held):
            let labels = held.compactMap { item in fact.values.first { $0.id == item.id }?.label }
            return Self.enumeration(labels)
        case .duration(let length, _): return length.french
        case .flag(let flag, _): return flag ? fact.texts.told : fact.texts.toldNo
        case nil: return nil
        }
    }
}

extension FactSheet {
    /// The facts as they are told to programs, in the order of the form.
    func told(_ form: Form) -> [ToldFact] {
        form.facts.compactMap { fact in
            switch self[fact.name] {
            case .held(let held):
                // Ways stand in the order of the rules, the best one is told.
                let values = held.compactMap { item in fact.values.first { $0.id == item.id } }
                let order = values.map { value in value.way.flatMap { form.table.ways.firstIndex(of: $0) } ?? -1 }
                guard let place = order.indices.min(by: { order[$0] < order[$1] }) else { return nil }
                let value = values[place]
                return ToldFact(name: fact.name, value: .category(label: value.label, way: value.way))
            case .duration(let length, _): return ToldFact(name: fact.name, value: .years(length.nominal))
            case .flag(let flag, _): return ToldFact(name: fact.name, value: .flag(flag))
            case nil: return nil
            }
        }
    }
}
