import ArgumentParser
import Dialogue
import FoundationEssentials
import French
import LineProtocol
import Understanding

/// `repartie evaluate`: trains on labelled examples and measures on others.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Train a classifier on a labelled file and measure it on another.",
        discussion:
            """
            Files have one example a line: label, TAB, text. Without --train, the content's own examples are used; with \
            it, the content still tells what words mean. Accuracy and macro-F1 are those of in-scope questions.

            With --measure the content's own bot is measured, not the classifier. replies: a line may have several texts, \
            said one after the other, of which the last is measured, and its label several intents (a+b), which must all be \
            answered, in that order. facts: lines of the question asked, years, ways of the diplomas, text. verdicts: lines \
            of a verdict and the messages of a check.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var content: ContentOptions

    @Option(help: ArgumentHelp("The examples to learn from (default: those of the content).", valueName: "file"))
    var train: String?

    @Option(
        help: ArgumentHelp(
            "Examples to fit confidence and limits on (default: parts of --train are held out).", valueName: "file"))
    var dev: String?

    @Option(help: ArgumentHelp("The examples to measure on.", valueName: "file"))
    var test: String

    @Option(help: ArgumentHelp("The label of what must be declined.", valueName: "label"))
    var outOfScope: String?

    @Option(
        help: ArgumentHelp(
            "Train without a kind of feature, to measure what it brings: "
                + "\(FeatureBlock.allCases.map(\.rawValue).joined(separator: ", ")) or repair.", valueName: "kind"))
    var without: [String] = []

    /// What of the whole bot is measured.
    enum Measure: String, ExpressibleByArgument, CaseIterable { case replies, facts, verdicts }

    @Option(help: "Measure what the whole bot makes of the file: replies, facts or verdicts.")
    var measure: Measure?

    @Option(help: "How to print the figures: text or json.")
    var format: Format = .text

    @Flag(help: "List the questions that were got wrong.")
    var errors = false

    func validate() throws {
        for kind in without where kind != Self.repair && FeatureBlock(rawValue: kind) == nil {
            throw ValidationError("--without \(Diagnostics.printable(kind)): no such kind of feature.")
        }
        if train == nil, dev != nil || outOfScope != nil {
            throw ValidationError("--dev and --out-of-scope need --train.")
        }
        if measure != nil, train != nil {
            throw ValidationError("--measure measures the content's own bot, not --train.")
        }
    }

    private static let repair = "repair"

    private func run(_ measure: Measure) throws {
        let bot = try content.loadBot().bot
        let figures =
            switch measure {
            case .replies: BotFigures(BotEvaluation(bot, examples: try LabelledFile.read(test)))
            case .facts: BotFigures(FactEvaluation(bot, examples: try factExamples()))
            case .verdicts:
                BotFigures(VerdictEvaluation(bot, lines: try LabelledFile.lines(test).filter { !$0.isEmpty }))
            }
        if errors { print(figures.misses, terminator: "") }
        print(figures.text)
    }

    private func factExamples() throws -> [FactEvaluation.Example] {
        var examples: [FactEvaluation.Example] = []
        for (number, line) in try LabelledFile.lines(test).enumerated() where !line.isEmpty {
            guard let example = FactEvaluation.Example(line: line) else {
                throw LabelledFile.refuse(
                    test, line: number + 1, "expected a question, years, ways and a text, parted by TABs")
            }
            examples.append(example)
        }
        return examples
    }

    func run() throws {
        if let measure { return try run(measure) }
        let testExamples = try LabelledFile.read(test)
        let clock = ContinuousClock()
        let (classifier, spelling, trainSeconds) = try makeClassifier(clock)
        var evaluation: Evaluation?
        let time = clock.measure { evaluation = classifier.evaluate(testExamples, spelling: spelling) }
        guard let evaluation else { return }
        let speed = Double(testExamples.count) / max(time.seconds, 1e-9)
        let figures = EvaluationFigures(
            evaluation: evaluation, trainSeconds: trainSeconds, questionsPerSecond: speed)
        print(format == .json ? figures.json : figures.text)
        if errors {
            for (example, got) in evaluation.errors {
                print(
                    "\(example.label)\t\(got.name)\t\(JSONValue.number(Double(got.confidence)).line)\t\(Diagnostics.printable(example.text))"
                )
            }
        }
    }

    private func makeClassifier(_ clock: ContinuousClock) throws -> (IntentClassifier, Spelling, Double) {
        if train == nil, without.isEmpty {
            let loaded = try content.loadBot()
            return (loaded.bot.classifier, loaded.bot.definition.spelling, 0)
        }
        let definition = try content.loadDefinition()
        let examples = try train.map(LabelledFile.read) ?? definition.examples
        let development = try dev.map(LabelledFile.read) ?? []
        var classifier: IntentClassifier?
        let time = clock.measure {
            var trainer =
                train == nil
                ? definition.trainer()
                : ClassifierTrainer(
                    outOfScope: outOfScope, spelling: Spelling(), concepts: definition.concepts,
                    subjects: definition.subjects)
            trainer.leftOut = Set(without.compactMap { FeatureBlock(rawValue: $0) })
            trainer.repairsWords = !without.contains(Self.repair)
            classifier = trainer.train(examples, development: development)
        }
        guard let classifier else { throw ExitCode.failure }
        return (classifier, train == nil ? definition.spelling : Spelling(), time.seconds)
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// The figures of an evaluation, for people and for programs.
struct EvaluationFigures {
    let evaluation: Evaluation
    let trainSeconds: Double
    let questionsPerSecond: Double

    var json: String {
        JSONValue.object([
            ("accuracy", .number(evaluation.accuracy)),
            ("macro_f1", .number(evaluation.macroF1)),
            ("out_of_scope_auroc", evaluation.outOfScopeAUROC.map { .number($0) } ?? .null),
            ("ece", .number(evaluation.calibrationError)),
            ("wrongly_declined", evaluation.wronglyDeclined.map { .number($0) } ?? .null),
            ("rightly_declined", evaluation.rightlyDeclined.map { .number($0) } ?? .null),
            ("train_seconds", .number(trainSeconds)),
            ("questions_per_second", .number(questionsPerSecond.rounded())),
        ]).line
    }

    var text: String {
        var lines = [
            "accuracy              \(percent(evaluation.accuracy))",
            "macro-F1              \(percent(evaluation.macroF1))",
        ]
        if let auroc = evaluation.outOfScopeAUROC { lines.append("out-of-scope AUROC    \(percent(auroc))") }
        lines.append("calibration error     \(percent(evaluation.calibrationError))")
        if let share = evaluation.wronglyDeclined { lines.append("wrongly declined      \(percent(share))") }
        if let share = evaluation.rightlyDeclined { lines.append("rightly declined      \(percent(share))") }
        lines.append("training              \(JSONValue.number(trainSeconds).line) s")
        lines.append("questions a second    \(Int(questionsPerSecond))")
        return lines.joined(separator: "\n")
    }

    private func percent(_ share: Double) -> String { "\(JSONValue.number((share * 10_000).rounded() / 100).line) %" }
}

/// Labelled examples in a file: label, TAB, text.
enum LabelledFile {
    static func read(_ path: String) throws -> [LabelledExample] {
        var examples: [LabelledExample] = []
        for (number, line) in try lines(path).enumerated() where !line.isEmpty {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else {
                throw refuse(path, line: number + 1, "expected a label, a TAB and a text")
            }
            examples.append(LabelledExample(label: String(parts[0]), text: String(parts[1])))
        }
        return examples
    }

    /// The lines of a file, empty ones too.
    static func lines(_ path: String) throws -> [Substring] {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else {
            Diagnostics.write("repartie: \(Diagnostics.printable(path)): this file cannot be read as UTF-8 text")
            throw ExitStatus.badContent
        }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// Says what is wrong with a line; the error to throw.
    static func refuse(_ path: String, line: Int, _ problem: String) -> any Error {
        Diagnostics.write("\(Diagnostics.printable(path)):\(line):1: error: \(problem)")
        return ExitStatus.badContent
    }
}
