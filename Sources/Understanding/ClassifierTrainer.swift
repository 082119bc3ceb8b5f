import French

/// Trains an `IntentClassifier` from labelled examples.
///
/// Confidence and limits come from cross-validation over the examples: each is ranked by a net that has not seen it. The
/// result is the same on every machine, with any number of cores.
public struct ClassifierTrainer: Sendable {
    /// The label of examples that must be declined, if there is one.
    public var outOfScope: String?
    /// The spellings that utterances are read with.
    public var spelling: Spelling
    /// What words mean.
    public var lexicon = ConceptLexicon()
    /// Words that are right, beside those of the examples.
    private var knownWords: Set<String> = []
    private var rightWords: Set<String> = []
    /// Whether mistyped words are repaired.
    public var repairsWords = true
    /// Blocks of features that are not used, to measure what they bring.
    public var leftOut: Set<FeatureBlock> = []
    /// How many nets see all examples; those that held a part out are averaged with them.
    public var netCount = 3
    /// Where the numbers begin that the first weights of the nets and the order of the examples are drawn from.
    public var seed: UInt64 = 0
    /// How many hidden units each net has, a multiple of 16.
    public var hiddenCount: Int {
        get { net.hiddenCount }
        set { net.hiddenCount = newValue }
    }
    /// How each net is trained.
    var net = NetTrainer()
    /// How many folds the examples are parted in to calibrate the confidence.
    public var folds = 4
    /// Over this many examples, two folds are enough to calibrate on.
    static let enoughForTwoFolds = 10_000
    /// The fewer examples a label has, the more often they are seen, within limits.
    static func epochs(_ set: TrainingSet) -> Int {
        let examplesPerLabel = max(1, set.vectors.count / max(1, set.labelCount))
        return set.hasManyExamples ? 6 : max(10, min(30, 2_000 / examplesPerLabel))
    }

    /// A trainer that knows no words but those of the examples.
    public init(outOfScope: String? = nil, spelling: Spelling = Spelling()) {
        self.outOfScope = outOfScope
        self.spelling = spelling
    }

    /// A trainer that knows what words mean.
    public init(
        outOfScope: String?, spelling: Spelling, concepts: [ConceptDefinition], subjects: [SubjectDefinition]
    ) {
        self.init(outOfScope: outOfScope, spelling: spelling)
        let entries = ConceptLexicon.entries(concepts: concepts, subjects: subjects)
        let phrases = ConceptLexicon.words(of: entries, spelling: spelling)
        lexicon = ConceptLexicon(read: zip(entries, phrases).map { ($0, $1) })
        for words in phrases { knownWords.formUnion(words.map(\.text)) }
    }

    /// Takes folded words as rightly spelt, though no example has them: that is for few examples. Among many, a word that none
    /// of them has is likelier a slip, also where a list of forms foresees it (measured on the development questions).
    public mutating func know(_ words: some Sequence<String>) { rightWords.formUnion(words) }

    /// Trains on examples. O(examples × length × epochs).
    ///
    /// - Parameter development: examples to fit confidence and limits on; without them, parts of the examples are held out.
    public func train(
        _ examples: [LabelledExample], development: [LabelledExample] = []
    ) -> IntentClassifier {
        examples.count < Self.fewExamples ? forFewExamples().fit(examples, development) : fit(examples, development)
    }

    /// Under this many examples, pairs of words are too rare to learn from, and more units are left out at a step:
    /// measured with 10 examples an intent.
    static let fewExamples = 3_000

    private func forFewExamples() -> ClassifierTrainer {
        var trainer = self
        trainer.leftOut.insert(.pairs)
        trainer.net.hiddenDropout = 0.5
        return trainer
    }

