import Dialogue
import Replay
import TestSupport
import Testing

@Suite struct CoverageTests {
    private static let player = TranscriptPlayer(bot: TestContent.bot)

    private func coverage(_ text: String) throws -> Coverage {
        var coverage = Coverage(of: TestContent.bot.definition)
        _ = Self.player.play(try Transcript(path: "essai.txt", text: text)) { coverage.visit($0) }
        return coverage
    }

    private func reached(_ kind: Coverage.Kind, _ coverage: Coverage) -> [String] {
        coverage.items.filter { $0.kind == kind && coverage.reached.contains($0) }.map(\.name)
    }

    @Test func anAnswerItsVariantAndItsLongerVersionAreThreeThings() throws {
        let short = try coverage("> Quels sont les débouchés ?\n")
        #expect(reached(.answer, short) == ["debouches"])
        #expect(reached(.variant, short).isEmpty)
        let more = try coverage("> Peut-on travailler à la Croix-Rouge ?\n> plus de détails\n")
        #expect(reached(.answer, more) == ["debouches, plus de détails"])
        #expect(reached(.variant, more) == ["debouches, « croix-rouge »"])
    }

    @Test func aRowOfTheRulesIsReachedByItsVerdictOnly() throws {
        let verdict = try coverage("> j'ai un master et 2 ans dans le social, suis-je éligible ?\n")
        let rows = reached(.ruleRow, verdict)
        #expect(rows.count == 1)
        #expect(rows.first?.hasPrefix("A pas_encore, ligne ") == true)
    }

    @Test func questionsAndStatesAreReachedByAsking() throws {
        let asked = try coverage("> Suis-je éligible ?\n> pourquoi ?\n> un master\n")
        #expect(reached(.state, asked) == ["diplome", "experience"])
        #expect(reached(.question, asked).contains("diplome"))
        #expect(reached(.question, asked).contains("diplome, pourquoi"))
        #expect(!reached(.question, asked).contains("social_field"))
    }

    @Test func twoMeasurementsTogetherReachWhatEitherDoes() throws {
        var both = try coverage("> Quels sont les débouchés ?\n")
        both.merge(try coverage("> Quel est le salaire ?\n"))
        #expect(reached(.answer, both) == ["debouches", "salaire"])
        #expect(!both.missing(.answer).map(\.name).contains("salaire"))
        #expect(both.missing(.answer).count == both.count(.answer) - 2)
    }
}
