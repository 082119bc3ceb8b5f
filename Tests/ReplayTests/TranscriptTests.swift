import Dialogue
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
        ("@ aujourd'hui 2026-01-15\n@ aujourd'hui 2026-01-16\n> a\n", 2, .settingTwice),
        ("> a\r> b\r? humeur joyeuse\r", 3, .unknownStatement("humeur")),
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
        do throws(TranscriptError) {
            _ = try Transcript(path: "essai.txt", bytes: Array("> été\n> d".utf8) + [0xE9, 0x6A, 0xE0])
            Issue.record("no error")
        } catch {
            #expect(error.description.hasPrefix("essai.txt:2:4: error: ce caractère n’est pas en UTF-8"))
            #expect(error.description.contains("Latin-1"))
        }
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

    @Test(arguments: ["(", "a)", "[a", "*a", "a\\", "^a", "a$", "a{2}", "\\ba", "[z-a]"])
    func aBrokenExpressionIsRefused(expression: String) {
        #expect(throws: LinearPattern.Failure.self) { try LinearPattern(expression) }
    }

    @Test func aPatternThatWouldTakeLongToCompileIsRefused() {
        #expect(throws: LinearPattern.Failure.self) {
            try LinearPattern(String(repeating: "a|", count: 200_000) + "a")
        }
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
        #expect(outcome.failures.count == 1)
        #expect(outcome.failures[0].differences.contains(.statement("intention salaire", negated: false, line: 3)))
    }

    @Test func variantsArePlayedInTheirPlace() throws {
        let outcome = Self.player.play(
            try transcript("> Combien de temps dure la formation ?\n| quel temps fait-il à Lyon ?\n? intention duree\n")
        )
        #expect(outcome.turns == 2)
        #expect(outcome.failures.map(\.variant?.line) == [2])
        #expect(
            outcome.failures[0].report(path: "essai.txt").hasPrefix(
                "essai.txt:2: « quel temps fait-il à Lyon ? » (variante)"))
    }

    @Test func whatFollowsAVariantIsPlayedWithIt() throws {
        let outcome = Self.player.play(
            try transcript(
                """
                > j'ai un master, suis-je éligible ?
                | j'ai une licence, suis-je éligible ?
                > 3 ans dans le social
                ? verdict eligible A
                """))
        #expect(outcome.turns == 4)
        #expect(outcome.failures.map(\.line) == [3])
        #expect(outcome.failures[0].report(path: "essai.txt").contains("(après la variante de la ligne 2)"))
    }

    @Test func whatFollowsAVariantThatChangesNothingIsNotPlayedAgain() throws {
        let text = "> Quel est le salaire ?\n| Quel est le salaire ?\n> Et la durée ?\n? intention duree\n"
        #expect(Self.player.play(try transcript(text)).turns == 3)
    }

    @Test func aNegatedStatementFailsWhereItHolds() throws {
        let outcome = Self.player.play(try transcript("> Combien de temps dure la formation ?\n! intention duree\n"))
        #expect(outcome.failures.flatMap(\.differences) == [.statement("intention duree", negated: true, line: 2)])
    }

    @Test func anUnknownFactIsReported() throws {
        let outcome = Self.player.play(try transcript("@ fait couleur = bleu\n> bonjour\n"))
        #expect(outcome.failures.flatMap(\.differences) == [.unknownFact("couleur = bleu")])
    }

    @Test func recordingWritesRepliesAndKeepsTheRest() throws {
        let text = "# gardé\n> bonjour\n| salut\n? genre conversation\n\n> au revoir\n< Faux.\n"
        let read = try transcript(text)
        let outcome = Self.player.play(read)
        #expect(read.recorded(outcome, mode: .never) == text)
        let missing = read.recorded(outcome, mode: .missing)
        #expect(missing.hasPrefix("# gardé\n> bonjour\n| salut\n< \(outcome.replies[0].text)\n"))
        #expect(missing.hasSuffix("> au revoir\n< Faux.\n"))
        let failed = read.recorded(outcome, mode: .failed)
        #expect(failed.hasPrefix("# gardé\n> bonjour\n| salut\n? genre conversation\n"))
        #expect(!failed.contains("Faux."))
        let all = try transcript(read.recorded(outcome, mode: .all))
        #expect(Self.player.play(all).passed)
        #expect(all.changes(Self.player.play(all), mode: .all).isEmpty)
    }

    @Test func recordingKeepsLineEndsPatternsThatHoldAndThePlaceOfLines() throws {
        let reply = Self.player.play(try transcript("> bonjour\n")).replies[0].text
        let text = "\u{FEFF}> bonjour\r\n? genre conversation\r\n< B* (glob)\r\n< Faux.\r\n# fin\r\n"
        let read = try transcript(text)
        let outcome = Self.player.play(read)
        #expect(
            read.recorded(outcome, mode: .failed)
                == "\u{FEFF}> bonjour\r\n? genre conversation\r\n< B* (glob)\r\n# fin\r\n")
        #expect(
            read.recorded(outcome, mode: .all)
                == "\u{FEFF}> bonjour\r\n? genre conversation\r\n< \(reply)\r\n# fin\r\n")
        #expect(
            read.changes(outcome, mode: .failed) == [.removed(line: 4, text: "< Faux.")])
    }

    @Test func recordingLeavesEachLineItsEndAndCommentsTheirPlace() throws {
        let text = "> Suis-je éligible ?\r\n< Voyons* (glob)\n# entre deux\n< Faux.\n? attend diplome"
        let read = try transcript(text)
        let recorded = read.recorded(Self.player.play(read), mode: .failed)
        #expect(recorded.hasPrefix("> Suis-je éligible ?\r\n< Voyons* (glob)\n# entre deux\n< Quel est "))
        #expect(recorded.hasSuffix("\n? attend diplome"))
    }

    @Test func aMessageWithAVariantThatIsAnsweredOtherwiseIsLeft() throws {
        let text =
            "> bonjour\n| quel est le salaire ?\n\n> et la durée ?\n| et les débouchés ?\n\n> plus de détails\n\n> merci\n"
        let read = try transcript(text)
        let outcome = Self.player.play(read)
        let recorded = read.recorded(outcome, mode: .missing)
        #expect(recorded.contains("\n> merci\n< Avec plaisir"))
        #expect(recorded.split(separator: "\n").count { $0.hasPrefix("< ") } == 1)
        // The third is answered otherwise after the variant of the second.
        #expect(read.ambiguous(outcome, mode: .missing) == [1, 4, 7])
        #expect(Self.player.play(try transcript(recorded)).passed)
    }

    @Test(arguments: [
        "! intention nexistepas", "! attend nexistepas", "! fait couleur = rouge", "? fait couleur = rien",
        "! source Nulle part", "! verdict eligible Z", "! fait experience_years = trois", "! fait diplome = master",
        "! fait social_field = peut-être",
    ])
    func aStatementOfWhatTheContentDoesNotHaveFails(statement: String) throws {
        let outcome = Self.player.play(try transcript("> j'ai un master\n\(statement)\n"))
        #expect(outcome.failures.count == 1)
        #expect(outcome.failures.first?.report(path: "essai.txt").contains("n’existe pas dans le contenu") == true)
    }
}

