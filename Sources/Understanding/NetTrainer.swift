/// Trains a `Net` by stochastic gradient descent on the cross-entropy, one example at a time.
///
/// Rates follow AdaGrad (Duchi, Hazan, Singer 2011): one for each output weight, one for each feature's whole row of input
/// weights, which measured as well as one for each weight and costs a third. Features and hidden units are dropped at
/// random (Srivastava and others 2014), and the weights are averaged over the last half of the epochs (Polyak, Juditsky
/// 1992). The same examples in the same order give the same net on every machine.
struct NetTrainer: Sendable {
    var hiddenCount = 64
    var epochs = 10
    var rate: Float = 0.1
    /// The share of the features that a step leaves out.
    var featureDropout: Float = 0.5
    /// The share of the hidden units that a step leaves out, in sixteenths.
    var hiddenDropout: Float = 0.3125
    /// What the squares of the input gradients start from.
    var inputSquare: Float = 1e-4
    /// What the squares of the output gradients start from.
    var outputSquare: Float = 0.1
    var seed: UInt64 = 1

    /// Trains on vectors and the numbers of their labels. O(epochs × features present × hidden units).
    func train(_ vectors: [SparseVector], labels: [Int], labelCount: Int, featureCount: Int) -> Net {
        var state = NetInTraining(self, labelCount: labelCount, featureCount: featureCount)
        var average = Net(featureCount: featureCount, hiddenCount: hiddenCount, labelCount: labelCount)
        let firstAveraged = epochs / 2
        for epoch in 0..<epochs {
            let rate = self.rate * (1 - 0.9 * Float(epoch) / Float(epochs))
            for index in state.random.permutation(of: vectors.count) {
                state.step(vectors[index], label: labels[index], rate: rate)
            }
            if epoch >= firstAveraged { average.add(state.net) }
        }
        average.scale(by: 1 / Float(epochs - firstAveraged))
        return average
    }
}

/// A net in training, with the sums of its squared gradients and what a step needs room for.
struct NetInTraining {
    typealias Lanes = Net.Lanes

    private let trainer: NetTrainer
    private(set) var net: Net
    var random: SeededGenerator
    /// Sums of squared gradients: one a feature, one a weight of the output layer and of the biases.
    private var inputSquares: [Float]
    private var inputBiasSquares: [Lanes]
    private var outputSquares: [Lanes]
    private var outputBiasSquares: [Lanes]
    /// The features that this step keeps.
    private var rows: [Int32] = []
    private var values: [Float] = []
    private var hidden: [Lanes]
    private var hiddenSlopes: [Lanes]
    /// Scores of the labels, then the slopes of the loss.
    private var scores: [Lanes]

    init(_ trainer: NetTrainer, labelCount: Int, featureCount: Int) {
        self.trainer = trainer
        net = Net(featureCount: featureCount, hiddenCount: trainer.hiddenCount, labelCount: labelCount)
        random = SeededGenerator(seed: trainer.seed)
        let start = Lanes(repeating: trainer.outputSquare)
        inputSquares = Array(repeating: trainer.inputSquare, count: featureCount)
        inputBiasSquares = Array(repeating: start, count: net.hiddenStride)
        outputSquares = Array(repeating: start, count: net.output.count)
        outputBiasSquares = Array(repeating: start, count: net.labelStride)
        hidden = net.inputBias
        hiddenSlopes = net.inputBias
        scores = net.outputBias
        fillWeights()
    }

    /// Small random weights, so that no two units learn the same.
    private mutating func fillWeights() {
        let bound = (3 / Float(trainer.hiddenCount)).squareRoot()
        for index in net.output.indices { net.output[index] = uniform(bound) }
        for index in net.input.indices { net.input[index] = uniform(0.1) }
    }

    private mutating func uniform(_ bound: Float) -> Lanes {
        var lanes = Lanes.zero
        for lane in 0..<Lanes.scalarCount { lanes[lane] = (random.unit() * 2 - 1) * bound }
        return lanes
    }

    /// One step down the slope of one example.
    mutating func step(_ vector: SparseVector, label: Int, rate: Float) {
        keepSome(vector)
        activate()
        score()
        scores = softmaxLanes(scores, labelCount: net.labelCount)
        scores[label / Lanes.scalarCount][label % Lanes.scalarCount] -= 1
        correctOutput(rate)
        correctInput(rate)
    }

    // MARK: Forward

    private mutating func keepSome(_ vector: SparseVector) {
        rows.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        let scale = 1 / (1 - trainer.featureDropout)
        for index in vector.rows.indices where random.unit() >= trainer.featureDropout {
            rows.append(vector.rows[index])
            values.append(vector.values[index] * scale)
        }
    }

