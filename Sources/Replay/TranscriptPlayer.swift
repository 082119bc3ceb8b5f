import Dialogue
import Synchronization
import Understanding

/// Plays transcripts with a bot and compares.
///
/// A package that depends on this one tests its own content in five lines:
///
/// ```swift
/// let definition = try ContentLoader.load(ContentSource(folder: intents)).definition
/// let bot = Bot(definition, classifier: definition.trainClassifier())
/// let transcript = try Transcript(path: path, bytes: bytes)
/// let outcome = TranscriptPlayer(bot: bot).play(transcript)
/// for failure in outcome.failures { print(failure.report(path: path)) }
/// ```
public struct TranscriptPlayer: Sendable {
    /// The bot that plays.
    public let bot: Bot
    private let examples: LazyExamples
    fileprivate let names: StatementNames

    /// A player for a bot.
    ///
    /// - Parameter examples: the examples that the bot learned from, asked for only where something fails: the nearest one
    ///   tells why an intent won.
    public init(bot: Bot, examples: @escaping @Sendable () -> [LabelledExample] = { [] }) {
        self.bot = bot
        self.examples = LazyExamples { bot.index(examples()) }
        names = StatementNames(bot.definition)
    }

    /// What came of one transcript.
    public struct Outcome: Sendable, Equatable {
        public let path: String
        /// How many messages were sent, variants included.
        public var turns = 0
        /// The turns with a difference, in order.
        public var failures: [Failure] = []
        /// The replies of the main conversation.
        public var replies: [Reply] = []

        /// The lines of messages that are answered in other words where the conversation is played with a variant.
        public var answeredOtherwise: Set<Int> = []

        /// Whether everything was as expected.
        public var passed: Bool { failures.isEmpty }
    }

    /// A turn with a reply that is not as expected.
    public struct Failure: Sendable, Equatable {
        /// The line of the file where the message stands.
        public let line: Int
        /// What was said; empty for a setting.
        public let said: String
        /// The other way to say a line that the conversation was played with; nil where it was played as written.
        public let variant: Transcript.Variant?
        public let differences: [ReplyDifference]
        /// What came; nil for a setting.
        public let reply: Reply?
        /// Why the message was understood as it was; nil for a setting.
        public let reason: Reason?
    }

    /// Why a message was understood as it was, by its words alone.
    public struct Reason: Sendable, Equatable {
        /// The words that counted for the first intent, or against it.
        public let parts: [Explanation.Part]
        /// The example of that intent that resembles the message most.
        public let nearest: String?
    }

    /// Plays a transcript: once as written, and once for each variant.
    ///
    /// What comes before a variant is the same as in the conversation as written, and is not played again; nor is what comes
    /// after it where the variant leaves the same conversation. A conversation is a value, and replies depend on nothing else.
    ///
    /// - Parameter visit: told of every reply.
    public func play(_ transcript: Transcript, visit: (Reply) -> Void = { _ in }) -> Outcome {
        var run = Run(player: self, transcript: transcript)
        run.playAsWritten(visit)
        for number in transcript.exchanges.indices {
            for variant in transcript.exchanges[number].variants { run.play(variant, at: number, visit) }
        }
        return run.outcome
    }

    fileprivate func reason(_ said: String, _ reply: Reply) -> Reason {
        let explanation = bot.explain(said)
        let nearest = explanation.ranking.first.flatMap {
            bot.nearestExample(to: said, of: $0.name, in: examples.index)
        }
        return Reason(parts: explanation.parts, nearest: nearest?.example.text)
    }
}

/// Examples that are read when something fails first.
private final class LazyExamples: Sendable {
    private let read: @Sendable () -> ExampleIndex
    private let kept = Mutex<ExampleIndex?>(nil)

    init(_ read: @escaping @Sendable () -> ExampleIndex) { self.read = read }

    var index: ExampleIndex {
        kept.withLock { kept in
            let index = kept ?? read()
            kept = index
            return index
        }
    }
}

/// One transcript being played.
private struct Run {
    let player: TranscriptPlayer
    let transcript: Transcript
    var outcome: TranscriptPlayer.Outcome
    /// The conversation as written before each exchange, and after the last one.
    var states: [Conversation] = []

    init(player: TranscriptPlayer, transcript: Transcript) {
        self.player = player
        self.transcript = transcript
        outcome = TranscriptPlayer.Outcome(path: transcript.path)
    }

    mutating func playAsWritten(_ visit: (Reply) -> Void) {
        var conversation = Conversation()
        for fact in transcript.knownFacts where !player.bot.set(fact.name, to: fact.value, in: &conversation) {
            outcome.failures.append(
                TranscriptPlayer.Failure(
                    line: fact.line, said: "", variant: nil,
                    differences: [.unknownFact("\(fact.name) = \(fact.value)")], reply: nil, reason: nil))
        }
        states.append(conversation)
        for exchange in transcript.exchanges {
            outcome.replies.append(say(exchange.said, exchange, in: &conversation, visit))
            states.append(conversation)
        }
    }

    mutating func play(_ variant: Transcript.Variant, at number: Int, _ visit: (Reply) -> Void) {
        var conversation = states[number]
        let exchanges = transcript.exchanges
        let reply = say(variant.said, exchanges[number], line: variant.line, variant, in: &conversation, visit)
        compare(reply, at: number)
        for next in exchanges.indices.dropFirst(number + 1) {
            guard conversation != states[next] else { return }
            compare(say(exchanges[next].said, exchanges[next], variant, in: &conversation, visit), at: next)
        }
    }

    private mutating func compare(_ reply: Reply, at number: Int) {
        guard reply.lines != outcome.replies[number].lines else { return }
        outcome.answeredOtherwise.insert(transcript.exchanges[number].line)
    }

    private mutating func say(
        _ said: String, _ exchange: Transcript.Exchange, line: Int? = nil, _ variant: Transcript.Variant? = nil,
        in conversation: inout Conversation, _ visit: (Reply) -> Void
    ) -> Reply {
        let reply = player.bot.reply(to: said, in: &conversation, on: transcript.today)
        outcome.turns += 1
        visit(reply)
        let differences = exchange.differences(from: reply, names: player.names)
        if !differences.isEmpty {
            outcome.failures.append(
                TranscriptPlayer.Failure(
                    line: line ?? exchange.line, said: said, variant: variant, differences: differences, reply: reply,
                    reason: player.reason(said, reply)))
        }
        return reply
    }
}
