import French

/// What the rules say about the facts known so far.
enum Assessment: Sendable, Equatable {
    /// Whatever the rest may be, the verdict is this.
    case settled(Conclusion)
    /// The verdict still depends on this.
    case ask(Question)
    /// The verdict depends on facts that the person does not know.
    case leftOpen([Question])
}

/// A question of the check.
enum Question: Sendable, Hashable {
    /// For a fact, by its name.
    case fact(String)
    /// For the precision of a value held, by the ids of both.
    case precision(id: String, value: String)
    /// Whether there is no other value of the category than those told.
    case confirmation
}

/// The row that applies, and the value of the category that led to it.
struct Conclusion: Sendable, Equatable {
    let row: DecisionTable.Row
    /// The id of the value that opens the best way.
    let value: String?
}

/// Looks through every person that the facts allow. Conditions have three values: a fact that is unknown can be
/// anything, so it never counts as yes.
struct Assessor {
    let form: Form
    let facts: FactSheet
    /// Questions that the person could not answer.
    let open: [Question]

    /// A question that is not settled, and what the answer could be.
    private struct Unknown {
        let question: Question
        let fact: String
        /// Each possible answer, as the values that it gives to the fact (several ways where several are held).
        let answers: [[DecisionTable.Person.Value]]
    }

    private struct Point {
        /// The answer taken for each unknown.
        let answers: [Int]
        let conclusion: Conclusion?
    }

    func assess() -> Assessment {
        let unknowns = self.unknowns()
        let points = self.points(unknowns)
        if let settled = Self.agreed(points[...]) { return .settled(settled) }
        let mattering = unknowns.indices.filter { matters($0, points) }
        let askable = mattering.filter { !open.contains(unknowns[$0].question) && canSettle(unknowns, points) }
        // The answer that ends the check soonest first; ties go to the order of the content.
        let best = askable.max { left, right in
            (endings(left, unknowns, points), -left) < (endings(right, unknowns, points), -right)
        }
        if let best { return .ask(unknowns[best].question) }
        return .leftOpen(mattering.map { unknowns[$0].question })
    }

    // MARK: The facts as possibilities

    private func unknowns() -> [Unknown] {
        form.facts.compactMap { fact -> Unknown? in
            switch fact.kind {
            case .category(let values): unknownCategory(fact, values)
            case .duration: unknownDuration(fact)
            case .flag:
                facts[fact.name] == nil
                    ? Unknown(question: .fact(fact.name), fact: fact.name, answers: [[.flag(true)], [.flag(false)]])
                    : nil
            }
        }
    }

    private func unknownCategory(_ fact: FactDefinition, _ values: [CategoryValue]) -> Unknown? {
        let held = facts.held(fact.name)
        if held.isEmpty {
            return Unknown(
                question: .fact(fact.name), fact: fact.name, answers: form.table.ways.map { [.way($0)] })
        }
        let settled = held.compactMap { item in values.first { $0.id == item.id }?.way }
        guard
            let vague = held.compactMap({ item in values.first { $0.id == item.id } }).first(where: { $0.way == nil }),
            let precision = vague.precision
        else { return nil }
        let answers = form.possibleWays(of: vague).map { way in
            (settled + [way]).map { DecisionTable.Person.Value.way($0) }
        }
        return Unknown(question: .precision(id: precision, value: vague.id), fact: fact.name, answers: answers)
    }

    private func unknownDuration(_ fact: FactDefinition) -> Unknown? {
        let length = facts.duration(fact.name)
        if let length, length.below == nil { return nil }
        let bounds = [0] + form.table.thresholds(of: fact.name).filter { $0 > 0 }
        let possible = bounds.indices.filter { index in
            guard let length, let below = length.below else { return true }
            let end = index + 1 < bounds.count ? bounds[index + 1] : .infinity
            return bounds[index] < below && end > length.lower
        }
        guard possible.count > 1 else { return nil }
        return Unknown(
            question: .fact(fact.name), fact: fact.name, answers: possible.map { [.years(bounds[$0])] })
    }

    // MARK: The persons that are possible

    private func points(_ unknowns: [Unknown]) -> [Point] {
        var combinations: [[Int]] = [[]]
        for unknown in unknowns {
            combinations = combinations.flatMap { taken in unknown.answers.indices.map { taken + [$0] } }
        }
        return combinations.map { taken in
            var values = known()
            for (unknown, answer) in zip(unknowns, taken) { values[unknown.fact] = unknown.answers[answer] }
            return Point(answers: taken, conclusion: conclusion(values))
        }
    }

