/// A linear classifier: one score for each label, the sum of its bias and of the weights of the features present.
struct LinearModel: Sendable, Equatable {
    /// Labels are padded to a whole number of lanes.
    typealias Lanes = SIMD16<Float>

    /// How many labels there are.
    let labelCount: Int
    /// How many groups of lanes a row has.
    let stride: Int
    /// One score a label.
    var biases: [Lanes]
    /// Shape: features × stride, row after row.
    var weights: [Lanes]

    init(labelCount: Int, featureCount: Int) {
        self.labelCount = labelCount
        stride = Self.stride(labelCount)
        biases = Array(repeating: .zero, count: stride)
        weights = Array(repeating: .zero, count: featureCount * stride)
    }

    /// How many groups of lanes hold so many labels.
    static func stride(_ labelCount: Int) -> Int { (labelCount + Lanes.scalarCount - 1) / Lanes.scalarCount }

    /// The scores (logits) of every label. O(features present × labels).
    func scores(_ vector: SparseVector) -> [Lanes] {
        var scores = biases
        for (row, value) in zip(vector.rows, vector.values) {
            let start = Int(row) * stride
            for lane in 0..<stride { scores[lane] += value * weights[start + lane] }
        }
        return scores
    }

    /// The scores as plain numbers, one a label.
    func labelScores(_ vector: SparseVector) -> [Float] {
        let lanes = scores(vector)
        return (0..<labelCount).map { lanes[$0 / Lanes.scalarCount][$0 % Lanes.scalarCount] }
    }
}
