import French
import Understanding

/// What the facts of messages are read as, against what careful people read in them.
public struct FactEvaluation: Sendable {
    /// A message and the facts that it tells.
    public struct Example: Sendable {
        /// The question that the message answers, by what its fact is awaited as (`experience`); nil where nothing was asked.
        public let asked: String?
        /// The length of time: years in decimals, `3:4` for three in the field and four outside it, `<3` for what has not
        /// reached 3, `?` for what has to be asked again, `-` for none.
        public let years: String
        /// The ways of the values that the person holds, sorted and joined with `+`: `A+aucune`; `?` where a question more is
        /// needed, `-` for none.
        public let ways: String
        public let text: String

        public init(asked: String?, years: String, ways: String, text: String) {
            self.asked = asked
            self.years = years
            self.ways = ways
            self.text = text
        }

        /// An example from a line: asked, years, ways, text, parted by tabs; nil for anything else.
        public init?(line: Substring) {
            let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else { return nil }
            self.init(asked: fields[0] == "-" ? nil : fields[0], years: fields[1], ways: fields[2], text: fields[3])
        }
    }

    /// A message that was read otherwise.
    public struct Miss: Sendable {
        public let example: Example
        public let years: String
        public let ways: String
    }

    /// Messages whose length of time was read right.
    public private(set) var years = Share()
    /// Messages whose values were read right.
    public private(set) var ways = Share()
    /// Messages whose facts were all read right.
    public private(set) var right = Share()
    public private(set) var misses: [Miss] = []

    /// The day that the examples are told on.
    private static let today = Day(year: 2026, month: 4, day: 1)!

    /// Reads every example; nothing where the bot has no check.
    public init(_ bot: Bot, examples: [Example]) {
        guard let reader = bot.reader, let form = bot.definition.form else { return }
        for example in examples {
            let question = form.facts.first { $0.awaits == example.asked }.map { Question.fact($0.name) }
            let utterance = Utterance(example.text, spelling: bot.spelling)
            let told = bot.classifier.repaired(utterance)
            let reading = reader.read(
                told,
                in: FactReader.Context(today: Self.today, question: question, outside: bot.placesOutside(in: told)))
            let (years, ways) = (Self.years(reading, form, question), Self.ways(reading, form))
            let areYearsRight = Self.agree(years, example.years)
            self.years.add(areYearsRight)
            self.ways.add(ways == example.ways)
            right.add(areYearsRight && ways == example.ways)
            if !areYearsRight || ways != example.ways {
                misses.append(Miss(example: example, years: years, ways: ways))
            }
        }
    }

    private static func years(_ reading: Reading, _ form: Form, _ question: Question?) -> String {
        func isImplied(_ flag: String) -> Bool {
            guard case .fact(let name) = question else { return false }
            return form.fact(name)?.implies.contains(flag) ?? false
        }

        if reading.problem != nil { return "?" }
        guard let fact = form.facts.first(where: { $0.kind == .duration }),
            let length = reading.facts.duration(fact.name)
        else { return "-" }
        if let below = length.below { return "<\(number(below))" }
        if isOutside(reading, form) { return "0:\(number(length.nominal))" }
        // Where the message does not say in which field, the check has to ask.
        let isOpen = form.facts.contains { fact in
            if case .flag = fact.kind { reading.facts[fact.name] == nil && !isImplied(fact.name) } else { false }
        }
        return number(length.nominal) + (isOpen ? "?" : "")
    }

    private static func isOutside(_ reading: Reading, _ form: Form) -> Bool {
        form.facts.contains { fact in
            if case .flag(false, _) = reading.facts[fact.name] { true } else { false }
        }
    }

    private static func number(_ years: Double) -> String {
        let hundredths = Int((years * 100).rounded())
        return hundredths % 100 == 0 ? String(hundredths / 100) : String(Double(hundredths) / 100)
    }

    /// Years agree where the years in the field do, within a tenth; what is outside it only has to be outside.
    private static func agree(_ got: String, _ expected: String) -> Bool {
        if got == expected || got.hasSuffix("?") && expected == "?" { return true }
        let (inside, outside) = (Double(got.prefix { $0 != ":" && $0 != "?" }), expected.contains(":"))
        guard let inside, let wanted = Double(expected.prefix { $0 != ":" }) else { return false }
        if outside, wanted == 0 { return got.contains(":") || got == "0" }
        return !got.contains(":") && abs(inside - wanted) <= 0.1
    }

    private static func ways(_ reading: Reading, _ form: Form) -> String {
        let held = form.facts.flatMap { fact in
            reading.facts.held(fact.name).compactMap { item in fact.values.first { $0.id == item.id } }
        }
        return held.isEmpty ? "-" : Set(held.map { $0.way ?? "?" }).sorted().joined(separator: "+")
    }
}
