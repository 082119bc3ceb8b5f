import French

/// What the check can conclude, the best for the person first.
public enum Outcome: String, Sendable, Codable, CaseIterable, Comparable {
    case eligible
    case toVerify = "a_verifier"
    case notYet = "pas_encore"
    case notEligible = "non_eligible"

    /// Better outcomes come first.
    public static func < (left: Outcome, right: Outcome) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .eligible: 0
        case .toVerify: 1
        case .notYet: 2
        case .notEligible: 3
        }
    }
}

/// Rules as rows of conditions: every possible person matches one row, or several that agree.
public struct DecisionTable: Sendable, Equatable, Codable {
    /// What a row asks of one fact.
    public enum Condition: Sendable, Equatable, Codable {
        /// The way of a category is one of these.
        case among([String])
        /// A length of time reaches a number of years.
        case atLeast(Double)
        /// A length of time stays under a number of years.
        case below(Double)
        /// A flag is so.
        case flag(Bool)
    }

    /// A row: where all conditions hold, its outcome does.
    public struct Row: Sendable, Equatable, Codable {
        /// The name of the rule, for instance `A`; nil where no rule of the article applies.
        public let rule: String?
        /// Conditions by the name of their fact.
        public let conditions: [String: Condition]
        public let outcome: Outcome
        /// The years that the rule asks for, to tell how many are missing.
        public let requiredYears: Double?
        /// Whether the years told count towards those (not where they were spent elsewhere).
        public let countsYears: Bool
        /// What the bot says: the verdict and the reason. `{manque}`, `{faits}` and the names of facts are filled in.
        public let text: String
        /// The same said of somebody else, with `{qui}` and `{pronom}`; nil where the content has no such text.
        public let textOther: String?
        /// The line of the content file, for findings.
        public let line: Int

        public init(
            rule: String?, conditions: [String: Condition], outcome: Outcome, requiredYears: Double?, countsYears: Bool,
            text: String, textOther: String? = nil, line: Int
        ) {
            self.rule = rule
            self.conditions = conditions
            self.outcome = outcome
            self.requiredYears = requiredYears
            self.countsYears = countsYears
            self.text = text
            self.textOther = textOther
            self.line = line
        }
    }

    /// The ways that values of the category can have.
    public let ways: [String]
    public let rows: [Row]

    public init(ways: [String], rows: [Row]) {
        self.ways = ways
        self.rows = rows
    }

    /// Whether some person with a way is eligible.
    func opens(_ way: String) -> Bool {
        rows.contains { row in
            row.outcome == .eligible
                && row.conditions.values.contains {
                    if case .among(let ways) = $0 { ways.contains(way) } else { false }
                }
        }
    }

    /// The first row that a person matches.
    func row(for person: Person) -> Row? { rows.first { matches($0, person) } }

    func matches(_ row: Row, _ person: Person) -> Bool {
        row.conditions.allSatisfy { name, condition in
            switch (condition, person.values[name]) {
            case (.among(let ways), .way(let way)): ways.contains(way)
            case (.atLeast(let bound), .years(let years)): years >= bound
            case (.below(let bound), .years(let years)): years < bound
            case (.flag(let expected), .flag(let value)): expected == value
            default: false
            }
        }
    }

    /// The years at which some condition on a fact changes, in rising order.
    func thresholds(of fact: String) -> [Double] {
        let bounds = rows.compactMap { row -> Double? in
            switch row.conditions[fact] {
            case .atLeast(let bound), .below(let bound): bound
            default: nil
            }
        }
        return Set(bounds).sorted()
    }

    /// One point of the fact space: a person of whom everything is known.
    struct Person: Sendable, Equatable {
        enum Value: Sendable, Equatable {
            case way(String)
            case years(Double)
            case flag(Bool)
        }

        var values: [String: Value]
    }
}

// MARK: Proof

extension DecisionTable {
    /// A hole or a contradiction in a table, with a person who falls into it.
    public enum Flaw: Sendable, Equatable {
        /// No row matches.
        case gap(person: [String: String])
        /// Two rows match and do not agree.
        case overlap(person: [String: String], firstLine: Int, secondLine: Int)
    }

    /// Every gap and overlap, found by enumerating the finite fact space. O(points × rows).
    public func flaws(facts: [FactDefinition]) -> [Flaw] {
        var flaws: [Flaw] = []
        for person in allPersons(facts) {
            let matching = rows.filter { matches($0, person) }
            guard let first = matching.first else {
                flaws.append(.gap(person: person.description))
                continue
            }
            if let other = matching.first(where: { $0.outcome != first.outcome || $0.rule != first.rule }) {
                flaws.append(
                    .overlap(person: person.description, firstLine: first.line, secondLine: other.line))
            }
        }
        return flaws
    }

    private func allPersons(_ facts: [FactDefinition]) -> [Person] {
        facts.reduce([Person(values: [:])]) { persons, fact in
            persons.flatMap { person in
                cells(of: fact).map { value in
                    var person = person
                    person.values[fact.name] = value
                    return person
                }
            }
        }
    }

    /// One value for each part of a fact's range between which some rule can tell.
    func cells(of fact: FactDefinition) -> [Person.Value] {
        switch fact.kind {
        case .category: ways.map { .way($0) }
        case .duration: ([0] + thresholds(of: fact.name).filter { $0 > 0 }).map { .years($0) }
        case .flag: [.flag(true), .flag(false)]
        }
    }
}

extension DecisionTable.Person {
    /// The person in words, by fact.
    var description: [String: String] {
        values.mapValues { value in
            switch value {
            case .way(let way): way
            case .years(let years): Seniority.words(years)
            case .flag(let flag): flag ? "oui" : "non"
            }
        }
    }
}
