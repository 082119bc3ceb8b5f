import French

/// Ranks the intents of an utterance with an honest confidence.
///
/// A text that is one of the examples (after folding) has that example's intent; any other goes to small nets over words,
/// pieces of words and the concepts that they mean. Immutable and `Sendable`: one classifier serves any number of threads.
public struct IntentClassifier: Sendable, Equatable {
    /// The names of the intents, sorted.
    public let labels: [String]
    /// The label of what must be declined, if the examples had one.
    public let outOfScope: String?
    /// The limits between answering, asking and declining.
    public let thresholds: DecisionThresholds

    let vocabulary: Vocabulary
    let ensemble: NetEnsemble
    let confidence: Confidence
    let odds: WordOdds
    /// `StableHash` of each example's folded words → its label.
    let known: [UInt64: Int]
    let lexicon: ConceptLexicon
    let repair: WordRepair?
    /// Blocks of features that the model was trained without.
    var leftOut: Set<FeatureBlock> = []

    /// Confidence of an utterance that is word for word an example.
    static let exactConfidence: Float = 0.99

    /// The intents of an utterance. O(length × labels).
    ///
    /// - Parameter favoured: intents that the conversation makes likelier (follow-ups); their scores rise a little.
    public func rank(_ typed: Utterance, favoured: [String] = []) -> Ranking {
        let utterance = typed.withoutCourtesies
        if favoured.isEmpty, let label = known[Self.key(utterance)] { return exact(label) }
        var text = read(utterance)
        for (index, label) in labels.enumerated() where favoured.contains(label) { text.scores[index] += Self.favour }
        return Self.ranking(confidence.shares(text), labels)
    }

    /// The intents by the words alone, also where they are an example's.
    func rankByWords(_ typed: Utterance) -> Ranking {
        Self.ranking(confidence.shares(read(typed.withoutCourtesies)), labels)
    }

    /// The score of every label, and what the words are, of an utterance without courtesies.
    func read(_ utterance: Utterance) -> ScoredText {
        var extractor = FeatureExtractor(lexicon: lexicon, repair: repair, leavingOut: leftOut)
        extractor.read(utterance)
        let reading = extractor.reading
        return ScoredText(
            scores: ensemble.labelScores(SparseVector(extractor.blocks, vocabulary)), reading: reading,
            odds: odds.reading(of: reading.units))
    }

    /// Whether every word was met in the examples, and none speaks for something else: such a text may go on from what
    /// was said before, though it says little alone.
    public func isFamiliar(_ utterance: Utterance) -> Bool {
        let text = read(utterance.withoutCourtesies)
        return utterance.tokens.contains { $0.text.utf8.count > 1 } && text.reading.unknownShare == 0
            && text.reading.subjects == 0 && text.odds.lowest > Self.leastFamiliar
    }

    /// The log-odds under which a word speaks for something else.
    private static let leastFamiliar: Float = -1

    /// An utterance whose mistyped words are repaired.
    public func repaired(_ utterance: Utterance) -> Utterance {
        repair.map { utterance.reading($0.tokens(of: utterance, eliding: true)) } ?? utterance
    }

    /// The other job, diploma or field that a text names first; a job counts before a diploma, a diploma before a field.
    public func subject(in utterance: Utterance) -> ConceptLexicon.Subject? {
        let found = lexicon.matches(in: repair?.tokens(of: utterance) ?? utterance.tokens).compactMap(\.subject)
        for kind in ConceptLexicon.Subject.Kind.allCases {
            if let subject = found.first(where: { $0.kind == kind }) { return subject }
        }
        return nil
    }

    /// Where a text names work outside what a fact asks for: « dans l'agroalimentaire » is outside the social field.
    public func places(outside fact: String, in utterance: Utterance) -> [Range<Int>] {
        lexicon.matches(in: utterance.tokens).filter { $0.subject?.outside == fact }.map(\.range)
    }

    /// What to do with a ranking.
    public func decide(_ ranking: Ranking) -> Decision { thresholds.decide(ranking, outOfScope: outOfScope) }

    /// What a favoured intent's score rises by.
    private static let favour: Float = 1

    static func ranking(_ shares: [Float], _ labels: [String]) -> Ranking {
        Ranking(shares, of: labels)
    }

    private func exact(_ label: Int) -> Ranking {
        let rest = (1 - Self.exactConfidence) / Float(max(1, labels.count - 1))
        return Ranking(labels.indices.map { $0 == label ? Self.exactConfidence : rest }, of: labels)
    }

    static func key(_ utterance: Utterance) -> UInt64 {
        var hash = StableHash(seed: 41)
        for token in utterance.tokens { hash.add(token.hash) }
        return hash.value
    }
}
