/// The intents that an utterance may have, the likeliest first.
public struct Ranking: Sendable, Equatable {
    /// An intent with its confidence.
    public struct Intent: Sendable, Equatable {
        /// The name of the intent.
        public let name: String
        /// The share of cases, between 0 and 1, in which such a score is right.
        public let confidence: Float

        /// An intent with a confidence between 0 and 1.
        public init(name: String, confidence: Float) {
            self.name = name
            self.confidence = confidence
        }
    }

    /// All intents, by falling confidence (equal ones by name).
    public let intents: [Intent]

    /// A ranking of intents, in any order.
    public init(_ intents: [Intent]) {
        self.intents = intents.sorted {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : $0.name < $1.name
        }
    }

    /// A ranking of labels that are sorted by name, from the confidence of each. O(labels · log labels).
    init(_ shares: [Float], of labels: [String]) {
        let order = shares.indices.sorted { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
        intents = order.map { Intent(name: labels[$0], confidence: shares[$0]) }
    }

    /// A ranking whose first intent is settled; the rest in any order.
    public init(first: Intent, rest: [Intent]) {
        intents = [first] + Ranking(rest).intents
    }

    /// The likeliest intent.
    public var first: Intent? { intents.first }

    /// The confidence of an intent, 0 where it is not ranked.
    public func confidence(of name: String) -> Float { intents.first { $0.name == name }?.confidence ?? 0 }
}
