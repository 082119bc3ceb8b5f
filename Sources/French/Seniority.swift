/// A length of experience, in years, as exactly as it is known.
public struct Seniority: Sendable, Hashable {
    /// The length that is told to people and programs.
    public let nominal: Double
    /// The least that it can be.
    public let lower: Double
    /// What it stays under, where it is only known to be less than something (« bientôt 3 ans »); nil where the
    /// length is taken as said.
    public let below: Double?
    /// The month that the length began in and still goes on from, in months since year 0; nil where no date was told.
    public let since: Int?
    /// Years of work elsewhere that were told beside the length, where the length is only that in the field that was asked
    /// about (« 2 ans à la CAF et 2 ans en banque »).
    public var elsewhere = 0.0

    /// A length that is known.
    public init(_ years: Double, since: Int? = nil) {
        nominal = years
        lower = years
        below = nil
        self.since = since
    }

    /// A length that is known to be under a bound, exclusive.
    public init(atLeast lower: Double, below bound: Double) {
        nominal = lower
        self.lower = lower
        below = bound
        since = nil
    }

    /// Two lengths one after the other.
    public static func + (left: Seniority, right: Seniority) -> Seniority {
        var sum: Seniority
        if left.below != nil || right.below != nil {
            sum = Seniority(
                atLeast: left.lower + right.lower, below: (left.below ?? left.nominal) + (right.below ?? right.nominal))
        } else {
            let going = left.since.map { ($0, right) } ?? right.since.map { ($0, left) }
            sum = Seniority(
                left.nominal + right.nominal, since: going.map { $0.0 - Int(($0.1.nominal * 12).rounded()) })
        }
        sum.elsewhere = left.elsewhere + right.elsewhere
        return sum
    }

    /// Whether the length reaches a number of years; nil where that is not known.
    public func reaches(_ years: Double) -> Bool? {
        if lower >= years { return true }
        guard let below else { return false }
        return below <= years ? false : nil
    }

    /// The month in which the length reaches a number of years if it goes on: « mai 2027 »; nil where no date was told.
    public func monthReaching(_ years: Double) -> String? {
        since.map { Day.french(month: $0 + Int((years * 12).rounded(.up))) }
    }

    /// The length in words: « 8 ans », « un an et demi », « 18 mois », « moins de 3 ans ».
    public var french: String {
        if let below { return "moins de \(Seniority.words(below))" }
        return Seniority.words(nominal)
    }

    /// What is missing to reach a number of years, in words: « 2 ans », « au plus 1 an » where the length is not exact.
    public func remaining(to years: Double) -> String {
        let most = Seniority.words(max(0, years - lower))
        return below == nil ? most : "au plus \(most)"
    }

    /// A number of years in words.
    ///
    /// Halves are said as such; other parts of a year in months (« 2 ans et 3 mois »); nothing is « aucune année ».
    public static func words(_ years: Double) -> String {
        let months = Int((years * 12).rounded())
        guard months > 0 else { return "aucune année" }
        let whole = months / 12
        let rest = months % 12
        if whole == 0 { return "\(rest) mois" }
        let wholeWords = whole == 1 ? "1 an" : "\(whole) ans"
        switch rest {
        case 0: return wholeWords
        case 6: return "\(wholeWords) et demi"
        default: return "\(wholeWords) et \(rest) mois"
        }
    }
}
