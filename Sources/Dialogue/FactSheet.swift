import French

/// What is known about a person, with the words that it was read from.
public struct FactSheet: Sendable, Equatable {
    /// The value of one fact.
    public enum Value: Sendable, Equatable {
        /// Values of a category, in the order told.
        case held([Held])
        /// A length of time.
        case duration(Seniority, words: String)
        /// Yes or no.
        case flag(Bool, words: String)
    }

    /// A value of a category that the person has.
    public struct Held: Sendable, Equatable {
        /// The id of the `CategoryValue`.
        public var id: String
        /// The words it was read from.
        public var words: String
    }

    /// Values by the name of their fact.
    public private(set) var values: [String: Value] = [:]

    /// Nothing is known.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { values.isEmpty }

    /// The value of a fact.
    public subscript(name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The values held of a category.
    func held(_ name: String) -> [Held] {
        guard case .held(let held) = values[name] else { return [] }
        return held
    }

    /// The length of time of a fact.
    func duration(_ name: String) -> Seniority? {
        guard case .duration(let length, _) = values[name] else { return nil }
        return length
    }
}
