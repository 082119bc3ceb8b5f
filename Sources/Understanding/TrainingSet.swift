import French

/// Utterances with the numbers of their labels, and the features that a model learns from.
struct TrainingSet: Sendable {
    let targets: [Int]
    let labelCount: Int
    /// Every feature of every utterance.
    let vocabulary: Vocabulary
    /// The utterances as vectors over `vocabulary`.
    let vectors: [SparseVector]
    /// What the words of the utterances are.
    let readings: [WordReading]
    /// The rows of the features that a model keeps: pairs and concepts that one utterance alone has teach the
    /// others modesty while training, and hardly ever occur again.
    let lasting: [Int]
    nonisolated(unsafe) static var prunes = false

    init(_ utterances: [Utterance], targets: [Int], labelCount: Int, extractor start: FeatureExtractor) {
        self.targets = targets
        self.labelCount = labelCount
        var extractor = start
        var rows: [UInt64: Int] = [:]
        var features: [UInt64] = []
        var counts: [Int32] = []
        var areCombined: [Bool] = []
        for utterance in utterances {
            extractor.read(utterance)
            for (index, block) in extractor.blocks.enumerated() {
                for feature in block {
                    if let row = rows[feature] {
                        counts[row] += 1
                    } else {
                        rows[feature] = features.count
                        features.append(feature)
                        counts.append(1)
                        areCombined.append(index >= FeatureExtractor.number(.pairs))
                    }
                }
            }
        }
        if Self.prunes {
            let kept = features.indices.filter { counts[$0] > 1 || !areCombined[$0] }
            features = kept.map { features[$0] }
            counts = kept.map { counts[$0] }
            areCombined = kept.map { areCombined[$0] }
        }
        let vocabulary = Vocabulary(features: features)
        self.vocabulary = vocabulary
        var vectors: [SparseVector] = []
        var readings: [WordReading] = []
        for utterance in utterances {
            extractor.read(utterance)
            vectors.append(SparseVector(extractor, vocabulary))
            readings.append(extractor.reading)
        }
        self.vectors = vectors
        self.readings = readings
        lasting = features.indices.filter { counts[$0] > 1 || !areCombined[$0] }
    }

    /// Trains a net on the utterances with these indices.
    func train(_ trainer: NetTrainer, on indices: [Int]) -> Net {
        trainer.train(
            indices.map { vectors[$0] }, labels: indices.map { targets[$0] }, labelCount: labelCount,
            featureCount: vocabulary.features.count)
    }

    /// The fold of each utterance: neighbours with one label share a fold. People's examples stand together in a file,
    /// so that what is held out comes from hands that a model has not seen.
    func folds(_ count: Int) -> [Int] {
        var totals = [Int](repeating: 0, count: labelCount)
        for target in targets { totals[target] += 1 }
        var seen = [Int](repeating: 0, count: labelCount)
        return targets.map { target in
            defer { seen[target] += 1 }
            return seen[target] * count / totals[target]
        }
    }
}