    private func known() -> [String: [DecisionTable.Person.Value]] {
        var result: [String: [DecisionTable.Person.Value]] = [:]
        for fact in form.facts {
            switch facts[fact.name] {
            case .held(let held):
                result[fact.name] = held.compactMap { item in
                    fact.values.first { $0.id == item.id }?.way.map { .way($0) }
                }
            case .duration(let length, _): result[fact.name] = [.years(length.lower)]
            case .flag(let flag, _): result[fact.name] = [.flag(flag)]
            case nil: break
            }
        }
        return result
    }

    /// The best conclusion over the values held.
    private func conclusion(_ values: [String: [DecisionTable.Person.Value]]) -> Conclusion? {
        var persons = [DecisionTable.Person(values: [:])]
        for (name, choices) in values {
            persons = persons.flatMap { person in
                choices.map { choice in
                    var person = person
                    person.values[name] = choice
                    return person
                }
            }
        }
        persons += persons.compactMap(countingElsewhere)
        let rows = persons.compactMap { form.table.row(for: $0) }
        let best = rows.min { ($0.outcome, $0.requiredYears ?? 0) < ($1.outcome, $1.requiredYears ?? 0) }
        return best.map { Conclusion(row: $0, value: valueLeading(to: $0)) }
    }

    /// The person as seen by rules that ask for no field: with the years elsewhere, and outside the field; nil where no such
    /// years were told.
    private func countingElsewhere(_ person: DecisionTable.Person) -> DecisionTable.Person? {
        guard let fact = form.facts.first(where: { $0.kind == .duration }),
            let elsewhere = facts.duration(fact.name)?.elsewhere, elsewhere > 0,
            case .years(let years) = person.values[fact.name]
        else { return nil }
        var other = person
        other.values[fact.name] = .years(years + elsewhere)
        for flag in form.fieldFlags { other.values[flag] = .flag(false) }
        return other
    }

    /// The value held whose way the row asks for.
    private func valueLeading(to row: DecisionTable.Row) -> String? {
        for fact in form.facts {
            guard case .among(let ways) = row.conditions[fact.name] else { continue }
            let leading = facts.held(fact.name).first { item in
                fact.values.first { $0.id == item.id }?.way.map { ways.contains($0) } ?? false
            }
            return (leading ?? facts.held(fact.name).first)?.id
        }
        return nil
    }

    // MARK: What matters

    private static func agreed(_ points: ArraySlice<Point>) -> Conclusion? {
        guard let first = points.first?.conclusion else { return nil }
        let same = points.allSatisfy { point in
            point.conclusion.map { $0.row.outcome == first.row.outcome && $0.row.rule == first.row.rule } ?? false
        }
        return same ? first : nil
    }

    /// Whether two persons who differ only in this answer get different verdicts.
    private func matters(_ index: Int, _ points: [Point]) -> Bool {
        var byRest: [[Int]: [Point]] = [:]
        for point in points {
            var rest = point.answers
            rest.remove(at: index)
            byRest[rest, default: []].append(point)
        }
        return byRest.values.contains { Self.agreed($0[...]) == nil }
    }

    /// Whether some answers to what can be asked settle the verdict, although the person cannot answer the rest.
    private func canSettle(_ unknowns: [Unknown], _ points: [Point]) -> Bool {
        guard !open.isEmpty else { return true }
        let asked = unknowns.indices.filter { !open.contains(unknowns[$0].question) }
        var byAnswers: [[Int]: [Point]] = [:]
        for point in points { byAnswers[asked.map { point.answers[$0] }, default: []].append(point) }
        return byAnswers.values.contains { Self.agreed($0[...]) != nil }
    }

    /// The share of answers after which the verdict is settled. An answer also says the flags that its question names.
    private func endings(_ index: Int, _ unknowns: [Unknown], _ points: [Point]) -> Double {
        let implied = form.fact(unknowns[index].fact)?.implies ?? []
        let compatible = points.filter { point in
            zip(unknowns, point.answers).allSatisfy { unknown, answer in
                !implied.contains(unknown.fact) || unknown.answers[answer] == [.flag(true)]
            }
        }
        let ending = unknowns[index].answers.indices.filter { answer in
            Self.agreed(compatible.filter { $0.answers[index] == answer }[...]) != nil
        }
        return Double(ending.count) / Double(unknowns[index].answers.count)
    }
}

extension Form {
    /// The ways that a value can turn out to have, once made precise.
    func possibleWays(of value: CategoryValue, depth: Int = 4) -> [String] {
        if let way = value.way { return [way] }
        guard depth > 0, let precision = value.precision.flatMap({ precision($0) }) else { return [] }
        let values = facts.flatMap(\.values)
        var ways: [String] = []
        for choice in precision.choices {
            guard let next = values.first(where: { $0.id == choice.becomes }) else { continue }
            for way in possibleWays(of: next, depth: depth - 1) where !ways.contains(way) { ways.append(way) }
        }
        return ways
    }
}
