import Content
import Dialogue
import Foundation
import French
import TestSupport
import Testing
import Understanding

/// The questions of `Tests/Evaluation`, which nothing is trained or tuned on, and what was recorded of them.
@Suite struct EvaluationTests {
    private static let folder = "Tests/Evaluation"

    private static func lines(_ file: String) throws -> [[String]] {
        let text = String(decoding: try TestContent.bytes(of: "\(folder)/\(file)"), as: UTF8.self)
        return text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }

    private static func examples(_ file: String) throws -> [LabelledExample] {
        try lines(file).map { LabelledExample(label: $0[0], text: $0.dropFirst().joined(separator: "\t")) }
    }

    /// Who answers, a file, and the share in per cent that `make evaluate` printed when it was recorded.
    struct Recorded: Sendable, CustomTestStringConvertible {
        enum Answerer: String { case classifier, bot, facts, verdicts }

        let answerer: Answerer
        let file: String
        let percent: Double

        var testDescription: String { "\(answerer) \(file)" }
    }

    private static let recorded: [Recorded] = {
        let lines = (try? Self.lines("recorded.tsv")) ?? []
        return lines.compactMap { line in
            guard line.count == 3, let answerer = Recorded.Answerer(rawValue: line[0]), let percent = Double(line[2])
            else { return nil }
            return Recorded(answerer: answerer, file: line[1], percent: percent)
        }
    }()

    @Test func thereAreRecordedFigures() {
        #expect(Self.recorded.count == 10)
    }

    @Test(arguments: recorded)
    func accuracyIsAtMostAPointBelowTheRecordedOne(recorded: Recorded) throws {
        let bot = TestContent.bot
        let lines = try Self.lines(recorded.file).map { Substring($0.joined(separator: "\t")) }
        let percent =
            switch recorded.answerer {
            case .classifier:
                bot.classifier.evaluate(try Self.examples(recorded.file), spelling: bot.definition.spelling).accuracy
                    * 100
            case .bot: BotEvaluation(bot, examples: try Self.examples(recorded.file)).right.percent
            case .facts:
                FactEvaluation(bot, examples: lines.compactMap { FactEvaluation.Example(line: $0) }).right.percent
            case .verdicts: VerdictEvaluation(bot, lines: lines).right.percent
            }
        // A point, or one message where the file is so small that a message is more.
        let slack = max(1, 100 / Double(lines.count))
        #expect(percent >= recorded.percent - slack - 0.01, "\(recorded): \(percent) %")
    }

    @Test func theSetsAreAsLargeAsPromised() throws {
        #expect(try Self.lines("questions.tsv").count >= 600)
        #expect(try Self.lines("follow-ups.tsv").count >= 60)
    }

    @Test(arguments: [
        "questions.tsv", "questions-hard.tsv", "follow-ups.tsv", "several-questions.tsv", "development.tsv",
        "development-hard.tsv", "development-several.tsv",
    ])
    func noQuestionIsAnExample(file: String) throws {
        let examples = Set(TestContent.bot.definition.examples.map { Utterance($0.text).folded }).subtracting([""])
        let shared = try Self.lines(file).flatMap { $0.dropFirst() }.filter { examples.contains(Utterance($0).folded) }
        #expect(shared.isEmpty)
    }

    @Test func noFollowUpIsAPhraseOfTheContent() throws {
        let topics = TestContent.bot.definition.topics
        let phrases = Set(topics.flatMap(\.followUps).flatMap(\.phrases).map { Utterance($0).folded })
        #expect(try Self.lines("follow-ups.tsv").allSatisfy { !phrases.contains(Utterance($0.last ?? "").folded) })
    }

    @Test func everyLabelIsAnIntent() throws {
        let known = Set(TestContent.bot.definition.topics.map(\.id))
        for file in ["questions.tsv", "questions-hard.tsv", "several-questions.tsv", "follow-ups.tsv"] {
            for line in try Self.lines(file) {
                #expect(line[0].split(separator: "+").allSatisfy { known.contains(String($0)) }, "\(line)")
            }
        }
    }
}

/// The same example, typed otherwise, keeps its intent.
@Suite struct MetamorphicTests {
    enum Change: String, CaseIterable {
        case withoutAccents, inCapitals, withCurlyApostrophes, withOneTypo, withGreetingAndThanks
    }

    /// The share of examples that must keep their intent.
    private static let least = 0.99

    @Test(arguments: Change.allCases)
    func examplesKeepTheirIntent(change: Change) {
        let bot = TestContent.bot
        let examples = bot.definition.examples.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        var kept = 0
        var lost: [String] = []
        for (number, example) in examples.enumerated() {
            let text = Self.apply(change, to: example.text, number: number)
            let utterance = Utterance(text, spelling: bot.definition.spelling)
            if bot.classifier.rank(utterance).first?.name == example.label { kept += 1 } else { lost.append(text) }
        }
        let share = Double(kept) / Double(examples.count)
        #expect(share >= Self.least, "\(change): \(share), for instance \(lost.prefix(5))")
    }

    private static func apply(_ change: Change, to text: String, number: Int) -> String {
        switch change {
        case .withoutAccents: text.folding(options: .diacriticInsensitive, locale: nil)
        case .inCapitals: text.uppercased()
        case .withCurlyApostrophes: text.replacing("'", with: "’")
        case .withOneTypo: typo(text, number)
        case .withGreetingAndThanks: "Bonjour, \(text) merci"
        }
    }

    /// Swaps two neighbouring letters inside a word of six letters or more, if there is one.
    private static func typo(_ text: String, _ number: Int) -> String {
        var letters = Array(text)
        var runs: [Range<Int>] = []
        var start = 0
        for index in 0...letters.count where index == letters.count || !letters[index].isLetter {
            if index - start >= 6 { runs.append(start..<index) }
            start = index + 1
        }
        guard !runs.isEmpty else { return text }
        let run = runs[number % runs.count]
        let place = run.lowerBound + 2 + number % (run.count - 3)
        letters.swapAt(place, place + 1)
        return String(letters)
    }
}