    private mutating func activate() {
        let stride = net.hiddenStride
        for lane in 0..<stride { hidden[lane] = net.inputBias[lane] }
        for index in rows.indices {
            let start = Int(rows[index]) * stride
            let value = values[index]
            for lane in 0..<stride { hidden[lane] += value * net.input[start + lane] }
        }
        for lane in 0..<stride { hidden[lane] = thinned(hidden[lane]) }
    }

    /// The threshold, and units left out at random (four random bits a unit).
    private mutating func thinned(_ lanes: Lanes) -> Lanes {
        let bits = random.next()
        let low = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: bits))
        let high = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: bits >> 32))
        let draws = (SIMD16<UInt32>(lowHalf: low, highHalf: high) &>> Self.shifts) & 15
        let isKept = draws .>= UInt32(trainer.hiddenDropout * 16)
        let scaled = lanes * (1 / (1 - trainer.hiddenDropout))
        return Lanes.zero.replacing(with: scaled, where: isKept .& (lanes .> 0))
    }

    private static let shifts = SIMD16<UInt32>(0, 4, 8, 12, 16, 20, 24, 28, 0, 4, 8, 12, 16, 20, 24, 28)

    private mutating func score() {
        for lane in 0..<net.labelStride { scores[lane] = net.outputBias[lane] }
        for unit in 0..<(net.hiddenStride * Lanes.scalarCount) {
            let value = hidden[unit / Lanes.scalarCount][unit % Lanes.scalarCount]
            guard value > 0 else { continue }
            let start = unit * net.labelStride
            for lane in 0..<net.labelStride { scores[lane] += value * net.output[start + lane] }
        }
    }

    // MARK: Backward

    /// Biases learn slower, as measured.
    private static let biasShare: Float = 0.1

    private mutating func correctOutput(_ rate: Float) {
        let scale = 1 / (1 - trainer.hiddenDropout)
        for unit in 0..<(net.hiddenStride * Lanes.scalarCount) {
            let (group, place) = (unit / Lanes.scalarCount, unit % Lanes.scalarCount)
            let value = hidden[group][place]
            hiddenSlopes[group][place] = value > 0 ? correctOutput(of: unit, value, rate) * scale : 0
        }
        for lane in 0..<net.labelStride {
            let square = outputBiasSquares[lane] + scores[lane] * scores[lane]
            outputBiasSquares[lane] = square
            net.outputBias[lane] -= Self.biasShare * rate * scores[lane] / square.squareRoot()
        }
    }

    /// Corrects the weights of one hidden unit and returns the slope of the loss there.
    private mutating func correctOutput(of unit: Int, _ value: Float, _ rate: Float) -> Float {
        Self.correct(
            &net.output, &outputSquares, from: unit * net.labelStride, slopes: scores, value: value, rate: rate)
    }

    /// Spans look once whether an array is shared, not at every weight.
    private static func correct(
        _ weights: inout [Lanes], _ squares: inout [Lanes], from start: Int, slopes: [Lanes], value: Float, rate: Float
    ) -> Float {
        var weights = weights.mutableSpan
        var squares = squares.mutableSpan
        var slope = Lanes.zero
        for lane in slopes.indices {
            slope += slopes[lane] * weights[start + lane]
            let step = slopes[lane] * value
            let square = squares[start + lane] + step * step
            squares[start + lane] = square
            weights[start + lane] -= rate * step / square.squareRoot()
        }
        return slope.sum()
    }

    private mutating func correctInput(_ rate: Float) {
        let stride = net.hiddenStride
        var length: Float = 0
        for lane in 0..<stride {
            let slope = hiddenSlopes[lane]
            length += (slope * slope).sum()
            let square = inputBiasSquares[lane] + slope * slope
            inputBiasSquares[lane] = square
            net.inputBias[lane] -= Self.biasShare * rate * slope / square.squareRoot()
        }
        length /= Float(stride * Lanes.scalarCount)
        for index in rows.indices {
            let row = Int(rows[index])
            inputSquares[row] += values[index] * values[index] * length
            let step = rate * values[index] / inputSquares[row].squareRoot()
            Self.move(&net.input, from: row * stride, by: step, along: hiddenSlopes)
        }
    }

    private static func move(_ weights: inout [Lanes], from start: Int, by step: Float, along slopes: [Lanes]) {
        var weights = weights.mutableSpan
        for lane in slopes.indices { weights[start + lane] -= step * slopes[lane] }
    }
}
