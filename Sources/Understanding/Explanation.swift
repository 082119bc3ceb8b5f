import French

/// Why an utterance was understood as it was.
public struct Explanation: Sendable, Equatable {
    /// A word of the text, and what it counted.
    public struct Part: Sendable, Equatable {
        /// The word as typed.
        public let text: String
        /// How much confidence in the first intent the word brings: the confidence with it less the confidence without it, from
        /// -1 to 1.
        public let weight: Float
    }

    /// The intents by the words alone, whatever was said before.
    public let ranking: Ranking
    /// The words that counted, in their order.
    public let parts: [Part]
}

/// An example that resembles an utterance.
public struct NearestExample: Sendable, Equatable {
    public let example: LabelledExample
    /// The share of word stems that both have, from 0 to 1 (Dice's coefficient).
    public let similarity: Float

    /// The example of a label that resembles an utterance most; nil where none shares a word with it. O(examples × length).
    public init?(to utterance: Utterance, labelled label: String, among examples: [LabelledExample], spelling: Spelling)
    {
        let words = Self.stems(utterance)
        var best: (example: LabelledExample, similarity: Float)?
        for example in examples where example.label == label {
            let other = Self.stems(Utterance(example.text, spelling: spelling))
            let shared = words.intersection(other).count
            let similarity = Float(2 * shared) / Float(max(1, words.count + other.count))
            if shared > 0, similarity > best?.similarity ?? 0 { best = (example, similarity) }
        }
        guard let best else { return nil }
        (example, similarity) = best
    }

    private static func stems(_ utterance: Utterance) -> Set<String> {
        Set(utterance.tokens.map { Stemmer.stem($0.text) })
    }
}

extension IntentClassifier {
    /// Explains an utterance by leaving its words out one by one. O(length²), of the first `Explanation.longest` words.
    public func explain(_ utterance: Utterance) -> Explanation {
        // An utterance that is an example word for word is explained by its words all the same.
        let ranking = rankByWords(utterance)
        guard !utterance.isEmpty, let first = ranking.first else { return Explanation(ranking: ranking, parts: []) }
        let words = utterance.tokens.indices
        let parts = words.prefix(Explanation.longest).compactMap { index -> Explanation.Part? in
            let rest = words.filter { $0 != index }
            let without =
                rest.isEmpty ? 0 : rankByWords(utterance.part(rest.map { $0..<($0 + 1) })).confidence(of: first.name)
            let weight = first.confidence - without
            guard abs(weight) >= Explanation.leastWeight else { return nil }
            return Explanation.Part(text: utterance.source(of: index..<(index + 1)), weight: weight)
        }
        return Explanation(ranking: ranking, parts: parts)
    }
}

extension Explanation {
    /// More words are not looked at.
    static let longest = 64
    /// A word that changes less did not count.
    static let leastWeight: Float = 0.01
}
