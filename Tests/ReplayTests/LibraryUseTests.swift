import Content
import Dialogue
import Foundation
import Replay
import TestSupport
import Testing

/// What another package writes to test its own content.
@Suite struct LibraryUseTests {
    @Test func theLinesOfTheDocumentationPlayATranscript() throws {
        let intents = "\(TestContent.root)/Tests/Fixtures/plongee"
        let path = "\(TestContent.root)/Tests/Fixtures/plongee-transcripts/question-et-suite.txt"
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        // The documentation's lines, begin.
        let definition = try ContentLoader.load(ContentSource(folder: intents)).definition
        let bot = Bot(definition, classifier: definition.trainClassifier())
        let transcript = try Transcript(path: path, bytes: bytes)
        let outcome = TranscriptPlayer(bot: bot).play(transcript)
        for failure in outcome.failures { print(failure.report(path: path)) }
        // The documentation's lines, end.
        #expect(outcome.passed)
        #expect(outcome.turns > 1)
    }

    @Test func theDocumentationShowsTheLinesThatAreCompiledHere() throws {
        let source = try String(contentsOfFile: #filePath, encoding: .utf8).components(separatedBy: "\n")
        let documentation = try String(
            contentsOfFile: "\(TestContent.root)/Sources/Replay/TranscriptPlayer.swift", encoding: .utf8)
        let begin = source.firstIndex { $0.hasSuffix("// The documentation's lines, begin.") } ?? 0
        let end = source.firstIndex { $0.hasSuffix("// The documentation's lines, end.") } ?? 0
        let lines = source[(begin + 1)..<end].map { "/// " + $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines.count == 5)
        #expect(documentation.contains(lines.joined(separator: "\n")))
    }
}
