import Replay
import TestSupport
import Testing

/// One test case a file of `Transcripts/`.
@Suite struct RepositoryTranscriptTests {
    private static let player = TranscriptPlayer(bot: TestContent.bot, examples: TestContent.examples)

    @Test(arguments: TestContent.transcripts)
    func replays(path: String) throws {
        let transcript = try Transcript(path: path, bytes: try TestContent.bytes(of: path))
        let outcome = Self.player.play(transcript)
        for failure in outcome.failures {
            Issue.record(Comment(rawValue: failure.report(path: path)))
        }
    }

    @Test func thereAreMany() {
        #expect(TestContent.transcripts.count >= 120)
    }
}
