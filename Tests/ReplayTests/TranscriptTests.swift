import French
import Replay
import TestSupport
import Testing

private func transcript(_ text: String) throws(TranscriptError) -> Transcript {
    try Transcript(path: "essai.txt", text: text)
}

@Suite struct TranscriptParserTests {
    @Test func everyKindOfLineIsRead() throws {
        let read = try transcript(
            """
            # une remarque
            @ aujourd'hui 2025-09-01
            @ fait experience_years = 5
            > Bonjour
            | salut
            < Bonjour*
            ? genre conversation
            ! attend diplome

            > merci
            """)
        #expect(read.today == Day(year: 2025, month: 9, day: 1))
        #expect(read.knownFacts.map(\.value) == ["5"])
        #expect(read.exchanges.map(\.said) == ["Bonjour", "merci"])
        #expect(read.exchanges[0].variants.map(\.said) == ["salut"])
        #expect(read.exchanges[0].expected.map(\.text) == ["Bonjour*"])
        #expect(read.exchanges[0].assertions.map(\.isNegated) == [false, true])
    }

    @Test func lineEndsAndAByteOrderMarkMakeNoDifference() throws {
        let plain = try transcript("> Bonjour\n< Bonjour\n")
        let odd = try transcript("\u{FEFF}> Bonjour\r\n< Bonjour")
        #expect(plain.exchanges == odd.exchanges)
    }

    @Test(arguments: [
        ("> a\nbonjour\n", 2, TranscriptError.Problem.unknownLine),
        ("# rien\n", 1, .nothingSaid), ("< a\n> b\n", 1, .beforeFirstMessage),
        ("> a\n@ aujourd'hui 2026-01-01\n", 2, .settingAfterMessage),
        ("@ demain 2026-01-01\n> a\n", 1, .unknownSetting),
        ("@ aujourd'hui 2026-02-30\n> a\n", 1, .badDay("2026-02-30")),
        ("> a\n? humeur joyeuse\n", 2, .unknownStatement("humeur")),
    ])
    func aBadLineIsNamed(text: String, line: Int, problem: TranscriptError.Problem) {
        do throws(TranscriptError) {
            _ = try transcript(text)
            Issue.record("no error")
        } catch {
            #expect(error.problem == problem)
            #expect(error.line == line)
            #expect(error.description.hasPrefix("essai.txt:\(line):"))
        }
    }

    @Test func bytesThatAreNotUTF8AreNamed() {
        #expect(throws: TranscriptError.self) { try Transcript(path: "essai.txt", bytes: [0x3E, 0x20, 0xFF]) }
    }
}

@Suite struct LinearPatternTests {
    @Test(arguments: [
        ("Bonjour*", "Bonjour à vous", true), ("Bonjour*", "Bon", false), ("*an*", "trois ans", true),
        ("a\\*b", "a*b", true), ("a\\*b", "axb", false), ("[3]", "[3]", true), ("[3]", "3", false), ("", "", true),
    ])
    func globs(glob: String, text: String, matches: Bool) {
        #expect(LinearPattern(glob: glob).matchesWhole(text) == matches)
    }

    @Test(arguments: [
        ("\\d+ ans?", "8 ans", true), ("\\d+ ans?", "huit ans", false), ("(a|b)*c", "ababc", true),
        ("[^0-9]+", "été", true), ("[a-c]x", "dx", false), ("a.c", "aéc", true), ("a", "aa", false),
    ])
    func regularExpressions(expression: String, text: String, matches: Bool) throws {
        #expect(try LinearPattern(expression).matchesWhole(text) == matches)
    }

    @Test(arguments: ["(", "a)", "[a", "*a", "a\\"])
    func aBrokenExpressionIsRefused(expression: String) {
        #expect(throws: LinearPattern.Failure.self) { try LinearPattern(expression) }
    }

    @Test func aPatternThatBacktrackingWouldChokeOnEnds() throws {
        let text = String(repeating: "a", count: 2_000) + "b"
        #expect(try !LinearPattern("(a*)*(a*)*c").matchesWhole(text))
    }
}

@Suite struct TranscriptPlayerTests {
    private static let player = TranscriptPlayer(bot: TestContent.bot)

    @Test func aWrongLineAndAWrongStatementAreReported() throws {
        let outcome = Self.player.play(
            try transcript("> Combien de temps dure la formation ?\n< Non.\n? intention salaire\n"))
        #expect(!outcome.passed)
        #expect(outcome.failures.contains { $0.difference == .statement("intention salaire", negated: false) })
        let report = outcome.failures[0].report(path: "essai.txt")
        #expect(report.hasPrefix("essai.txt:2: « Combien de temps dure la formation ? »"))
        #expect(report.contains("attendu : Non."))
    }

    @Test func variantsArePlayedInTheirPlace() throws {
        let outcome = Self.player.play(
            try transcript("> Combien de temps dure la formation ?\n| quel temps fait-il à Lyon ?\n? intention duree\n")
        )
        #expect(outcome.turns == 2)
        #expect(outcome.failures.map(\.isVariant) == [true])
    }

    @Test func aNegatedStatementFailsWhereItHolds() throws {
        let outcome = Self.player.play(try transcript("> Combien de temps dure la formation ?\n! intention duree\n"))
        #expect(outcome.failures.map(\.difference) == [.statement("intention duree", negated: true)])
    }

    @Test func anUnknownFactIsReported() throws {
        let outcome = Self.player.play(try transcript("@ fait couleur = bleu\n> bonjour\n"))
        #expect(outcome.failures.map(\.difference) == [.unknownFact("couleur = bleu")])
    }

    @Test func recordingWritesRepliesAndKeepsTheRest() throws {
        let text = "# gardé\n> bonjour\n| salut\n? genre conversation\n\n> au revoir\n< Faux.\n"
        let read = try transcript(text)
        let outcome = Self.player.play(read)
        #expect(read.recorded(outcome, mode: .never) == text)
        let missing = read.recorded(outcome, mode: .missing)
        #expect(missing.hasPrefix("# gardé\n> bonjour\n| salut\n< \(outcome.replies[0][0])\n"))
        #expect(missing.hasSuffix("> au revoir\n< Faux.\n"))
        let failed = read.recorded(outcome, mode: .failed)
        #expect(failed.hasPrefix("# gardé\n> bonjour\n| salut\n? genre conversation\n"))
        #expect(!failed.contains("Faux."))
        let all = try transcript(read.recorded(outcome, mode: .all))
        #expect(Self.player.play(all).passed)
    }
}
