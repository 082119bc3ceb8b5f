import Dialogue
import LineProtocol
import Replay

/// `repartie replay --mutate`: which mistakes in the content no transcript notices.
struct MutationRun {
    let definition: BotDefinition
    let transcripts: [Transcript]
    /// The kinds of mistakes that are made.
    let kinds: [Mutant.Kind]

    /// Makes each mistake in turn, and prints those that pass unnoticed; the last line is the share noticed.
    ///
    /// - Parameter least: the share, in per cent, under which the run fails.
    func report(jobs: Int, least: Double) throws {
        let bot = Bot(definition, classifier: definition.trainClassifier())
        let failing = transcripts.filter { !TranscriptPlayer(bot: bot).play($0).passed }
        guard failing.isEmpty else {
            let paths = failing.map { Diagnostics.printable($0.path) }.joined(separator: ", ")
            Diagnostics.write("repartie: these transcripts fail without any mistake; mend them first: \(paths)")
            throw ExitStatus.difference
        }
        let test = MutationTest(bot: bot, transcripts: transcripts)
        let mutants = definition.mutants.filter { kinds.contains($0.kind) }
        let noticed = SharedWork.map(mutants, jobs: jobs) { test.transcript(noticing: $0) != nil }
        for (mutant, isNoticed) in zip(mutants, noticed) where !isNoticed {
            print("not noticed: \(Diagnostics.printable(mutant.change))")
        }
        for kind in Mutant.Kind.allCases {
            let these = zip(mutants, noticed).filter { $0.0.kind == kind }
            if !these.isEmpty { print("\(Self.words(kind)): \(Self.share(these.count { $0.1 }, of: these.count))") }
        }
        guard !mutants.isEmpty else {
            Diagnostics.write("repartie: this content leaves no room for such a mistake")
            throw ExitStatus.difference
        }
        let count = noticed.count { $0 }
        print("noticed: \(Self.share(count, of: noticed.count))")
        if Double(count) * 100 < least * Double(noticed.count) { throw ExitStatus.difference }
    }

    private static func share(_ count: Int, of all: Int) -> String {
        "\(count) of \(all) (\(JSONValue.number(Double(count * 1000 / max(1, all)) / 10).line) %)"
    }

    private static func words(_ kind: Mutant.Kind) -> String {
        switch kind {
        case .droppedSentence: "sentences dropped"
        case .swappedAnswers: "answers swapped"
        case .shiftedBound: "bounds shifted"
        case .flippedFlag: "flags flipped"
        case .removedExamples: "examples of an intent removed"
        }
    }
}
