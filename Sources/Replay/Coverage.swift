import Dialogue
import Understanding

/// What of a bot's content was reached by replies.
public struct Coverage: Sendable {
    /// Kinds of things that can be reached.
    public enum Kind: String, Sendable, CaseIterable {
        case intent, answer, variant, question
        case ruleRow = "rule_row"
        case state
    }

    /// Something of the content.
    public struct Item: Sendable, Hashable {
        public let kind: Kind
        /// A name that the author of the content knows.
        public let name: String
    }

    private let definition: BotDefinition
    private let texts: [SpokenText]
    /// All there is, in the order of the content.
    public let items: [Item]
    /// What was reached.
    public private(set) var reached: Set<Item> = []
    /// What was said already: it reaches nothing new.
    private var said: Set<String> = []

    /// Nothing reached yet of some content.
    public init(of definition: BotDefinition) {
        self.definition = definition
        texts = definition.spokenTexts
        let intents = definition.topics.map { Item(kind: .intent, name: $0.id) }
        let rows = definition.form?.table.rows.map(Self.item) ?? []
        items = intents + texts.map(\.item) + rows + Self.states(definition).map { Item(kind: .state, name: $0) }
    }

    /// Takes a reply in. O(texts of the content) for what was not said before.
    public mutating func visit(_ reply: Reply) {
        if let awaiting = reply.awaiting { reached.insert(Item(kind: .state, name: awaiting.name)) }
        for message in reply.messages where said.insert("\(message.intent)\n\(message.text)").inserted {
            reached.insert(Item(kind: .intent, name: message.intent))
            for text in texts where !reached.contains(text.item) && text.isSaid(in: message) {
                reached.insert(text.item)
            }
        }
        guard let verdict = reply.verdict else { return }
        for row in definition.form?.table.rows ?? [] {
            let item = Self.item(row)
            if !reached.contains(item), row.gave(verdict, reply) { reached.insert(item) }
        }
    }

    /// Takes in what another measurement of the same content reached.
    public mutating func merge(_ other: Coverage) { reached.formUnion(other.reached) }

    /// The items of a kind that were not reached, in the order of the content.
    public func missing(_ kind: Kind) -> [Item] { items.filter { $0.kind == kind && !reached.contains($0) } }

    /// How many items of a kind there are.
    public func count(_ kind: Kind) -> Int { items.count { $0.kind == kind } }

    private static func item(_ row: DecisionTable.Row) -> Item {
        Item(kind: .ruleRow, name: "\(row.rule ?? "aucune") \(row.outcome.rawValue), ligne \(row.line)")
    }

    private static func states(_ definition: BotDefinition) -> [String] {
        guard let form = definition.form else { return [Awaiting.choice.name] }
        return form.facts.map(\.awaits) + (form.precisions.isEmpty ? [] : [Awaiting.precision.name])
            + [Awaiting.confirmation.name, Awaiting.choice.name]
    }
}

extension DecisionTable.Row {
    /// Whether a reply says the verdict of this row, of the person or of somebody else.
    func gave(_ verdict: Verdict, _ reply: Reply) -> Bool {
        guard verdict.outcome == outcome, verdict.rule == rule else { return false }
        return [text, textOther].compactMap(\.self).contains { said in
            let text = SpokenText(.ruleRow, "", said)
            return reply.messages.contains(where: text.isSaid)
        }
    }
}
