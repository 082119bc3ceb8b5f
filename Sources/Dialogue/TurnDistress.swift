import French
import Understanding

/// A cry for help, in the whole message or beside a question.
extension Turn {
    func distress(_ reading: Reading) -> Topic? {
        if let sign = bot.signs.matches(in: utterance.tokens).first { return bot.topic(sign.value) }
        guard !asksForMore() else { return nil }
        // « Pardon, faute de frappe, c'est 1 an » answers the check.
        guard reading.tellsNothing else { return distress(ranking, least: Self.leastDistressBesideFacts) }
        if let topic = distress(ranking, least: Self.leastDistress) { return topic }
        // A cry for help may stand beside a question.
        let parts = MessageParts(utterance).ranges
        guard parts.count > 1 else { return nil }
        for part in parts {
            let ranked = rankings.rank(utterance.part([part]))
            if let topic = distress(ranked, least: Self.leastDistressOfPart) { return topic }
        }
        return nil
    }

    func distress(_ ranking: Ranking, least: Float) -> Topic? {
        guard let first = ranking.first, let topic = bot.topic(first.name), topic.kind == .distress,
            first.confidence >= least
        else { return nil }
        return topic
    }

    /// Help lines that nobody needed cost little; help lines that are missing cost much.
    private static let leastDistress: Float = 0.3
    /// A part of a message says less than the whole.
    private static let leastDistressOfPart: Float = 0.75
    /// A message that tells facts of the check is hardly ever a cry for help.
    private static let leastDistressBesideFacts: Float = 0.8

    mutating func answerDistress(_ topic: Topic) {
        ranking = ranking.promoting(topic.id)
        messages.append(Message(kind: .distress, intent: topic.id, text: topic.answer))
    }
}
