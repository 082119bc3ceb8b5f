/// A linear classifier whose weights are whole numbers of 8 bits with a scale for each feature: a quarter of the memory
/// of the model that was trained, and scores that differ by less than one part in a hundred.
struct QuantizedModel: Sendable, Equatable {
    typealias Lanes = LinearModel.Lanes
    /// The weights of sixteen labels.
    typealias Row = SIMD16<Int8>

    let labelCount: Int
    /// How many groups of lanes a row has.
    let stride: Int
    let biases: [Lanes]
    /// Shape: features × stride, row after row.
    let rows: [Row]
    /// What each feature's weights are multiplied with.
    let scales: [Float]

    /// Rounds the weights of a trained model.
    init(_ model: LinearModel) {
        labelCount = model.labelCount
        stride = model.stride
        biases = model.biases
        var rows: [Row] = []
        var scales: [Float] = []
        rows.reserveCapacity(model.weights.count)
        for start in Swift.stride(from: 0, to: model.weights.count, by: model.stride) {
            let lanes = model.weights[start..<(start + model.stride)]
            let top = lanes.reduce(Float(0)) { max($0, $1.max(), -$1.min()) }
            let scale = max(top, 1e-9) / 127
            scales.append(scale)
            for lane in lanes {
                rows.append(Row(truncatingIfNeeded: SIMD16<Int32>((lane / scale).rounded(.toNearestOrEven))))
            }
        }
        self.rows = rows
        self.scales = scales
    }

    /// A model from its parts; nil where they do not fit together.
    init?(labelCount: Int, biases: [Lanes], rows: [Row], scales: [Float]) {
        stride = LinearModel.stride(labelCount)
        guard biases.count == stride, rows.count == scales.count * stride else { return nil }
        self.labelCount = labelCount
        self.biases = biases
        self.rows = rows
        self.scales = scales
    }

    /// The score (logit) of every label. O(features present × labels).
    func labelScores(_ vector: SparseVector) -> [Float] {
        var scores = biases
        for (row, value) in zip(vector.rows, vector.values) {
            let start = Int(row) * stride
            let factor = value * scales[Int(row)]
            for lane in 0..<stride { scores[lane] += factor * Lanes(rows[start + lane]) }
        }
        return (0..<labelCount).map { scores[$0 / Lanes.scalarCount][$0 % Lanes.scalarCount] }
    }
}
