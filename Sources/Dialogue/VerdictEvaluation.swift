import French

/// The verdicts of whole checks, against what the rules say.
public struct VerdictEvaluation: Sendable {
    /// A conversation that ended otherwise.
    public struct Miss: Sendable {
        public let expected: String
        /// The outcome, or what was still awaited.
        public let got: String
        public let texts: [String]
    }

    public private(set) var right = Share()
    public private(set) var misses: [Miss] = []

    private static let today = Day(year: 2026, month: 4, day: 1)!

    /// Plays every conversation: an outcome (`pas_encore`) and the messages, parted by tabs. A last question whether there
    /// is another diploma is answered with « non ».
    public init(_ bot: Bot, lines: [Substring]) {
        for line in lines {
            let fields = line.split(separator: "\t").map(String.init)
            guard let expected = fields.first, fields.count > 1 else { continue }
            let got = Self.outcome(Array(fields.dropFirst()), bot)
            right.add(got == expected)
            if got != expected { misses.append(Miss(expected: expected, got: got, texts: Array(fields.dropFirst()))) }
        }
    }

    private static func outcome(_ texts: [String], _ bot: Bot) -> String {
        var conversation = Conversation()
        var verdict: Outcome?
        var awaiting: Awaiting?
        for text in texts {
            let reply = bot.reply(to: text, in: &conversation, on: today)
            verdict = reply.verdict?.outcome ?? (reply.awaiting == nil ? verdict : nil)
            awaiting = reply.awaiting
        }
        if awaiting == .confirmation {
            verdict = bot.reply(to: "non", in: &conversation, on: today).verdict?.outcome
        }
        return verdict?.rawValue ?? awaiting.map { "\($0)" } ?? "-"
    }
}
