import Dialogue
import French
import Understanding

/// How a report marks what differs.
public enum ReportStyle: Sendable {
    /// `[-what is missing-]` and `{+what came instead+}`.
    case plain
    /// With the colours of a terminal.
    case coloured

    fileprivate func marked(_ text: String, isExpected: Bool) -> String {
        let text = text.printable
        // Spaces that nobody sees are drawn where they are all that differs.
        let shown =
            text.allSatisfy(\.isWhitespace)
            ? text.replacing("\u{A0}", with: "⍽").replacing("\u{202F}", with: "⍽").replacing(" ", with: "␣") : text
        switch self {
        case .plain: return isExpected ? "[-\(shown)-]" : "{+\(shown)+}"
        case .coloured: return "\u{1B}[\(isExpected ? "31" : "32");1m\(shown)\u{1B}[0m"
        }
    }
}

extension TranscriptPlayer.Failure {
    /// The failure for the author of the content, several lines: what was said and where, what was expected and what came, the
    /// data of the reply, why the message was understood so. Nothing in it changes a terminal but the style's own colours.
    public func report(path: String, style: ReportStyle = .plain) -> String {
        var lines = ["\(path):\(line): \(reply == nil ? "réglage" : "« \(said) »")\(place)".printable]
        for difference in differences { lines += Self.lines(difference, style) }
        if let reply { lines += data(reply).map(\.printable) }
        return ([lines[0]] + lines.dropFirst().map { "    " + $0 }).joined(separator: "\n")
    }

    private var place: String {
        guard let variant else { return "" }
        return variant.line == line ? " (variante)" : " (après la variante de la ligne \(variant.line))"
    }

    private static func lines(_ difference: ReplyDifference, _ style: ReportStyle) -> [String] {
        switch difference {
        case .lines(let lines): lines.flatMap { Self.lines($0, style) }
        case .statement(let text, let negated, let line):
            ["\(negated ? "ne devait pas être" : "devait être") : \(text.printable)   (ligne \(line))"]
        case .unknownName(let name, let statement, let line):
            ["« \(name.printable) » n’existe pas dans le contenu : \(statement.printable)   (ligne \(line))"]
        case .unknownFact(let text): ["ce fait ou cette valeur n’existe pas : \(text.printable)"]
        }
    }

    private static func lines(_ line: ReplyDifference.Line, _ style: ReportStyle) -> [String] {
        switch line {
        case .asExpected(let text): ["comme prévu : \(text.printable)"]
        case .missing(let text): ["attendu : \(style.marked(text, isExpected: true))", "obtenu  : (rien)"]
        case .extra(let text): ["en trop : \(style.marked(text, isExpected: false))"]
        case .other(let expected, let got) where expected.hasSuffix(" (glob)") || expected.hasSuffix(" (re)"):
            ["attendu : \(expected.printable)", "obtenu  : \(got.printable)"]
        case .other(let expected, let got): words(WordDiff(from: expected.printable, to: got.printable), style)
        }
    }

    private static func words(_ diff: WordDiff, _ style: ReportStyle) -> [String] {
        let expected = diff.old.map { $0.isCommon ? $0.text : style.marked($0.text, isExpected: true) }
        let got = diff.new.map { $0.isCommon ? $0.text : style.marked($0.text, isExpected: false) }
        return ["attendu : \(expected.joined())", "obtenu  : \(got.joined())"]
    }

    // MARK: The data of the turn

    private func data(_ reply: Reply) -> [String] {
        var lines = reply.messages.map(Self.told)
        lines.append("compris : \(reply.intents.prefix(4).map(Self.ranked).joined(separator: ", "))")
        if let reason { lines += words(of: reason) }
        lines.append("attend  : \(reply.awaiting?.name ?? "rien")")
        if !reply.facts.isEmpty {
            lines.append("faits   : \(reply.facts.map { "\($0.name) = \($0.words)" }.joined(separator: ", "))")
        }
        if let verdict = reply.verdict { lines.append("verdict : \(verdict.words)") }
        return lines
    }

    /// A message of the reply by what statements may say of it, and its first words.
    private static func told(_ message: Message) -> String {
        let words = message.text.split(whereSeparator: \.isWhitespace).prefix(firstWords).joined(separator: " ")
        let source = message.source.map { ", source \($0)" } ?? ""
        return "répondu : « \(words)… » (intention \(message.intent), genre \(message.kind.rawValue)\(source))"
    }

    private static let firstWords = 8

    private func words(of reason: TranscriptPlayer.Reason) -> [String] {
        let parts = reason.parts.map { part in
            "\(part.text) (\(part.weight < 0 ? "−" : "+")\(Self.percent(abs(part.weight))))"
        }
        return (parts.isEmpty ? [] : ["à cause de : \(parts.joined(separator: ", "))"])
            + (reason.nearest.map { ["exemple le plus proche : « \($0) »"] } ?? [])
    }

    private static func ranked(_ intent: Ranking.Intent) -> String { "\(intent.name) \(percent(intent.confidence))" }

    private static func percent(_ share: Float) -> String { "\(Int((share * 100).rounded()))\u{A0}%" }
}
