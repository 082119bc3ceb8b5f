/// A classifier with one hidden layer: `scores = outputBias + hidden · output`, `hidden = relu(inputBias + x · input)`.
struct Net: Sendable {
    /// Hidden units and labels are padded to whole groups of lanes.
    typealias Lanes = SIMD16<Float>

    /// How many labels there are.
    let labelCount: Int
    /// Groups of lanes of the hidden layer.
    let hiddenStride: Int
    /// Groups of lanes of the labels.
    let labelStride: Int
    /// Shape: features × hiddenStride.
    var input: [Lanes]
    /// Shape: hiddenStride.
    var inputBias: [Lanes]
    /// Shape: hidden units × labelStride.
    var output: [Lanes]
    /// Shape: labelStride.
    var outputBias: [Lanes]

    /// A net whose weights are all zero.
    init(featureCount: Int, hiddenCount: Int, labelCount: Int) {
        self.labelCount = labelCount
        hiddenStride = Self.groups(hiddenCount)
        labelStride = Self.groups(labelCount)
        input = Array(repeating: .zero, count: featureCount * hiddenStride)
        inputBias = Array(repeating: .zero, count: hiddenStride)
        output = Array(repeating: .zero, count: hiddenStride * Lanes.scalarCount * labelStride)
        outputBias = Array(repeating: .zero, count: labelStride)
    }

    /// How many groups of lanes hold so many numbers.
    static func groups(_ count: Int) -> Int { (count + Lanes.scalarCount - 1) / Lanes.scalarCount }

    /// The hidden units before the threshold. O(features present × hidden units).
    func activations(_ vector: SparseVector) -> [Lanes] {
        var result = inputBias
        for (row, value) in zip(vector.rows, vector.values) {
            let start = Int(row) * hiddenStride
            for lane in 0..<hiddenStride { result[lane] += value * input[start + lane] }
        }
        return result
    }

    /// The scores (logits) of every label. O(features present × hidden units + hidden units × labels).
    func labelScores(_ vector: SparseVector) -> [Float] {
        OutputLayer.scores(activations(vector), output, outputBias, labelCount: labelCount)
    }

    mutating func add(_ other: Net) {
        for index in input.indices { input[index] += other.input[index] }
        for index in inputBias.indices { inputBias[index] += other.inputBias[index] }
        for index in output.indices { output[index] += other.output[index] }
        for index in outputBias.indices { outputBias[index] += other.outputBias[index] }
    }

    mutating func scale(by factor: Float) {
        for index in input.indices { input[index] *= factor }
        for index in inputBias.indices { inputBias[index] *= factor }
        for index in output.indices { output[index] *= factor }
        for index in outputBias.indices { outputBias[index] *= factor }
    }
}

/// The second layer of a net, or of several side by side.
enum OutputLayer {
    typealias Lanes = Net.Lanes

    /// The scores of every label from the hidden units before their threshold.
    static func scores(_ hidden: [Lanes], _ output: [Lanes], _ biases: [Lanes], labelCount: Int) -> [Float] {
        var scores = biases
        for unit in 0..<(hidden.count * Lanes.scalarCount) {
            let value = hidden[unit / Lanes.scalarCount][unit % Lanes.scalarCount]
            guard value > 0 else { continue }
            let start = unit * biases.count
            for lane in 0..<biases.count { scores[lane] += value * output[start + lane] }
        }
        return (0..<labelCount).map { scores[$0 / Lanes.scalarCount][$0 % Lanes.scalarCount] }
    }
}
