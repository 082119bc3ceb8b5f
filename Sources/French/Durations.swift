/// A length of time that a person wrote, and what it is the length of.
public struct DurationMention: Sendable, Equatable {
    /// How long.
    public enum Value: Sendable, Equatable {
        /// A length, in years.
        case known(Seniority)
        /// « 3 à 4 ans »: has to be asked again.
        case range(Double, Double)
        /// « quelques années »: has to be asked again.
        case vague
        /// Longer than a working life, or negative.
        case absurd
    }

    /// What the length is of.
    public enum Role: Sendable, Equatable {
        /// Work, or nothing that speaks against it.
        case experience
        /// Somebody's age.
        case age
        /// Time in which nobody worked: « j'ai arrêté 2 ans », « 2 ans de congé parental ».
        case pause
        /// Anything else: « il y a 3 ans », « 5 ans d'études », « dans 2 ans ».
        case other
    }

    public let value: Value
    public let role: Role
    /// The tokens it was read from.
    public let range: Range<Int>

    /// A length that was found, or worked out, at some tokens.
    public init(value: Value, role: Role, range: Range<Int>) {
        self.value = value
        self.role = role
        self.range = range
    }
}

/// Reads lengths of time in French: digits and words, halves, months, dates, ranges.
public struct DurationReader: Sendable {
    /// The day that « depuis 2019 » counts up to.
    public let today: Day

    /// No working life is longer, in years.
    public static let longestCareer = 60.0

    /// The words that lengths of time are told with, and that a spelling repair must leave alone.
    public static let words: Set<String> = Set(units.keys).union(collective.keys)
        .union((under + nearly + vaguePhrases + absences + later).joined())
        .union(["depuis", "pendant", "environ", "moins", "plus", "presque", "bientot", "demi", "demie"])

    /// Whether a length of time was just asked for: « 22 ans » is then no age, and « j'en ai 3 » is one.
    let isAsked: Bool

    public init(today: Day, isAsked: Bool = false) {
        self.today = today
        self.isAsked = isAsked
    }

    /// Every length of time in the tokens, from left to right.
    ///
    /// - Parameter taken: tokens that mean something else (« niveau 3 ») and are passed over.
    public func mentions(in tokens: [Token], besides taken: [Range<Int>] = []) -> [DurationMention] {
        let words = tokens.map(\.text)
        var result: [DurationMention] = []
        var index = 0
        while index < words.count {
            if let range = taken.first(where: { $0.contains(index) }) {
                index = range.upperBound
                continue
            }
            guard let found = mention(tokens, words, at: index) else {
                index += 1
                continue
            }
            result.append(found)
            index = found.range.upperBound
        }
        return result.isEmpty && !isAsked
            ? []
            : (result + elliptic(tokens, words, besides: taken + result.map(\.range))).sorted {
                $0.range.lowerBound < $1.range.lowerBound
            }
    }

    func mention(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        if let found = dates(tokens, words, at: index) { return found }
        if let found = absence(words, at: index) { return found }
        if let found = vague(words, at: index) { return found }
        return counted(tokens, words, at: index)
    }
}
