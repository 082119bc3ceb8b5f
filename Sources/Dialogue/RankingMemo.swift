import French
import Understanding

/// The rankings of one turn, each made once: the dialogue asks several times what the same part of a message means.
///
/// It belongs to one turn, on one thread.
final class RankingMemo {
    private let classifier: IntentClassifier
    private var rankings: [UInt64: Ranking] = [:]

    init(_ classifier: IntentClassifier) { self.classifier = classifier }

    /// The intents of a text, which is the message of the turn or a part of it.
    func rank(_ utterance: Utterance) -> Ranking {
        let key = Self.key(utterance)
        if let ranking = rankings[key] { return ranking }
        let ranking = classifier.rank(utterance)
        rankings[key] = ranking
        return ranking
    }

    /// Where a word stands belongs to the key: repairs look at how it was typed.
    private static func key(_ utterance: Utterance) -> UInt64 {
        var hash = StableHash(seed: 83)
        for token in utterance.tokens {
            hash.add(token.hash)
            hash.add(UInt64(token.source.lowerBound) << 8 | UInt64(token.boundary.rawValue))
        }
        return hash.value
    }
}
