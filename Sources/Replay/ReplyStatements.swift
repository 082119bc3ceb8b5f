import Dialogue
import Understanding

extension Reply {
    /// The reply line by line.
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

extension Double {
    /// A number as transcripts write it: 3, 1.5.
    fileprivate var words: String { rounded() == self && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}

extension ToldFact {
    /// The value as transcripts write it.
    var words: String {
        switch value {
        case .category(let label, let way): way.map { "\(label) (\($0))" } ?? label
        case .years(let years): years.words
        case .flag(let flag): flag ? "oui" : "non"
        }
    }

    /// Whether the value is what a transcript states.
    func matches(_ text: String) -> Bool {
        switch value {
        case .category(let label, let way): text == label || text == way || text == words
        case .years(let years): Double(text).map { abs($0 - years) < 0.01 } ?? false
        case .flag: text == words
        }
    }
}

extension Verdict {
    /// The verdict as transcripts write it.
    public var words: String {
        var parts = [outcome.rawValue]
        if let rule { parts.append(rule) }
        if let missingYears { parts.append(missingYears.words) }
        return parts.joined(separator: " ")
    }
}

extension Transcript.Assertion.Statement {
    /// Whether a reply is as stated.
    func holds(for reply: Reply) -> Bool {
        switch self {
        case .intent(let name):
            reply.intents.first?.name == name || reply.messages.contains { $0.intent == name && $0.kind != .ask }
        case .awaiting(let name): reply.awaiting?.name == name
        case .fact(let name, let value):
            if let fact = reply.facts.first(where: { $0.name == name }) {
                value.map { fact.matches($0) } ?? false
            } else {
                value == nil
            }
        case .verdict(let outcome, let rule, let missing): verdictHolds(reply.verdict, outcome, rule, missing)
        case .source(let section):
            reply.messages.contains { $0.source.map { $0.withPlainSpaces == section.withPlainSpaces } ?? false }
        case .kind(let kind): reply.messages.contains { $0.kind == kind }
        }
    }

    private func verdictHolds(_ verdict: Verdict?, _ outcome: Outcome?, _ rule: String?, _ missing: Double?) -> Bool {
        guard let verdict, let outcome else { return verdict == nil && outcome == nil }
        return verdict.outcome == outcome && (rule == nil || verdict.rule == rule)
            && (missing == nil || verdict.missingYears.map { abs($0 - missing!) < 0.01 } ?? false)
    }
}

extension String {
    /// The text with plain spaces for no-break ones, which nobody can tell apart in an editor.
    var withPlainSpaces: String { String(map { $0.isWhitespace ? " " : $0 }) }
}
