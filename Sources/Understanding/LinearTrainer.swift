/// Trains a linear softmax classifier.
///
/// Stochastic gradient descent on the cross-entropy, one example at a time, with a rate for each weight (AdaGrad:
/// Duchi, Hazan, Singer 2011) and features dropped at random; the weights are averaged over the last half of the
/// epochs. The same examples in the same order give the same model on every machine.
struct LinearTrainer {
    var epochs = 12
    var rate: Float = 0.15
    var dropout: Float = 0.35
    var seed: UInt64 = 1

    func train(_ vectors: [SparseVector], labels: [Int], labelCount: Int, featureCount: Int) -> LinearModel {
        var model = LinearModel(labelCount: labelCount, featureCount: featureCount)
        var average = model
        var squares = model
        for index in squares.weights.indices { squares.weights[index] = .init(repeating: 1e-4) }
        for index in squares.biases.indices { squares.biases[index] = .init(repeating: 1) }
        var random = SeededGenerator(seed: seed)
        for epoch in 0..<epochs {
            let rate = self.rate * (1 - 0.9 * Float(epoch) / Float(epochs))
            for index in random.permutation(of: vectors.count) {
                let vector = dropping(vectors[index], &random)
                step(vector, label: labels[index], rate: rate, &model, &squares)
            }
            if epoch >= epochs / 2 { add(model, to: &average) }
        }
        scale(&average, by: 1 / Float(epochs - epochs / 2))
        return average
    }

    private func dropping(_ vector: SparseVector, _ random: inout SeededGenerator) -> SparseVector {
        guard dropout > 0 else { return vector }
        var kept = vector
        kept.rows.removeAll(keepingCapacity: true)
        kept.values.removeAll(keepingCapacity: true)
        let scale = 1 / (1 - dropout)
        for (row, value) in zip(vector.rows, vector.values) where random.unit() >= dropout {
            kept.rows.append(row)
            kept.values.append(value * scale)
        }
        return kept
    }

    private func step(
        _ vector: SparseVector, label: Int, rate: Float, _ model: inout LinearModel, _ squares: inout LinearModel
    ) {
        typealias Lanes = LinearModel.Lanes
        var gradient = Self.shares(model.scores(vector), labelCount: model.labelCount)
        gradient[label / Lanes.scalarCount][label % Lanes.scalarCount] -= 1
        for lane in 0..<model.stride {
            let slope = gradient[lane]
            guard (slope * slope).max() > 1e-9 else { continue }
            squares.biases[lane] += slope * slope
            model.biases[lane] -= 0.1 * rate * slope / squares.biases[lane].squareRoot()
            for (row, value) in zip(vector.rows, vector.values) {
                let index = Int(row) * model.stride + lane
                let step = slope * value
                let square = squares.weights[index] + step * step
                squares.weights[index] = square
                model.weights[index] -= rate * step / square.squareRoot()
            }
        }
    }

    /// Softmax over the labels; padding lanes get 0.
    static func shares(_ scores: [LinearModel.Lanes], labelCount: Int) -> [LinearModel.Lanes] {
        let width = LinearModel.Lanes.scalarCount
        var top = -Float.greatestFiniteMagnitude
        for label in 0..<labelCount { top = max(top, scores[label / width][label % width]) }
        var result = [LinearModel.Lanes](repeating: .zero, count: scores.count)
        var sum: Float = 0
        for label in 0..<labelCount {
            let share = exponential(scores[label / width][label % width] - top)
            result[label / width][label % width] = share
            sum += share
        }
        for lane in result.indices { result[lane] /= sum }
        return result
    }

    private func add(_ model: LinearModel, to sum: inout LinearModel) {
        for index in sum.weights.indices { sum.weights[index] += model.weights[index] }
        for index in sum.biases.indices { sum.biases[index] += model.biases[index] }
    }

    private func scale(_ model: inout LinearModel, by factor: Float) {
        for index in model.weights.indices { model.weights[index] *= factor }
        for index in model.biases.indices { model.biases[index] *= factor }
    }
}
