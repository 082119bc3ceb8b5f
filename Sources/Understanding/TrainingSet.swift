import French

/// Utterances with the numbers of their labels, and the features that a model learns from.
struct TrainingSet: Sendable {
    let targets: [Int]
    let labelCount: Int
    /// The features that are learnt from.
    let vocabulary: Vocabulary
    /// The utterances as vectors over `vocabulary`.
    let vectors: [SparseVector]
    /// What the words of the utterances are.
    let readings: [WordReading]

    /// Over this many examples, a feature that stands in one of them alone is not learnt from: it would double the model
    /// and the time to train, and hardly ever occurs again. In fewer examples such features teach the others modesty.
    private static let manyExamples = 15_000
    /// With fewer examples a label, rare features still count.
    private static let manyPerLabel = 200

    /// With fewer examples to decline, counts of their words say nothing.
    private static let leastOutOfScope = 50

    /// Whether there are so many examples that rare features are left out, and fewer epochs do.
    let hasManyExamples: Bool

    init(_ utterances: [Utterance], targets: [Int], labelCount: Int, extractor: FeatureExtractor) {
        self.targets = targets
        self.labelCount = labelCount
        let read = Self.read(utterances, extractor)
        readings = read.map(\.reading)
        hasManyExamples = utterances.count > max(Self.manyExamples, Self.manyPerLabel * labelCount)
        let least = hasManyExamples ? 2 : 1
        let vocabulary = Vocabulary(features: Self.features(read, least: least))
        self.vocabulary = vocabulary
        let parts = concurrentMap(Self.partCount) { part in
            Self.part(part, of: read).map { SparseVector($0.blocks, vocabulary) }
        }
        vectors = parts.flatMap(\.self)
    }

    /// What an extractor reads in one utterance.
    private struct Read: Sendable {
        let blocks: [[UInt64]]
        let reading: WordReading
    }

    private static let partCount = 16
    /// How many of many examples must have a pair of words or concepts for it to be learnt from.
    private static let leastPairs = 3

    private static func part<Element>(_ number: Int, of elements: [Element]) -> ArraySlice<Element> {
        elements[(number * elements.count / partCount)..<((number + 1) * elements.count / partCount)]
    }

    private static func read(_ utterances: [Utterance], _ start: FeatureExtractor) -> [Read] {
        concurrentMap(partCount) { number in
            var extractor = start
            return part(number, of: utterances).map { utterance in
                extractor.read(utterance)
                return Read(blocks: extractor.blocks, reading: extractor.reading)
            }
        }.flatMap(\.self)
    }

    /// The features that so many utterances have, in the order in which they come to have them.
    private static func features(_ read: [Read], least: Int) -> [UInt64] {
        var counts: [UInt64: Int] = [:]
        var features: [UInt64] = []
        for utterance in read {
            for (index, block) in utterance.blocks.enumerated() {
                let least = least > 1 && index >= FeatureExtractor.number(.pairs) ? leastPairs : least
                for feature in block {
                    let count = counts[feature, default: 0] + 1
                    counts[feature] = count
                    if count == least { features.append(feature) }
                }
            }
        }
        return features
    }

    /// Trains a net on the utterances with these indices.
    func train(_ trainer: NetTrainer, on indices: [Int]) -> Net {
        trainer.train(
            indices.map { vectors[$0] }, labels: indices.map { targets[$0] }, labelCount: labelCount,
            featureCount: vocabulary.count)
    }

    /// What a net and counts of words see in an utterance.
    func scored(_ index: Int, by net: Net, _ odds: WordOdds) -> ScoredText {
        ScoredText(
            scores: net.labelScores(vectors[index]), reading: readings[index],
            odds: odds.reading(of: readings[index].units))
    }

    /// How near words stand to the utterances with these indices; no odds where too few are out of scope to tell.
    func odds(of indices: [Int]? = nil, outOfScope: Int?) -> WordOdds {
        guard let outOfScope, targets.count(where: { $0 == outOfScope }) >= Self.leastOutOfScope else {
            return WordOdds()
        }
        return WordOdds((indices ?? Array(targets.indices)).map { (readings[$0].units, targets[$0] != outOfScope) })
    }

    /// A fold is made of so many pieces of a label, so that every hand is held out in part and seen in part.
    private static let piecesPerFold = 8

    /// The fold of each utterance: neighbours with one label share a fold. People's examples stand together in a file,
    /// so that what is held out comes from hands that a model has not seen.
    func folds(_ count: Int) -> [Int] {
        var totals = [Int](repeating: 0, count: labelCount)
        for target in targets { totals[target] += 1 }
        var seen = [Int](repeating: 0, count: labelCount)
        return targets.map { target in
            defer { seen[target] += 1 }
            let pieces = totals[target] < Self.piecesPerFold * count ? count : Self.piecesPerFold * count
            return seen[target] * pieces / totals[target] % count
        }
    }
}