    private func fit(_ examples: [LabelledExample], _ development: [LabelledExample]) -> IntentClassifier {
        let labels = Set(examples.map(\.label)).sorted()
        let utterances = examples.map { Utterance($0.text, spelling: spelling).withoutCourtesies }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let targets = examples.map { numbers[$0.label] ?? 0 }
        let repair =
            repairsWords
            ? WordRepair(wordCounts(utterances), right: examples.count < Self.fewExamples ? rightWords : []) : nil
        let set = TrainingSet(
            utterances, targets: targets, labelCount: labels.count,
            extractor: extractor(repair))
        let outside = outOfScope.flatMap { numbers[$0] }
        let nets = trainNets(set, outOfScope: outside, isMeasured: development.isEmpty)
        let vocabulary = set.vocabulary
        let ensemble = NetEnsemble(nets.whole, featureCount: vocabulary.count)
        let odds = set.odds(outOfScope: outside)
        let heldOut =
            development.isEmpty
            ? nets.heldOut.map {
                HeldOut(label: examples[$0.index].label, text: $0.text)
            } : measure(development, vocabulary, ensemble, odds, extractor(repair))
        let confidence = Confidence(fitting: heldOut, labels: labels, outOfScope: outOfScope)
        let rankings = heldOut.map { item in
            (
                ranking: IntentClassifier.ranking(confidence.shares(item.text), labels),
                label: item.label
            )
        }
        return IntentClassifier(
            labels: labels, outOfScope: outOfScope,
            thresholds: DecisionThresholds(fitting: rankings, outOfScope: outOfScope), vocabulary: vocabulary,
            ensemble: ensemble, confidence: confidence, odds: odds, known: Self.knownUtterances(utterances, targets),
            lexicon: lexicon, repair: repair, leftOut: leftOut)
    }

    private func extractor(_ repair: WordRepair?) -> FeatureExtractor {
        FeatureExtractor(lexicon: lexicon, repair: repair, leavingOut: leftOut)
    }

    /// The scores of examples that were kept for development.
    private func measure(
        _ development: [LabelledExample], _ vocabulary: Vocabulary, _ ensemble: NetEnsemble, _ odds: WordOdds,
        _ start: FeatureExtractor
    ) -> [HeldOut] {
        var extractor = start
        return development.map { example in
            extractor.read(Utterance(example.text, spelling: spelling).withoutCourtesies)
            return HeldOut(
                label: example.label,
                text: ScoredText(
                    scores: ensemble.labelScores(SparseVector(extractor.blocks, vocabulary)),
                    reading: extractor.reading, odds: odds.reading(of: extractor.reading.units)))
        }
    }

    /// The scores of an example from nets that were trained without it.
    struct HeldOut: Sendable {
        let label: String
        let text: ScoredText
    }

    private typealias Scored = (index: Int, text: ScoredText)

    /// Trains the nets of the classifier, and those that are measured on the part that they have not seen.
    private func trainNets(_ set: TrainingSet, outOfScope: Int?, isMeasured: Bool) -> (whole: [Net], heldOut: [Scored])
    {
        let indices = Array(set.vectors.indices)
        let fold = set.folds(folds)
        let isLarge = indices.count > Self.enoughForTwoFolds
        let foldCount = !isMeasured ? 0 : isLarge ? min(2, folds) : folds
        // Those that take longest go first, so that no core waits long.
        let trained = concurrentMap(netCount + foldCount) { number -> (net: Net, heldOut: [Scored]) in
            var trainer = net
            trainer.seed = seed + UInt64(number + 1)
            trainer.epochs = Self.epochs(set)
            guard number >= netCount else { return (set.train(trainer, on: indices), []) }
            let held = indices.filter { fold[$0] == number - netCount }
            let seen = indices.filter { fold[$0] != number - netCount }
            let net = set.train(trainer, on: seen)
            let odds = set.odds(of: seen, outOfScope: outOfScope)
            return (net, held.map { ($0, set.scored($0, by: net, odds)) })
        }
        // Nets that have not seen a part are as good as others to average with, and are there anyway.
        return (trained.map(\.net), trained.flatMap(\.heldOut))
    }

    /// The words that are known to be right: those of the author, and those that two examples have (one, where
    /// there are few).
    func wordCounts(_ utterances: [Utterance]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for utterance in utterances { for token in utterance.tokens { counts[token.text, default: 0] += 1 } }
        let least = utterances.count < Self.fewExamples ? 1 : 2
        counts = counts.filter { $0.value >= least }
        for word in knownWords { counts[word, default: 0] += 1 }
        return counts
    }

    /// Folded examples with one label; those that two labels share are left to the model.
    private static func knownUtterances(_ utterances: [Utterance], _ targets: [Int]) -> [UInt64: Int] {
        var known: [UInt64: Int] = [:]
        var shared: Set<UInt64> = []
        for (utterance, target) in zip(utterances, targets) {
            let key = IntentClassifier.key(utterance)
            if let other = known[key], other != target { shared.insert(key) }
            known[key] = target
        }
        for key in shared { known[key] = nil }
        return known
    }
}