@Suite struct FailureReportTests {
    private static let player = TranscriptPlayer(bot: TestContent.bot, examples: TestContent.examples)

    private func report(_ text: String, style: ReportStyle = .plain) throws -> String {
        let outcome = Self.player.play(try transcript(text))
        return outcome.failures.map { $0.report(path: "essai.txt", style: style) }.joined(separator: "\n")
    }

    private static let question = "Combien de temps dure la formation ?"

    private static func answer() throws -> String {
        player.play(try transcript("> \(question)\n")).replies[0].text
    }

    @Test func wordsThatDifferAreMarkedInWhatWasExpectedAndInWhatCame() throws {
        let expected = try Self.answer().replacing("trois ans", with: "dix années")
        let text = "> \(Self.question)\n< \(expected)\n"
        let plain = try report(text)
        #expect(plain.hasPrefix("essai.txt:1: « Combien de temps dure la formation ? »\n"))
        #expect(plain.contains("dure [-dix années.-] Elle"))
        #expect(plain.contains("{+trois"))
        #expect(try report(text, style: .coloured).contains("\u{1B}[31;1mdix"))
    }

    @Test func aSpaceOfAnotherKindIsDrawn() throws {
        let answer = try transcriptLine()
        #expect(answer.contains("\u{A0}"))
        let plain = try report("> Suis-je éligible ?\n< \(answer.replacing("\u{A0}", with: " "))\n< Quel* (glob)\n")
        #expect(plain.contains("[-␣-]"))
        #expect(plain.contains("{+⍽+}"))
    }

    private func transcriptLine() throws -> String {
        let reply = Self.player.play(try transcript("> Suis-je éligible ?\n")).replies[0]
        return String(reply.text.split(separator: "\n")[0])
    }

    @Test func aVeryLongLineIsShownWhole() throws {
        let long = String(repeating: "mot ", count: 50_000)
        #expect(try report("> \(Self.question)\n< \(long)fin\n").contains("[-mot mot"))
    }

    @Test func aLaterLineWithTheWordsOfAVariantKeepsItsPlace() throws {
        let plain = try report(
            "> bonjour\n| Combien de temps dure la formation ?\n\n> Combien de temps dure la formation ?\n? intention salaire\n"
        )
        #expect(plain.contains("essai.txt:4: « Combien de temps dure la formation ? »\n"))
        #expect(
            plain.contains("essai.txt:4: « Combien de temps dure la formation ? » (après la variante de la ligne 2)\n"))
    }

    @Test func aLineThatIsMissingLeavesTheOthersInTheirPlace() throws {
        let plain = try report("> Suis-je éligible ?\n< Il manque.\n< Voyons* (glob)\n< Quel est* (glob)\n")
        #expect(plain.contains("attendu : [-Il manque.-]\n    obtenu  : (rien)"))
        #expect(plain.contains("comme prévu : Voyons"))
        #expect(!plain.contains("en trop"))
    }

    @Test func theReportTellsWhatWasUnderstoodAndWhy() throws {
        let plain = try report("> j'ai un master et 2 ans dans le social, éligible ?\n! verdict pas_encore A 1\n")
        for part in [
            "ne devait pas être : verdict pas_encore A 1   (ligne 2)", "compris : eligibilite",
            "exemple le plus proche : « ", "attend  : rien", "experience_years = 2", "verdict : pas_encore A 1",
        ] {
            #expect(plain.contains(part), "\(part)")
        }
        #expect(try report("> Suis-je éligible ?\n? intention duree\n").contains("à cause de : "))
    }
}
