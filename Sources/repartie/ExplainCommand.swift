import ArgumentParser
import Dialogue
import French
import LineProtocol
import Understanding

/// `repartie explain`: how a question is read, and why it is understood so.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell how a question is read, what it may mean, and why.",
        discussion: "The question is explained by its words alone, as the first of a conversation.")

    @OptionGroup var content: ContentOptions

    @Flag(help: "One JSON object instead of text.")
    var json = false

    @Argument(help: "The question; several words need no quotes.")
    var question: [String]

    func validate() throws {
        guard question.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("Give a question: repartie explain \"Combien de temps dure la formation ?\"")
        }
    }

    func run() throws {
        let loaded = try content.loadBot()
        let report = ExplainReport(question.joined(separator: " "), loaded)
        var output = Output()
        try output.write((json ? report.json : report.text) + "\n")
        try output.flush()
    }
}

/// What is told of a question.
struct ExplainReport {
    private let bot: Bot
    private let folded: String
    private let repaired: String
    private let explanation: Explanation
    private let decision: Decision
    private let nearest: [NearestExample]

    /// How many intents are told.
    private static let mostIntents = 5
    /// How many of the first intents are told with their nearest example.
    private static let mostExamples = 3

    init(_ question: String, _ loaded: LoadedBot) {
        let bot = loaded.bot
        self.bot = bot
        let text = question.withSpacesForControls
        let read = Utterance(text, spelling: bot.definition.spelling)
        folded = read.folded
        repaired = bot.classifier.repaired(read).folded
        explanation = bot.explain(text)
        decision = bot.classifier.decide(bot.classifier.rank(read))
        let index = bot.index(loaded.examples())
        nearest = explanation.ranking.intents.prefix(Self.mostExamples).compactMap {
            bot.nearestExample(to: text, of: $0.name, in: index)
        }
    }

    private var intents: ArraySlice<Ranking.Intent> { explanation.ranking.intents.prefix(Self.mostIntents) }
    private var limits: DecisionThresholds { bot.classifier.thresholds }

    // MARK: Text

    var text: String {
        var lines = ["lu       : \(folded)"]
        if repaired != folded { lines.append("corrigé  : \(repaired)") }
        lines.append(
            "sujets   : \(intents.map { "\($0.name) \(Self.percent($0.confidence))" }.joined(separator: ", "))")
        let (against, counted) = (
            explanation.parts.filter { $0.weight < 0 }, explanation.parts.filter { $0.weight > 0 }
        )
        if let first = intents.first, !counted.isEmpty { lines.append("pour     : \(words(counted)) (\(first.name))") }
        if !against.isEmpty { lines.append("contre   : \(words(against))") }
        for example in nearest {
            lines.append("exemple  : « \(example.example.text) » (\(example.example.label))")
        }
        return (lines + ["décision : \(decided)"]).map(Diagnostics.printable).joined(separator: "\n")
    }

    private func words(_ parts: [Explanation.Part]) -> String {
        parts.map { "\($0.text) \($0.weight < 0 ? "−" : "+")\(Self.percent(abs($0.weight)))" }.joined(separator: ", ")
    }

    private var decided: String {
        let limits =
            "répondre à partir de \(Self.percent(limits.answer)), proposer un choix à partir de "
            + "\(Self.percent(limits.clarify)) à plusieurs"
        return switch decision {
        case .answer(let intent): "répondre « \(intent) » (\(limits))"
        case .clarify(let intents): "proposer \(intents.joined(separator: ", ")) (\(limits))"
        case .decline: "décliner (\(limits))"
        }
    }

    private static func percent(_ share: Float) -> String { "\(Int((share * 100).rounded()))\u{A0}%" }

    // MARK: JSON

    var json: String {
        let (step, offered): (String, [String]) =
            switch decision {
            case .answer(let intent): ("answer", [intent])
            case .clarify(let intents): ("clarify", intents)
            case .decline: ("decline", [])
            }
        return JSONValue.object([
            ("folded", .string(folded)), ("repaired", .string(repaired)),
            ("intents", .array(intents.map(\.json))), ("parts", .array(explanation.parts.map(\.json))),
            ("nearest", .array(nearest.map(\.json))),
            (
                "decision",
                .object([
                    ("step", .string(step)), ("intents", .array(offered.map { .string($0) })),
                    ("answer_from", .number(Double(limits.answer))),
                    ("clarify_from", .number(Double(limits.clarify))),
                ])
            ),
        ]).line
    }
}
