/// Several nets side by side, their scores averaged, as one net whose input weights are whole numbers of 8 bits with a scale
/// for each hidden unit: a quarter of the memory of the nets that were trained, and the features of a block, which share
/// one value, are added up as whole numbers.
struct NetEnsemble: Sendable, Equatable {
    typealias Lanes = Net.Lanes
    /// The weights from one feature to sixteen hidden units.
    typealias Row = SIMD16<Int8>

    let labelCount: Int
    /// Shape: features × hidden groups, row after row.
    let rows: [Row]
    /// What the weights to each hidden unit are multiplied with. Shape: hidden groups.
    let scales: [Lanes]
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
        scales = nets.flatMap { net in
            (0..<net.hiddenStride).map { group in
                let rows = stride(from: group, to: net.input.count, by: net.hiddenStride)
                let top = rows.reduce(Lanes(repeating: 1e-9)) { top, row in
                    pointwiseMax(top, pointwiseMax(net.input[row], -net.input[row]))
                }
                return top / 127
            }
        }
        var rows: [Row] = []
        rows.reserveCapacity(featureCount * inputBias.count)
        for row in 0..<featureCount {
            let lanes = nets.flatMap { $0.input[(row * $0.hiddenStride)..<((row + 1) * $0.hiddenStride)] }
            for (lane, scale) in zip(lanes, scales) { rows.append(Self.rounded(lane / scale)) }
        }
        self.rows = rows
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
        labelCount: Int, rows: [Row], scales: [Lanes], inputBias: [Lanes], output: [Lanes], outputBias: [Lanes]
    ) {
        guard outputBias.count == Net.groups(labelCount), scales.count == inputBias.count,
            rows.count.isMultiple(of: max(1, inputBias.count)),
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
        var hidden = [Lanes](repeating: .zero, count: inputBias.count)
        var sums = [Sums](repeating: .zero, count: inputBias.count)
        var start = 0
        for end in vector.ends where end > start {
            let value = vector.values[start]
            while start < end {
                let next = min(end, start + Self.mostSummed)
                sum(vector.rows[start..<next], into: &sums)
                for lane in hidden.indices {
                    hidden[lane] += value * Lanes(sums[lane])
                    sums[lane] = .zero
                }
                start = next
            }
        }
        for lane in hidden.indices { hidden[lane] = inputBias[lane] + scales[lane] * hidden[lane] }
        return OutputLayer.scores(hidden, output, outputBias, labelCount: labelCount)
    }

    private typealias Sums = SIMD16<Int16>
    /// So many rows can be added up in 16 bits.
    private static let mostSummed = 256

    private func sum(_ features: ArraySlice<Int32>, into sums: inout [Sums]) {
        let stride = sums.count
        for feature in features {
            let start = Int(feature) * stride
            for lane in 0..<stride { sums[lane] &+= Sums(truncatingIfNeeded: rows[start + lane]) }
        }
    }
}
