import French
import Understanding

/// What the bot says in one turn, as data.
public struct Reply: Sendable, Equatable {
    /// The number of the turn, from 1.
    public var turn: Int
    /// What is said, in order.
    public var messages: [Message]
    /// The intents of the person's message, the likeliest first, at most five.
    public var intents: [Ranking.Intent]
    /// What the bot waits for; nil where it waits for nothing in particular.
    public var awaiting: Awaiting?
    /// What is known about the person, in the order of the form.
    public var facts: [ToldFact]
    /// The verdict, in the turn that gives or changes it.
    public var verdict: Verdict?
    /// Intents that a person would ask about next.
    public var suggestions: [String]

    /// All messages as one text, a line feed between them.
    public var text: String { messages.map(\.text).joined(separator: "\n") }
}

/// One thing that the bot says.
public struct Message: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case answer, conversation, ask, clarify, verdict, declined, distress
        case notCovered = "not_covered"
    }

    public let kind: Kind
    /// The intent that it belongs to.
    public let intent: String
    public let text: String
    /// The section of the article that it comes from.
    public let source: String?
    /// The intents that a clarifying question offers, in order.
    public let choices: [String]

    public init(kind: Kind, intent: String, text: String, source: String? = nil, choices: [String] = []) {
        self.kind = kind
        self.intent = intent
        self.text = text
        self.source = source
        self.choices = choices
    }
}

/// What the bot waits for.
public enum Awaiting: Sendable, Equatable {
    /// A fact of the check, by the name that the content gives it (`diplome`, `experience`, `domaine`).
    case fact(String)
    case precision
    case confirmation
    case choice

    /// The name in the protocol and in transcripts.
    public var name: String {
        switch self {
        case .fact(let name): name
        case .precision: "precision"
        case .confirmation: "confirmation"
        case .choice: "choix"
        }
    }
}

/// A fact as it is told to programs.
public struct ToldFact: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        /// The value of a category and its way, nil while that is not known.
        case category(label: String, way: String?)
        case years(Double)
        case flag(Bool)
    }

    public let name: String
    public let value: Value

    public init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

/// The conclusion of the check.
public struct Verdict: Sendable, Equatable {
    public let outcome: Outcome
    /// The rule of the article, nil where none applies.
    public let rule: String?
    /// How many years of experience are missing; nil where none are, or where it cannot be told.
    public let missingYears: Double?

    public init(outcome: Outcome, rule: String?, missingYears: Double?) {
        self.outcome = outcome
        self.rule = rule
        self.missingYears = missingYears
    }
}
