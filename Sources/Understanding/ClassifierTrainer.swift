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
    /// Whether mistyped words are repaired.
    public var repairsWords = true
    /// Blocks of features that are not used, to measure what they bring.
    public var leftOut: Set<FeatureBlock> = []
    /// How many nets the classifier averages.
    public var netCount = 4
    /// How many hidden units each net has.
    public var hiddenCount: Int {
        get { net.hiddenCount }
        set { net.hiddenCount = newValue }
    }
    /// How each net is trained.
    var net = NetTrainer()
    /// How many folds the examples are parted in to calibrate the confidence.
    public var folds = 4
    /// Over this many examples, two folds and shorter training are enough to calibrate on.
    static let manyExamples = 10_000
    /// Fewer examples are seen more often: about as many steps whatever their number, within limits.
    static func epochs(_ examples: Int) -> Int { max(6, min(30, 120_000 / max(1, examples))) }

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

    /// Trains on examples. O(examples × length × epochs).
    public func train(_ examples: [LabelledExample]) -> IntentClassifier {
        let labels = Set(examples.map(\.label)).sorted()
        let utterances = examples.map { Utterance($0.text, spelling: spelling) }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let targets = examples.map { numbers[$0.label] ?? 0 }
        let repair = repairsWords ? WordRepair(wordCounts(utterances)) : nil
        let set = TrainingSet(
            utterances, targets: targets, labelCount: labels.count,
            extractor: FeatureExtractor(lexicon: lexicon, repair: repair, leavingOut: leftOut))
        let nets = trainNets(set)
        let confidence = Confidence(
            fitting: nets.heldOut, readings: set.readings, targets: targets,
            outOfScope: outOfScope.flatMap { numbers[$0] })
        let rankings = nets.heldOut.map { item in
            (
                ranking: IntentClassifier.ranking(
                    confidence.shares(item.scores, reading: set.readings[item.index]), labels),
                label: examples[item.index].label
            )
        }
        let kept = set.lasting()
        return IntentClassifier(
            labels: labels, outOfScope: outOfScope,
            thresholds: DecisionThresholds(fitting: rankings, outOfScope: outOfScope),
            vocabulary: Vocabulary(features: kept.map { set.vocabulary.features[$0] }),
            ensemble: NetEnsemble(nets.whole, keeping: kept), confidence: confidence,
            known: Self.knownUtterances(utterances, targets), lexicon: lexicon, repair: repair,
            leftOut: leftOut)
    }

    /// The scores of an example from a net that was trained without it.
    struct HeldOut: Sendable {
        let index: Int
        let scores: [Float]
    }

    func trainNets(_ set: TrainingSet) -> (whole: [Net], heldOut: [HeldOut]) {
        enum Outcome: Sendable {
            case whole(Net)
            case heldOut([HeldOut])
        }
        let indices = Array(set.vectors.indices)
        let fold = set.folds(folds)
        let isLarge = indices.count > Self.manyExamples
        let foldCount = isLarge ? min(2, folds) : folds
        let outcomes = concurrentMap(foldCount + netCount) { number -> Outcome in
            var trainer = net
            trainer.seed = UInt64(number + 1)
            trainer.epochs = Self.epochs(indices.count)
            guard number < foldCount else { return .whole(set.train(trainer, on: indices)) }
            if isLarge { trainer.epochs = trainer.epochs * 2 / 3 }
            let net = set.train(trainer, on: indices.filter { fold[$0] != number })
            return .heldOut(
                indices.filter { fold[$0] == number }
                    .map { HeldOut(index: $0, scores: net.labelScores(set.vectors[$0])) })
        }
        var whole: [Net] = []
        var heldOut: [HeldOut] = []
        for outcome in outcomes {
            switch outcome {
            case .whole(let net): whole.append(net)
            case .heldOut(let items): heldOut += items
            }
        }
        return (whole, heldOut)
    }

    /// The words that are known to be right: those of the author, and those that two examples have.
    func wordCounts(_ utterances: [Utterance]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for utterance in utterances { for token in utterance.tokens { counts[token.text, default: 0] += 1 } }
        counts = counts.filter { $0.value > 1 }
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
