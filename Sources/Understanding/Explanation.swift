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
        let index = ExampleIndex(examples.filter { $0.label == label }, spelling: spelling)
        guard let nearest = index.nearest(to: utterance, labelled: label) else { return nil }
        self = nearest
    }

    fileprivate init(_ example: LabelledExample, _ similarity: Float) {
        self.example = example
        self.similarity = similarity
    }
}

/// Examples with the stems of their words, for those who look for many nearest ones.
public struct ExampleIndex: Sendable {
    private var byLabel: [String: [(example: LabelledExample, stems: Set<String>)]] = [:]

    /// Reads the words of the examples. O(examples × length).
    public init(_ examples: [LabelledExample], spelling: Spelling) {
        for example in examples {
            let stems = Self.stems(Utterance(example.text, spelling: spelling))
            byLabel[example.label, default: []].append((example, stems))
        }
    }

    /// The example of a label that resembles an utterance most; nil where none shares a word with it. O(examples of the label).
    public func nearest(to utterance: Utterance, labelled label: String) -> NearestExample? {
        let words = Self.stems(utterance)
        var best: NearestExample?
        for (example, other) in byLabel[label] ?? [] {
            let shared = words.intersection(other).count
            let similarity = Float(2 * shared) / Float(max(1, words.count + other.count))
            if shared > 0, similarity > best?.similarity ?? 0 { best = NearestExample(example, similarity) }
        }
        return best
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
