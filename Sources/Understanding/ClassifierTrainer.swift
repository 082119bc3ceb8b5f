import French

/// Trains an `IntentClassifier` from labelled examples.
///
/// Confidence and thresholds come from cross-validation over the examples: each is ranked by a model that has not seen
/// it. The result is the same on every machine.
public struct ClassifierTrainer: Sendable {
    /// The label of examples that must be declined, if there is one.
    public var outOfScope: String?
    /// The spellings that utterances are read with.
    public var spelling: Spelling
    /// How many folds calibrate the confidence.
    public var folds = 4

    /// A trainer.
    public init(outOfScope: String? = nil, spelling: Spelling = Spelling()) {
        self.outOfScope = outOfScope
        self.spelling = spelling
    }

    /// Trains on examples. O(examples × length × labels).
    public func train(_ examples: [LabelledExample]) -> IntentClassifier {
        let labels = Set(examples.map(\.label)).sorted()
        let utterances = examples.map { Utterance($0.text, spelling: spelling) }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let targets = examples.map { numbers[$0.label] ?? 0 }
        let set = TrainingSet(utterances: utterances, targets: targets, labelCount: labels.count)
        let heldOut = set.heldOutScores(folds: folds)
        let temperature = Calibration.temperature(heldOut, targets: targets)
        let rankings = zip(heldOut, examples).map { scores, example in
            (ranking: IntentClassifier.ranking(softmax(scores, temperature: temperature), labels), label: example.label)
        }
        let trained = set.train(on: Array(utterances.indices))
        return IntentClassifier(
            labels: labels, outOfScope: outOfScope,
            thresholds: DecisionThresholds(fitting: rankings, outOfScope: outOfScope),
            vocabulary: trained.vocabulary, model: QuantizedModel(trained.model), temperature: temperature,
            known: Self.knownUtterances(utterances, targets))
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

/// Utterances with the numbers of their labels, and what it takes to train on a part of them.
struct TrainingSet {
    let utterances: [Utterance]
    let targets: [Int]
    let labelCount: Int

    /// Trains a model on the utterances with these indices.
    func train(on indices: [Int]) -> (vocabulary: Vocabulary, model: LinearModel) {
        var extractor = FeatureExtractor()
        var seen: Set<UInt64> = []
        var features: [UInt64] = []
        for index in indices {
            extractor.read(utterances[index])
            for block in extractor.blocks {
                for feature in block where seen.insert(feature).inserted { features.append(feature) }
            }
        }
        let vocabulary = Vocabulary(features: features)
        let vectors = indices.map { index in
            extractor.read(utterances[index])
            return SparseVector(extractor, vocabulary)
        }
        let model = LinearTrainer().train(
            vectors, labels: indices.map { targets[$0] }, labelCount: labelCount, featureCount: features.count)
        return (vocabulary, model)
    }

    /// The scores of every utterance from a model that was trained without its fold.
    func heldOutScores(folds: Int) -> [[Float]] {
        var result = [[Float]](repeating: [], count: utterances.count)
        var random = SeededGenerator(seed: 7)
        let order = random.permutation(of: utterances.count)
        for fold in 0..<folds {
            let held = order.indices.filter { $0 % folds == fold }.map { order[$0] }
            let rest = order.indices.filter { $0 % folds != fold }.map { order[$0] }
            let trained = train(on: rest)
            var extractor = FeatureExtractor()
            for index in held {
                extractor.read(utterances[index])
                result[index] = trained.model.labelScores(SparseVector(extractor, trained.vocabulary))
            }
        }
        return result
    }
}
