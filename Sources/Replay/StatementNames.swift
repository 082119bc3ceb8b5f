import Dialogue
import French

/// The names that statements of a transcript may use: those of the content. A statement with another name could never hold, or
/// never fail.
struct StatementNames: Sendable {
    private let intents: Set<String>
    private let awaited: Set<String>
    private let facts: [String: FactDefinition]
    private let sections: Set<String>
    private let rules: Set<String>

    init(_ definition: BotDefinition) {
        intents = Set(definition.topics.map(\.id))
        let form = definition.form
        awaited = Set(
            (form?.facts.map(\.awaits) ?? [])
                + [Awaiting.precision, .confirmation, .choice].map(\.name))
        facts = Dictionary((form?.facts ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        sections = Set(definition.article.sections.map(\.withPlainSpaces))
        rules = Set((form?.table.rows ?? []).compactMap(\.rule))
    }

    /// What a statement names that the content does not have; nil where all is known.
    func unknown(in statement: Transcript.Assertion.Statement) -> String? {
        switch statement {
        case .intent(let name): intents.contains(name) ? nil : name
        case .awaiting(let name): name.flatMap { awaited.contains($0) ? nil : $0 }
        case .fact(let name, let value): unknown(fact: name, value)
        case .verdict(_, let rule, _): rule.flatMap { rules.contains($0) ? nil : $0 }
        case .source(let section): sections.contains(section.withPlainSpaces) ? nil : section
        case .kind: nil
        }
    }

    private func unknown(fact name: String, _ value: String?) -> String? {
        guard let fact = facts[name] else { return name }
        guard let value else { return nil }
        let isKnown =
            switch fact.kind {
            case .category(let values):
                values.contains { item in
                    let names = [item.label, item.way].compactMap(\.self)
                    return (names + ["\(item.label) (\(item.way ?? ""))"]).contains(value)
                }
            case .duration: Double(value).map { $0.isFinite && $0 >= 0 } ?? false
            case .flag: value == "oui" || value == "non"
            }
        return isKnown ? nil : "\(name) = \(value)"
    }
}
