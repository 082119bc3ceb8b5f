import French
import Understanding

/// What a whole bot answers to labelled messages: its decisions and the context of the conversation included.
public struct BotEvaluation: Sendable {
    /// A message whose answer was not the expected one.
    public struct Miss: Sendable {
        /// The intents that were expected, joined with `+`.
        public let expected: String
        /// Those that were answered.
        public let answered: String
        /// The messages of the conversation, the last of which was measured.
        public let texts: [String]
    }

    /// Messages whose every expected intent was answered, in order, and no other.
    public private(set) var right = Share()
    /// In-scope messages that were declined.
    public private(set) var wronglyDeclined = Share()
    /// Out-of-scope messages that were declined.
    public private(set) var rightlyDeclined = Share()
    public private(set) var misses: [Miss] = []

    /// A day for « depuis 2019 », always the same.
    private static let today = Day(year: 2026, month: 1, day: 15)!

    /// Plays every example in a conversation of its own.
    ///
    /// - Parameter examples: a label is an intent or several (`duree+salaire`); a text is one message or several, parted by
    ///   tabs and said one after the other, of which the last is measured.
    public init(_ bot: Bot, examples: [LabelledExample]) {
        let outOfScope = bot.definition.outOfScope
        for example in examples {
            let texts = example.text.split(separator: "\t").map(String.init)
            let answered = Self.answered(texts, bot, expected: example.label)
            right.add(answered == example.label)
            if answered != example.label {
                misses.append(Miss(expected: example.label, answered: answered, texts: texts))
            }
            if example.label == outOfScope {
                rightlyDeclined.add(answered == outOfScope)
            } else {
                wronglyDeclined.add(answered == outOfScope)
            }
        }
    }

    /// The intents that the last message is answered with, joined with `+`; what is asked back belongs to the intent that asks.
    private static func answered(_ texts: [String], _ bot: Bot, expected: String) -> String {
        var conversation = Conversation()
        var reply: Reply?
        for text in texts { reply = bot.reply(to: text, in: &conversation, on: today) }
        // « répète » shows the messages of another intent again: what was understood counts.
        if let first = reply?.intents.first?.name, first == expected { return first }
        var names: [String] = []
        for message in reply?.messages ?? [] where !names.contains(message.intent) { names.append(message.intent) }
        return names.joined(separator: "+")
    }
}
