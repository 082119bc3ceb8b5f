import Dialogue
import French
import TestSupport
import Testing

@testable import LineProtocol

/// What a sceptical reader of the contract once found wrong.
@Suite struct ProtocolRegressionTests {
    private func responder(_ memory: JSONResponder.Settings.Memory = .sessions(10)) -> JSONResponder {
        let settings = JSONResponder.Settings(memory: memory, longestLine: 1 << 16, version: "test")
        return JSONResponder(bot: TestContent.bot, content: 1, settings: settings)
    }

    private func reply(_ responder: inout JSONResponder, _ line: String) -> String {
        responder.respond(to: .text(line), line: 1, on: TestContent.today)
    }

    @Test(
        "A number comes back as it was written",
        arguments: [
            "1e308", "-1e305", "3.141592653589793", "0.00001", "1.0", "-0", "1e21", "1e400", "9223372036854775808",
        ])
    func numericID(number: String) {
        var responder = responder()
        #expect(reply(&responder, "{\"op\":\"reset\",\"id\":\(number)}").hasPrefix("{\"id\":\(number),"))
    }

    @Test("The id of a line that goes wrong after it is told, and a field that stands there twice is refused")
    func identified() {
        var responder = responder()
        #expect(
            reply(&responder, "{\"id\":5,\"text\":\"a\",}").hasPrefix("{\"id\":5,\"error\":{\"code\":\"invalid_json\""))
        #expect(reply(&responder, "{\"id\":5,\"text\":\"a\",\"text\":\"b\"}").contains("\"invalid_request\""))
    }

    @Test("Names that only look the same are sessions of their own")
    func equivalentNames() {
        var responder = responder()
        _ = reply(&responder, "{\"text\":\"bonjour\",\"session\":\"\u{E9}\"}")
        #expect(reply(&responder, "{\"text\":\"bonjour\",\"session\":\"e\u{301}\"}").contains("\"turn\":1,"))
        #expect(reply(&responder, "{\"text\":\"bonjour\",\"session\":\"\u{E9}\"}").contains("\"turn\":2,"))
    }

    @Test("Whatever stands between two words, a conversation about a relative goes on")
    func longRelative() {
        var responder = responder()
        let text = "ma " + String(repeating: ".", count: 200) + " sœur a le DEES"
        _ = reply(&responder, "{\"text\":\"\(text)\",\"session\":\"v\"}")
        #expect(reply(&responder, "{\"text\":\"3 ans\",\"session\":\"v\"}").contains("\"turn\":2,"))
    }

    @Test(
        "Control characters count as spaces, and are not said again", arguments: ["\u{1}", "\u{1B}", "\u{0}", "\u{9F}"])
    func controls(control: String) {
        var plain = PlainResponder(bot: TestContent.bot, isIndependent: true)
        func answer(_ text: String) -> String { plain.respond(to: .text(text), line: 1, on: TestContent.today) }
        #expect(answer("ma\(control)sœur a le DEES") == answer("ma sœur a le DEES"))
        #expect(answer("ma \(control)sœur a le DEES").unicodeScalars.allSatisfy { !$0.isControl })
        #expect(answer("\(control) \(control)") == "")
        for mark in ["\u{202E}", "\u{200B}", "\u{AD}"] {
            #expect(!answer("ma belle\(mark)sœur a le DEES").contains(mark))
        }
    }

    @Test("A state is one string only, is asked for everywhere, and is carried by every reply")
    func states() throws {
        var responder = responder(.state)
        let said = reply(&responder, "{\"text\":\"bonjour\"}")
        let state = try #require(said.split(separator: "\"state\":\"").last?.dropLast(2))
        for other in ["A", "B", "_"] where state.last != Character(other) {
            #expect(
                reply(&responder, "{\"text\":\"oui\",\"state\":\"\(state.dropLast())\(other)\"}").contains(
                    "invalid_state"))
        }
        #expect(reply(&responder, "{\"text\":\"oui\",\"state\":\"\(state)=\"}").contains("invalid_state"))
        for op in ["reset", "hello"] {
            #expect(reply(&responder, "{\"op\":\"\(op)\",\"state\":\"nonsense\"}").contains("invalid_state"))
            #expect(reply(&responder, "{\"op\":\"\(op)\"}").contains("\"state\":\""))
        }
    }

    @Test("A byte-order mark alone is an empty input")
    func mark() {
        var framer = LineFramer(limit: 100)
        var frames: [LineFramer.Frame] = []
        framer.read([0xEF, 0xBB, 0xBF]) { frames.append($0) }
        framer.finish { frames.append($0) }
        #expect(frames.isEmpty)
    }
}
