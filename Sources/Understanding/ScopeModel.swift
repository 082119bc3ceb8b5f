import French

/// What tells a question that the bot can be asked from one about something else.
struct ScopeEvidence: Sendable {
    /// The values, in the order of `count`.
    let values: [Float]

    /// How many values there are.
    static let count = 10

    /// Gathers the evidence.
    ///
    /// - Parameters:
    ///   - text: a text as the nets and the counts of words see it.
    ///   - outOfScope: the number of the label of what must be declined.
    init(_ text: ScoredText, outOfScope: Int) {
        let (scores, reading, odds) = (text.scores, text.reading, text.odds)
        var best = -Float.greatestFiniteMagnitude
        for (label, score) in scores.enumerated() where label != outOfScope { best = max(best, score) }
        var sum: Float = 0
        for (label, score) in scores.enumerated() where label != outOfScope { sum += exponential(score - best) }
        values = [
            best + naturalLogarithm(sum), best, scores[outOfScope], Float(min(2, reading.subjects)),
            reading.unknownShare, reading.meaninglessShare, naturalLogarithm(Float(max(1, reading.words))),
            odds.lowest, odds.highest, odds.mean,
        ]
    }
}

/// What a classifier sees in a text, before it turns it into confidence.
struct ScoredText: Sendable {
    /// The score (logit) of every label.
    var scores: [Float]
    /// What the words are.
    let reading: WordReading
    /// How near they stand to the examples of each side.
    let odds: WordOdds.Reading
}

/// How much of a text is understood: counts and shares of its words.
struct WordReading: Sendable {
    /// How many words the text has.
    let words: Int
    /// How many other jobs, diplomas and fields it names.
    let subjects: Int
    /// The share of the words that were never met.
    let unknownShare: Float
    /// The share of the words that mean no concept.
    let meaninglessShare: Float
    /// The stems of the words and the concepts that they mean, each once.
    let units: [UInt64]
}

/// The chance that a question is one that the bot can be asked: logistic regression over `ScopeEvidence`, fitted on
/// held-out examples.
///
/// A decision of its own, because being out of scope is no intent: the best score of the known intents says more beside
/// the score of the unknown than either alone.
struct ScopeModel: Sendable, Equatable {
    /// One weight a value of evidence.
    let weights: [Float]
    let bias: Float

    /// The log-odds that a question is in scope.
    func logOdds(_ evidence: ScopeEvidence) -> Float {
        zip(weights, evidence.values).reduce(bias) { $0 + $1.0 * $1.1 }
    }

    /// The chance that a question is in scope, between 0 and 1.
    func chance(_ evidence: ScopeEvidence) -> Float { 1 / (1 + exponential(-logOdds(evidence))) }

    /// A model from its parts; nil where they do not fit together.
    init?(weights: [Float], bias: Float) {
        guard weights.count == ScopeEvidence.count else { return nil }
        self.weights = weights
        self.bias = bias
    }

    /// Fits the model by Newton's method (iteratively reweighted least squares) with a small ridge. O(steps · examples).
    init(fitting evidence: [ScopeEvidence], inScope: [Bool]) {
        let size = ScopeEvidence.count + 1
        var solution = [Double](repeating: 0, count: size)
        for _ in 0..<Self.steps {
            var system = LinearSystem(size: size, ridge: Self.ridge, at: solution)
            for (evidence, isInside) in zip(evidence, inScope) {
                let row = evidence.values.map(Double.init) + [1]
                let odds = zip(solution, row).reduce(0) { $0 + $1.0 * $1.1 }
                let chance = Double(1 / (1 + exponential(Float(-odds))))
                system.add(row, weight: chance * (1 - chance), residual: (isInside ? 1 : 0) - chance)
            }
            let step = system.solved()
            for index in solution.indices { solution[index] += step[index] }
        }
        weights = solution.dropLast().map { Float($0) }
        bias = Float(solution[size - 1])
    }

    private static let steps = 12
    private static let ridge = 1.0
}

/// A small symmetric system of linear equations, gathered row by row.
private struct LinearSystem {
    private var matrix: [[Double]]
    private var right: [Double]

    init(size: Int, ridge: Double, at solution: [Double]) {
        matrix = (0..<size).map { row in (0..<size).map { $0 == row ? ridge : 0 } }
        right = solution.map { -ridge * $0 }
    }

    mutating func add(_ row: [Double], weight: Double, residual: Double) {
        for (index, value) in row.enumerated() {
            right[index] += value * residual
            for (other, otherValue) in row.enumerated() { matrix[index][other] += weight * value * otherValue }
        }
    }

    /// Gaussian elimination; the ridge keeps every pivot above 0.
    consuming func solved() -> [Double] {
        let size = right.count
        for pivot in 0..<size {
            for row in (pivot + 1)..<max(size, pivot + 1) {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                guard factor != 0 else { continue }
                for column in pivot..<size { matrix[row][column] -= factor * matrix[pivot][column] }
                right[row] -= factor * right[pivot]
            }
        }
        var result = [Double](repeating: 0, count: size)
        for row in (0..<size).reversed() {
            var value = right[row]
            for column in (row + 1)..<max(size, row + 1) { value -= matrix[row][column] * result[column] }
            result[row] = value / matrix[row][row]
        }
        return result
    }
}
