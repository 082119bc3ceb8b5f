import Dialogue
import French

/// Checks that need the form, its values, its rules and the topics together.
struct FormChecks {
    let form: Form
    let file: String
    let rulesFile: String
    let topics: [Topic]
    let article: Article?

    func findings() -> [Finding] {
        references() + conditions() + proofs() + ambiguousForms() + acts()
    }

    private func references() -> [Finding] {
        var problems: [Finding.Problem] = []
        let ids = Set(topics.map(\.id))
        if !ids.contains(form.intent) { problems.append(.unknownReference(key: "formulaire", value: form.intent)) }
        if let article, article.section(like: form.section) == nil {
            problems.append(.unknownSection(form.section, known: article.sections))
        }
        problems += form.texts.suggestions.filter { !ids.contains($0) }.map { .unknownSuggestion($0) }
        problems += form.texts.intentsWithFacts.filter { !ids.contains($0) }
            .map { .unknownReference(key: "avec_faits", value: $0) }
        let precisions = Set(form.precisions.map(\.id))
        let flags = Set(form.facts.filter(Self.isFlag).map(\.name))
        for fact in form.facts {
            for flag in fact.implies where !flags.contains(flag) {
                problems.append(.unknownReference(key: "implique", value: flag))
            }
            guard case .category(let values) = fact.kind else { continue }
            if values.isEmpty { problems.append(.missingFile(kind: "valeurs: \(fact.name)")) }
            problems += self.problems(values, precisions, flags)
        }
        let values = Set(form.facts.flatMap { fact -> [String] in Self.values(fact).map(\.id) })
        for precision in form.precisions {
            for choice in precision.choices where !values.contains(choice.becomes) {
                problems.append(.unknownReference(key: "devient", value: choice.becomes))
            }
        }
        return problems.map { Finding(file: file, problem: $0) }
    }

    private func problems(_ values: [CategoryValue], _ precisions: Set<String>, _ flags: Set<String>) -> [Finding
        .Problem]
    {
        var problems: [Finding.Problem] = []
        var seen: Set<String> = []
        for value in values {
            if !seen.insert(value.id).inserted { problems.append(.duplicateID(value.id, firstFile: file)) }
            if let way = value.way, !form.table.ways.contains(way) {
                problems.append(.unknownValue(key: "voie", value: way, known: form.table.ways))
            }
            if let precision = value.precision, !precisions.contains(precision) {
                problems.append(.unknownReference(key: "precision", value: precision))
            }
            for flag in value.implies where !flags.contains(flag) {
                problems.append(.unknownReference(key: "implique", value: flag))
            }
        }
        return problems
    }

    private static func isFlag(_ fact: FactDefinition) -> Bool {
        guard case .flag = fact.kind else { return false }
        return true
    }

    private static func values(_ fact: FactDefinition) -> [CategoryValue] {
        guard case .category(let values) = fact.kind else { return [] }
        return values
    }

    /// Conditions must speak of facts, and of ways, that exist.
    private func conditions() -> [Finding] {
        var result: [Finding] = []
        let names = form.facts.map(\.name)
        for row in form.table.rows {
            for (name, condition) in row.conditions.sorted(by: { $0.key < $1.key }) {
                if !names.contains(name) {
                    result.append(finding(row, .unknownValue(key: "si", value: name, known: names)))
                }
                if case .among(let ways) = condition {
                    for way in ways where !form.table.ways.contains(way) {
                        result.append(finding(row, .unknownValue(key: name, value: way, known: form.table.ways)))
                    }
                }
            }
        }
        return result
    }

    private func proofs() -> [Finding] {
        form.table.flaws(facts: form.facts).map { flaw in
            switch flaw {
            case .gap(let person): Finding(file: rulesFile, problem: .gap(person: words(person)))
            case .overlap(let person, let first, let second):
                Finding(
                    file: rulesFile, line: second, column: 1, problem: .overlap(person: words(person), otherLine: first)
                )
            }
        }
    }

    private func words(_ person: [String: String]) -> String {
        form.facts.map { "\($0.name) \(person[$0.name] ?? "?")" }.joined(separator: ", ")
    }

    private func finding(_ row: DecisionTable.Row, _ problem: Finding.Problem) -> Finding {
        Finding(file: rulesFile, line: row.line, column: 1, problem: problem)
    }

    /// The same words must not mean two values.
    private func ambiguousForms() -> [Finding] {
        var result: [Finding] = []
        for fact in form.facts {
            var seen: [String: String] = [:]
            for value in Self.values(fact) {
                for phrase in value.forms + value.professions {
                    let key = Utterance(phrase).folded
                    if let other = seen[key], other != value.id {
                        let problem = Finding.Problem.ambiguousForm(phrase, first: other, second: value.id)
                        result.append(Finding(file: file, problem: problem))
                    }
                    seen[key] = value.id
                }
            }
        }
        return result
    }

    /// The acts without which a person could not answer or leave the check.
    private func acts() -> [Finding] {
        let ids = Set(topics.map(\.id))
        return Self.neededActs.filter { !ids.contains($0) }.map { Finding(file: file, problem: .missingAct($0)) }
    }

    private static let neededActs = [
        "affirmer", "nier", "ne_sait_pas", "annuler", "recommencer", "pourquoi", "repeter", "incomprehension",
    ]
}
