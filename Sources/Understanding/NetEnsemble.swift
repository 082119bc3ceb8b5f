import French

/// Several nets side by side, their scores averaged, as one net whose input weights are whole numbers of 4 bits with a scale
/// for each hidden unit: an eighth of the memory of the nets that were trained. The features of a block, which share one
/// value, are added up as whole numbers.
struct NetEnsemble: Sendable, Equatable {
    typealias Lanes = Net.Lanes
    /// The weights from one feature to 32 hidden units, each with `zero` added: those of one group of lanes in the low
    /// halves of the bytes, those of the next group in the high halves.
    typealias Row = SIMD16<UInt8>

    let labelCount: Int
    /// Shape: features × pairs of hidden groups, row after row.
    let rows: StoredArray<Row>
    /// What the weights to each hidden unit are multiplied with. Shape: hidden groups.
    let scales: [Lanes]
    /// Shape: hidden groups, an even number.
    let inputBias: [Lanes]
    /// Shape: hidden units × label groups.
    let output: [Lanes]
    /// Shape: label groups.
    let outputBias: [Lanes]

    private static let zero: UInt8 = 8
    private static let largest: Float = 7
    /// Weights further from 0 than so many standard deviations are cut to that. Measured on the development questions: 2.5,
    /// 3 and 4 rank as well as weights of 8 bits do, and 4 leaves the confidence as it was.
    private static let widestWeight: Float = 4

    /// Joins nets over the same features and labels.
    init(_ nets: [Net], featureCount: Int) {
        labelCount = nets.first?.labelCount ?? 0
        let share = 1 / Float(max(1, nets.count))
        let groupCount = nets.reduce(0) { $0 + $1.hiddenStride }
        let padding = [Lanes](repeating: .zero, count: groupCount % 2)
        inputBias = nets.flatMap(\.inputBias) + padding
        var bias = nets.first?.outputBias.map { _ in Lanes.zero } ?? []
        for net in nets { for lane in bias.indices { bias[lane] += net.outputBias[lane] * share } }
        outputBias = bias
        output =
            nets.flatMap { $0.output.map { $0 * share } }
            + [Lanes](repeating: .zero, count: padding.count * Lanes.scalarCount * bias.count)
        let scales = nets.flatMap { net in (0..<net.hiddenStride).map { Self.scale(net, group: $0) } } + padding
        self.scales = scales
        var rows: [Row] = []
        rows.reserveCapacity(featureCount * scales.count / 2)
        for row in 0..<featureCount {
            let lanes = nets.flatMap { $0.input[(row * $0.hiddenStride)..<((row + 1) * $0.hiddenStride)] } + padding
            for group in stride(from: 0, to: lanes.count, by: 2) {
                let low = Self.rounded(lanes[group], scales[group])
                let high = Self.rounded(lanes[group + 1], scales[group + 1])
                rows.append(low | high &<< 4)
            }
        }
        self.rows = StoredArray(rows)
    }

    /// What a step of a weight's whole number is worth, for the units of one group.
    private static func scale(_ net: Net, group: Int) -> Lanes {
        var squares = Lanes.zero
        for row in stride(from: group, to: net.input.count, by: net.hiddenStride) {
            squares += net.input[row] * net.input[row]
        }
        let count = Float(max(1, net.input.count / net.hiddenStride))
        return (squares / count).squareRoot() * (widestWeight / largest)
    }

    /// Weights as whole numbers. Number by number, because the conversion of whole vectors goes through generic code.
    private static func rounded(_ weights: Lanes, _ scale: Lanes) -> Row {
        var row = Row.zero
        for index in 0..<Lanes.scalarCount {
            let steps = scale[index] > 0 ? (weights[index] / scale[index]).rounded(.toNearestOrEven) : 0
            row[index] = UInt8(Int32(min(max(steps, -largest), largest)) + Int32(zero))
        }
        return row
    }

    /// An ensemble from its parts; nil where they do not fit together.
    init?(
        labelCount: Int, rows: StoredArray<Row>, scales: [Lanes], inputBias: [Lanes], output: [Lanes],
        outputBias: [Lanes]
    ) {
        guard outputBias.count == Net.groups(labelCount), scales.count == inputBias.count,
            inputBias.count.isMultiple(of: 2), rows.count.isMultiple(of: max(1, inputBias.count / 2)),
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
        var start = 0
        for end in vector.ends where end > start {
            let value = vector.values[start]
            while start < end {
                let next = min(end, start + Self.mostSummed)
                addSum(of: vector.rows[start..<next], times: value, to: &hidden)
                start = next
            }
        }
        for lane in hidden.indices { hidden[lane] = inputBias[lane] + scales[lane] * hidden[lane] }
        return OutputLayer.scores(hidden, output, outputBias, labelCount: labelCount)
    }

    private typealias Sums = SIMD16<UInt16>
    /// So many weights can be added up in 16 bits.
    private static let mostSummed = 4096
    /// So many weights can be added up in 8 bits.
    private static let mostSummedInBytes = 17

    private func addSum(of features: ArraySlice<Int32>, times value: Float, to hidden: inout [Lanes]) {
        let stride = hidden.count / 2
        let shift = Lanes(repeating: Float(Self.zero) * Float(features.count))
        for pair in 0..<stride {
            var (low, high) = (Sums.zero, Sums.zero)
            var (lowBytes, highBytes) = (Row.zero, Row.zero)
            var left = Self.mostSummedInBytes
            for feature in features {
                let weights = rows[Int(feature) * stride + pair]
                lowBytes &+= weights & 0x0F
                highBytes &+= weights &>> 4
                left -= 1
                guard left == 0 else { continue }
                low &+= Sums(truncatingIfNeeded: lowBytes)
                high &+= Sums(truncatingIfNeeded: highBytes)
                (lowBytes, highBytes, left) = (.zero, .zero, Self.mostSummedInBytes)
            }
            low &+= Sums(truncatingIfNeeded: lowBytes)
            high &+= Sums(truncatingIfNeeded: highBytes)
            hidden[2 * pair] += value * (Lanes(low) - shift)
            hidden[2 * pair + 1] += value * (Lanes(high) - shift)
        }
    }
}
