import ArgumentParser
import Dialogue
import FoundationEssentials
import French
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

            With --dialogue the whole bot answers: a line may have several texts, said one after the other, of which the \
            last is measured, and its label several intents (a+b), which must all be answered, in that order.
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

    @Flag(help: "Let the whole bot answer, and measure what it answers.")
    var dialogue = false

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
        if dialogue, train != nil { throw ValidationError("--dialogue measures the content's own bot, not --train.") }
    }

    private static let repair = "repair"

    private func runDialogue() throws {
        let figures = BotFigures(
            evaluation: BotEvaluation(try content.loadBot().bot, examples: try LabelledFile.read(test)))
        if errors { print(figures.misses, terminator: "") }
        print(figures.text)
    }

    func run() throws {
        if dialogue { return try runDialogue() }
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
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else {
            Diagnostics.write("repartie: \(Diagnostics.printable(path)): this file cannot be read as UTF-8 text")
            throw ExitStatus.badContent
        }
        var examples: [LabelledExample] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if line.isEmpty { continue }
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else {
                Diagnostics.write(
                    "\(Diagnostics.printable(path)):\(number + 1):1: error: expected a label, a TAB and a text")
                throw ExitStatus.badContent
            }
            examples.append(LabelledExample(label: String(parts[0]), text: String(parts[1])))
        }
        return examples
    }
}
