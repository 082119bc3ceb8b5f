import Dialogue
import TestSupport
import Testing
import Understanding

@testable import LineProtocol

/// `explain`: why a message is understood as it is, and nothing else.
@Suite struct ExplainTests {
    private static func responder(_ memory: JSONResponder.Settings.Memory) -> JSONResponder {
        let settings = JSONResponder.Settings(memory: memory, longestLine: 1 << 16, version: "test") {
            (try? TestContent.loaded())?.examples ?? []
        }
        return JSONResponder(bot: TestContent.bot, content: 1, settings: settings)
    }

    private static func send(_ line: String, to responder: inout JSONResponder) -> String {
        responder.respond(to: .text(line), line: 1, on: TestContent.today)
    }

    @Test func theConversationStaysAsItIs() {
        var explained = Self.responder(.sessions(2))
        var alone = Self.responder(.sessions(2))
        let ask = [#"{"text":"suis-je éligible ?"}"#, #"{"text":"j'ai le DEES"}"#, #"{"text":"répète"}"#]
        for line in ask {
            let explanation = Self.send(#"{"op":"explain","text":"4 ans en IME"}"#, to: &explained)
            #expect(explanation.contains(#""why":{"intent":"#))
            #expect(Self.send(line, to: &explained) == Self.send(line, to: &alone))
        }
    }

    @Test func itTellsTheRestOfWhatWouldBeAnswered() {
        var responder = Self.responder(.sessions(2))
        let explained = Self.send(#"{"op":"explain","text":"je suis éduc spé depuis 4 ans"}"#, to: &responder)
        let asked = Self.send(#"{"text":"je suis éduc spé depuis 4 ans"}"#, to: &responder)
        #expect(explained.hasPrefix(asked.dropLast()))
    }

    @Test func theWordThatCountsMostAndTheNearestExample() throws {
        let explanation = TestContent.bot.explain("Bonjour, je voudrais le salaire moyen")
        #expect(explanation.ranking.first?.name == "salaire")
        let heaviest = try #require(explanation.parts.max { $0.weight < $1.weight })
        #expect(heaviest.text == "salaire")
        let examples = try TestContent.loaded().examples
        let nearest = try #require(
            TestContent.bot.nearestExample(to: "combien coûte la formation", of: "cout_financement", among: examples))
        #expect(nearest.example.label == "cout_financement")
        #expect(nearest.similarity > 0.5 && nearest.similarity <= 1)
        #expect(TestContent.bot.nearestExample(to: "zzz", of: "cout_financement", among: examples) == nil)
    }

    @Test func withoutStateTheStateIsGivenBackUnchanged() {
        var responder = Self.responder(.state)
        let first = Self.send(#"{"text":"suis-je éligible ?"}"#, to: &responder)
        guard let range = first.ranges(of: #""state":""#).first else {
            Issue.record("no state")
            return
        }
        let state = first[range.upperBound...].prefix { $0 != "\"" }
        let explained = Self.send(#"{"op":"explain","text":"un master","state":"\#(state)"}"#, to: &responder)
        #expect(explained.hasSuffix(#""state":"\#(state)"}"#))
    }

    @Test func emptyAndMissingTexts() {
        var responder = Self.responder(.sessions(2))
        #expect(Self.send(#"{"op":"explain","text":""}"#, to: &responder).contains(#""parts":[],"nearest":null"#))
        #expect(Self.send(#"{"op":"explain","id":4}"#, to: &responder).contains("invalid_request"))
    }
}
