/// The exponential function, to about 1e-7 of its value, from additions and multiplications only.
///
/// The system's `exp` differs between machines in its last bits; this one does not, so that a model trained anywhere
/// gives the same bytes.
func exponential(_ x: Float) -> Float {
    guard x > -87 else { return 0 }
    guard x < 88 else { return .greatestFiniteMagnitude }
    let scaled = x * 1.442_695_04
    let whole = scaled.rounded()
    let r = (x - whole * 0.693_145_75) - whole * 1.428_606_8e-6
    // Taylor's series on [-ln 2 / 2, ln 2 / 2].
    let p0 = 1 + r * (1 + r * (0.5 + r * 0.166_666_67))
    let r4 = r * r * r * r
    let value = p0 + r4 * (0.041_666_668 + r * (0.008_333_333 + r * 0.001_388_888_9))
    return value * Float(sign: .plus, exponent: Int(whole), significand: 1)
}

/// The natural logarithm of a positive number, to about 1e-6, from additions and multiplications only.
func naturalLogarithm(_ x: Float) -> Float {
    guard x > 0 else { return -.greatestFiniteMagnitude }
    let t = (x.significand - 1.414_213_5) / (x.significand + 1.414_213_5)
    let t2 = t * t
    let series = 2 * t * (1 + t2 * (0.333_333_34 + t2 * (0.2 + t2 * (0.142_857_15 + t2 * 0.111_111_11))))
    return series + 0.346_573_6 + Float(x.exponent) * 0.693_147_2
}

/// Turns scores into shares that sum to 1.
func softmax(_ scores: [Float], temperature: Float = 1) -> [Float] {
    let top = scores.max() ?? 0
    var sum: Float = 0
    var result = scores
    for index in result.indices {
        result[index] = exponential((result[index] - top) / temperature)
        sum += result[index]
    }
    for index in result.indices { result[index] /= sum }
    return result
}

/// Softmax over the labels of padded scores; padding lanes get 0.
func softmaxLanes(_ scores: [Net.Lanes], labelCount: Int) -> [Net.Lanes] {
    let width = Net.Lanes.scalarCount
    var top = -Float.greatestFiniteMagnitude
    for label in 0..<labelCount { top = max(top, scores[label / width][label % width]) }
    var result = [Net.Lanes](repeating: .zero, count: scores.count)
    var sum: Float = 0
    for label in 0..<labelCount {
        let share = exponential(scores[label / width][label % width] - top)
        result[label / width][label % width] = share
        sum += share
    }
    for lane in result.indices { result[lane] /= sum }
    return result
}
