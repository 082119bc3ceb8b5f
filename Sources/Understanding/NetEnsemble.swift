/// Several nets side by side, their scores averaged, as one net whose input weights are whole numbers of 8 bits with a scale
/// for each feature: a quarter of the memory of the nets that were trained.
struct NetEnsemble: Sendable, Equatable {
    typealias Lanes = Net.Lanes
    /// The weights from one feature to sixteen hidden units.
    typealias Row = SIMD16<Int8>

    let labelCount: Int
    /// Shape: features × hidden groups, row after row.
    let rows: [Row]
    /// What each feature's weights are multiplied with.
    let scales: [Float]
    /// Shape: hidden groups.
    let inputBias: [Lanes]
    /// Shape: hidden units × label groups.
    let output: [Lanes]
    /// Shape: label groups.
    let outputBias: [Lanes]

    /// Joins nets over the same features and labels.
    init(_ nets: [Net], featureCount: Int) {
        labelCount = nets.first?.labelCount ?? 0
        let share = 1 / Float(max(1, nets.count))
        inputBias = nets.flatMap(\.inputBias)
        output = nets.flatMap { $0.output.map { $0 * share } }
        var bias = nets.first?.outputBias.map { _ in Lanes.zero } ?? []
        for net in nets { for lane in bias.indices { bias[lane] += net.outputBias[lane] * share } }
        outputBias = bias
        var rows: [Row] = []
        var scales: [Float] = []
        rows.reserveCapacity(featureCount * inputBias.count)
        scales.reserveCapacity(featureCount)
        for row in 0..<featureCount {
            let lanes = nets.flatMap { $0.input[(row * $0.hiddenStride)..<((row + 1) * $0.hiddenStride)] }
            let top = lanes.reduce(Float(0)) { max($0, $1.max(), -$1.min()) }
            let scale = max(top, 1e-9) / 127
            scales.append(scale)
            for lane in lanes { rows.append(Self.rounded(lane / scale)) }
        }
        self.rows = rows
        self.scales = scales
    }

    /// Values between -127 and 127 as whole numbers. Number by number, because the conversion of whole vectors goes
    /// through generic code.
    private static func rounded(_ values: Lanes) -> Row {
        let nearest = values.rounded(.toNearestOrEven)
        var row = Row.zero
        for index in 0..<Lanes.scalarCount { row[index] = Int8(truncatingIfNeeded: Int32(nearest[index])) }
        return row
    }

    /// An ensemble from its parts; nil where they do not fit together.
    init?(
        labelCount: Int, rows: [Row], scales: [Float], inputBias: [Lanes], output: [Lanes], outputBias: [Lanes]
    ) {
        guard outputBias.count == Net.groups(labelCount), rows.count == scales.count * inputBias.count,
            output.count == inputBias.count * Lanes.scalarCount * outputBias.count
        else { return nil }
        self.labelCount = labelCount
        self.rows = rows
        self.scales = scales
        self.inputBias = inputBias
        self.output = output
        self.outputBias = outputBias
    }

    /// The mean score (logit) of every label. O(features present × hidden units + hidden units × labels).
    func labelScores(_ vector: SparseVector) -> [Float] {
        var hidden = inputBias
        let stride = hidden.count
        for (row, value) in zip(vector.rows, vector.values) {
            let start = Int(row) * stride
            let factor = value * scales[Int(row)]
            for lane in 0..<stride { hidden[lane] += factor * Lanes(rows[start + lane]) }
        }
        return OutputLayer.scores(hidden, output, outputBias, labelCount: labelCount)
    }
}
