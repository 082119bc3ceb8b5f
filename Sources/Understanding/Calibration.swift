/// Makes confidence honest: temperature scaling (Guo, Pleiss, Sun, Weinberger 2017).
enum Calibration {
    /// The temperature with the least cross-entropy on held-out scores, by golden-section search.
    static func temperature(_ scores: [[Float]], targets: [Int]) -> Float {
        guard !scores.isEmpty else { return 1 }
        func loss(_ temperature: Float) -> Float {
            var sum: Float = 0
            for (scores, target) in zip(scores, targets) {
                sum -= naturalLogarithm(max(softmax(scores, temperature: temperature)[target], 1e-9))
            }
            return sum
        }
        let ratio: Float = 0.618_034
        var (low, high): (Float, Float) = (0.05, 5)
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
        var (leftLoss, rightLoss) = (loss(left), loss(right))
        for _ in 0..<24 {
            if leftLoss < rightLoss {
                (high, right, rightLoss) = (right, left, leftLoss)
                left = high - ratio * (high - low)
                leftLoss = loss(left)
            } else {
                (low, left, leftLoss) = (left, right, rightLoss)
                right = low + ratio * (high - low)
                rightLoss = loss(right)
            }
        }
        return (low + high) / 2
    }
}
