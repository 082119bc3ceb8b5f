import Dialogue
import French
import Understanding

/// Writes a conversation that happened as a transcript.
public struct TranscriptWriter: Sendable {
    private let today: Day
    private var exchanges: [(said: String, reply: Reply)] = []

    /// - Parameter today: the day of the conversation.
    public init(today: Day) { self.today = today }

    /// Whether nothing was said.
    public var isEmpty: Bool { exchanges.isEmpty }

    /// Takes in what was said, and what came back.
    public mutating func add(_ said: String, _ reply: Reply) { exchanges.append((said, reply)) }

    /// The conversation as it was: the lines of every reply, and what is true of it.
    public var transcript: String {
        text(
            "Une conversation enregistrée.",
            exchanges.map { Self.said($0.said) + Self.lines($0.reply) + Self.statements($0.reply) })
    }

    /// The conversation with its last reply stated to be wrong: it fails until the bot answers otherwise, and is there for
    /// its author to say what was expected.
    public var report: String {
        guard let last = exchanges.last else { return transcript }
        let before = exchanges.dropLast().map { Self.said($0.said) + Self.statements($0.reply) }
        let wrong = Self.wrong(last.reply)
        let comments =
            ["# Réponse signalée :"] + last.reply.lines.map { "#   \($0)" }
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
        ["> " + text.split(whereSeparator: \.isWhitespace).joined(separator: " ")]
    }

    private static func lines(_ reply: Reply) -> [String] { reply.lines.map { "< \($0)" } }

    /// What holds of a reply, whatever its words.
    private static func statements(_ reply: Reply) -> [String] {
        var result: [String] = []
        for intent in intents(reply) where !result.contains("? intention \(intent)") {
            result.append("? intention \(intent)")
        }
        if let awaiting = reply.awaiting { result.append("? attend \(awaiting.name)") }
        if let verdict = reply.verdict { result.append("? verdict \(verdict.words)") }
        return result
    }

    private static func wrong(_ reply: Reply) -> String {
        if let verdict = reply.verdict { return "verdict \(verdict.words)" }
        return "intention \(intents(reply).first ?? "")"
    }

    /// The intents that were answered; where something was only asked, the one that was understood.
    private static func intents(_ reply: Reply) -> [String] {
        let answered = reply.messages.filter { $0.kind != .ask }.map(\.intent)
        return answered.isEmpty ? reply.intents.prefix(1).map(\.name) : answered
    }
}
