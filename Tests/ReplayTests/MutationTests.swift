import Dialogue
import Replay
import TestSupport
import Testing

@Suite struct MutationTests {
    private static let mutants = (try? TestContent.loaded())?.mutants ?? []

    private func isNoticed(_ transcript: String, _ mutant: Mutant) throws -> Bool {
        let test = MutationTest(
            bot: TestContent.bot, transcripts: [try Transcript(path: "essai.txt", text: transcript)])
        return test.transcript(noticing: mutant) != nil
    }

    private func mutant(_ kind: Mutant.Kind, _ change: String) throws -> Mutant {
        try #require(Self.mutants.first { $0.kind == kind && $0.change.contains(change) })
    }

    @Test func aBoundIsNoticedAtTheBoundOnly() throws {
        let mutant = try mutant(.shiftedBound, "règle A, experience_years : 3.0 devient un peu plus")
        let start = "> j'ai un master, suis-je éligible ?\n"
        #expect(try isNoticed(start + "> 3 ans\n? verdict eligible A\n", mutant))
        #expect(try !isNoticed(start + "> 4 ans\n? verdict eligible A\n", mutant))
    }

    @Test func aSentenceIsNoticedByTheWordsOnly() throws {
        let mutant = try mutant(.droppedSentence, "duree : sans « Elle réunit")
        let question = "> Combien de temps dure la formation ?\n"
        #expect(try isNoticed(question + "< *175 heures* (glob)\n", mutant))
        #expect(try !isNoticed(question + "? intention duree\n", mutant))
    }

    @Test func exchangedAnswersAndFlagsAreNoticed() throws {
        let swap = try mutant(.swappedAnswers, "duree et ")
        #expect(try isNoticed("> Combien de temps dure la formation ?\n< La formation* (glob)\n", swap))
        let flag = try mutant(.flippedFlag, "règle A, social_field")
        #expect(try isNoticed("> j'ai un master et 3 ans dans le social, éligible ?\n? verdict eligible A\n", flag))
    }

    @Test func everyIntentWithExamplesLosesThemOnce() throws {
        let topics = try TestContent.loaded().topics.filter { !$0.examples.isEmpty }
        #expect(Self.mutants.count { $0.kind == .removedExamples } == topics.count)
        let first = try #require(Self.mutants.first { $0.kind == .removedExamples })
        #expect(first.definition.topics.count { $0.examples.isEmpty } == 1)
    }
}
