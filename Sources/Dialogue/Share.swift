/// A share of some cases.
public struct Share: Sendable, Equatable {
    public private(set) var count = 0
    public private(set) var total = 0

    /// Per cent, rounded to a hundredth.
    public var percent: Double { (Double(count) / Double(max(1, total)) * 10_000).rounded() / 100 }

    mutating func add(_ isCounted: Bool) {
        total += 1
        count += isCounted ? 1 : 0
    }
}
