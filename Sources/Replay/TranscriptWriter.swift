import Dialogue
import French
import Understanding

/// Writes a conversation that happened as a transcript.
public struct TranscriptWriter: Sendable {
    private let today: Day
    private var exchanges: [(said: String, turn: RecordedTurn)] = []

    /// - Parameter today: the day of the conversation.
    public init(today: Day) { self.today = today }

    /// Whether nothing was said.
    public var isEmpty: Bool { exchanges.isEmpty }

    /// Takes in what was said, and what came back.
    public mutating func add(_ said: String, _ turn: RecordedTurn) { exchanges.append((said, turn)) }

    /// What was stated of every reply, without their lines.
    public var statements: String {
        text("Une conversation qui a eu lieu.", exchanges.map { Self.said($0.said) + Self.statements($0.turn) })
    }

    /// The conversation as it was: the lines of every reply, and what is true of it.
    public var transcript: String {
        text(
            "Une conversation enregistrée.",
            exchanges.map {
                Self.said($0.said) + $0.turn.lines.map { "< \(Transcript.recorded($0))" } + Self.statements($0.turn)
            })
    }

    /// The conversation with its last reply stated to be wrong: it fails until the bot answers otherwise, and is there for
    /// its author to say what was expected.
    public var report: String {
        guard let last = exchanges.last else { return transcript }
        let before = exchanges.dropLast().map { Self.said($0.said) + Self.statements($0.turn) }
        let wrong = Self.wrong(last.turn)
        let comments =
            ["# Réponse signalée :"] + last.turn.lines.map { "#   \($0)" }
            + ["# Remplacez la ligne « ! » par ce qui était attendu, par exemple : ? intention nom_du_sujet"]
        return text(
            "Une réponse signalée. Ce fichier échoue tant qu’elle n’a pas changé.",
            before + [Self.said(last.said) + comments + ["! \(wrong)"]])
    }

    private func text(_ title: String, _ parts: [[String]]) -> String {
        let head = ["# \(title)", "@ aujourd'hui \(today.iso)"]
        return ([head] + parts).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// A message of several lines is one line.
    private static func said(_ text: String) -> [String] {
        ["> " + text.withSpacesForControls.split(whereSeparator: \.isWhitespace).joined(separator: " ")]
    }

    /// What holds of a reply, whatever its words.
    private static func statements(_ turn: RecordedTurn) -> [String] {
        turn.intents.map { "? intention \($0)" } + ["? attend \(turn.awaiting ?? "rien")"]
            + (turn.verdict.map { ["? verdict \($0)"] } ?? [])
    }

    private static func wrong(_ turn: RecordedTurn) -> String {
        if let verdict = turn.verdict { return "verdict \(verdict)" }
        return "intention \(turn.intents.first ?? "")"
    }
}

/// What a reply was, as far as transcripts state it.
public struct RecordedTurn: Sendable, Equatable {
    /// The lines of the reply.
    public let lines: [String]
    /// The intents that were answered, each once.
    public let intents: [String]
    /// What was awaited, by its name in the protocol; nil for nothing in particular.
    public let awaiting: String?
    /// The verdict as transcripts write it: `pas_encore A 1`.
    public let verdict: String?

    /// A reply that was told by somebody else, a log for instance.
    public init(reply: String, intents: [String], awaiting: String?, verdict: String?) {
        lines = reply.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        self.intents = intents.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        self.awaiting = awaiting
        self.verdict = verdict
    }

    /// A reply of the bot. Where something was only asked, the intent that was understood counts.
    public init(_ reply: Reply) {
        let answered = reply.messages.filter { $0.kind != .ask }.map(\.intent)
        self.init(
            reply: reply.text, intents: answered.isEmpty ? reply.intents.prefix(1).map(\.name) : answered,
            awaiting: reply.awaiting?.name, verdict: reply.verdict?.words)
    }
}
