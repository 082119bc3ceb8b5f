import Dialogue
import Understanding

/// Whether transcripts notice mistakes in the content.
public struct MutationTest: Sendable {
    private let classifier: IntentClassifier
    private let transcripts: [Transcript]
    /// What each transcript reaches of the content as it is.
    private let reached: [Set<Coverage.Item>]

    /// - Parameters:
    ///   - bot: the bot as it is, which passes all transcripts.
    ///   - transcripts: what is to notice.
    public init(bot: Bot, transcripts: [Transcript]) {
        classifier = bot.classifier
        self.transcripts = transcripts
        let player = TranscriptPlayer(bot: bot)
        reached = transcripts.map { transcript in
            var coverage = Coverage(of: bot.definition)
            _ = player.play(transcript) { coverage.visit($0) }
            return coverage.reached
        }
    }

    /// The transcript that fails with a mistake; nil where none does. Those that reach what it concerns are played first.
    public func transcript(noticing mutant: Mutant) -> Transcript? {
        let trained = mutant.needsTraining ? mutant.definition.trainClassifier() : classifier
        let player = TranscriptPlayer(bot: Bot(mutant.definition, classifier: trained))
        let likely = mutant.item.map { item in transcripts.indices.filter { reached[$0].contains(item) } } ?? []
        let others = transcripts.indices.filter { !likely.contains($0) }
        return (likely + others).lazy.map { transcripts[$0] }.first { !player.play($0).passed }
    }
}
