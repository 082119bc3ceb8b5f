import Dialogue
import Understanding

/// Plays transcripts with a bot and compares.
public struct TranscriptPlayer: Sendable {
    private let bot: Bot

    /// A player for a bot.
    public init(bot: Bot) { self.bot = bot }

    /// What came of one transcript.
    public struct Outcome: Sendable, Equatable {
        public let path: String
        /// How many messages were sent, variants included.
        public var turns = 0
        public var failures: [Failure] = []
        /// The lines of each reply of the main conversation, for recording.
        public var replies: [[String]] = []

        /// Whether everything was as expected.
        public var passed: Bool { failures.isEmpty }
    }

    /// A difference between what was expected and what came.
    public struct Failure: Sendable, Equatable {
        /// What differs.
        public enum Difference: Sendable, Equatable {
            /// A line is not as expected; nil where it is missing.
            case line(expected: String, got: String?)
            /// The reply has a line that was not expected.
            case extraLine(String)
            /// A statement does not hold (or holds, where it must not).
            case statement(String, negated: Bool)
            /// A fact of a setting that the form does not have.
            case unknownFact(String)
        }

        /// The line of the file.
        public let line: Int
        /// What was said.
        public let said: String
        /// Whether it was said as a variant of the line above.
        public let isVariant: Bool
        public let difference: Difference
        /// The data of the reply, in one line.
        public let data: String
    }

    /// Plays a transcript: once as written, and once for each variant.
    public func play(_ transcript: Transcript) -> Outcome {
        var outcome = Outcome(path: transcript.path)
        play(transcript, replacing: nil, into: &outcome)
        for (number, exchange) in transcript.exchanges.enumerated() {
            for variant in exchange.variants { play(transcript, replacing: (number, variant), into: &outcome) }
        }
        return outcome
    }

    private func play(
        _ transcript: Transcript, replacing replaced: (exchange: Int, variant: Transcript.Variant)?,
        into outcome: inout Outcome
    ) {
        var conversation = Conversation()
        for fact in transcript.knownFacts where !bot.set(fact.name, to: fact.value, in: &conversation) {
            outcome.failures.append(
                Failure(
                    line: fact.line, said: "", isVariant: false,
                    difference: .unknownFact("\(fact.name) = \(fact.value)"),
                    data: ""))
        }
        for (number, exchange) in transcript.exchanges.enumerated() {
            let variant = replaced?.exchange == number ? replaced?.variant : nil
            let said = variant?.said ?? exchange.said
            let reply = bot.reply(to: said, in: &conversation, on: transcript.today)
            outcome.turns += 1
            if replaced == nil { outcome.replies.append(reply.lines) }
            for difference in differences(exchange, reply) {
                outcome.failures.append(
                    Failure(
                        line: difference.line, said: said, isVariant: variant != nil, difference: difference.difference,
                        data: reply.summary))
            }
        }
    }

    private func differences(
        _ exchange: Transcript.Exchange, _ reply: Reply
    ) -> [(line: Int, difference: Failure.Difference)] {
        var result: [(line: Int, difference: Failure.Difference)] = []
        let lines = reply.lines
        if !exchange.expected.isEmpty {
            for (number, expected) in exchange.expected.enumerated() {
                let got = number < lines.count ? lines[number] : nil
                if got.map({ expected.matches($0) }) != true {
                    result.append((expected.line, .line(expected: expected.text, got: got)))
                }
            }
            for extra in lines.dropFirst(exchange.expected.count) {
                result.append((exchange.line, .extraLine(extra)))
            }
        }
        for assertion in exchange.assertions where assertion.statement.holds(for: reply) == assertion.isNegated {
            result.append((assertion.line, .statement(assertion.text, negated: assertion.isNegated)))
        }
        return result
    }
}

extension Reply {
    /// The reply line by line.
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// The data of the reply in one line, for failure reports.
    var summary: String {
        let ranked = intents.prefix(3).map { "\($0.name) \(Int(($0.confidence * 100).rounded())) %" }
        var parts = ["intentions : " + ranked.joined(separator: ", ")]
        parts.append("attend : \(awaiting?.name ?? "rien")")
        if !facts.isEmpty {
            parts.append("faits : " + facts.map { "\($0.name) = \($0.words)" }.joined(separator: ", "))
        }
        if let verdict { parts.append("verdict : \(verdict.words)") }
        return parts.joined(separator: " · ")
    }
}

extension ToldFact {
    /// The value as transcripts write it.
    var words: String {
        switch value {
        case .category(let label, let way): way.map { "\(label) (\($0))" } ?? label
        case .years(let years): years.rounded() == years ? String(Int(years)) : String(years)
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
    var words: String {
        var parts = [outcome.rawValue]
        if let rule { parts.append(rule) }
        if let missingYears { parts.append(String(missingYears)) }
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
        case .source(let section): reply.messages.contains { $0.source == section }
        case .kind(let kind): reply.messages.contains { $0.kind == kind }
        }
    }

    private func verdictHolds(_ verdict: Verdict?, _ outcome: Outcome?, _ rule: String?, _ missing: Double?) -> Bool {
        guard let verdict, let outcome else { return verdict == nil && outcome == nil }
        return verdict.outcome == outcome && (rule == nil || verdict.rule == rule)
            && (missing == nil || verdict.missingYears.map { abs($0 - missing!) < 0.01 } ?? false)
    }
}
