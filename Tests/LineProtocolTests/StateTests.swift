import Dialogue
import French
import TestSupport
import Testing

@testable import LineProtocol

/// A process that serves JSON Lines.
private struct Worker {
    var responder: JSONResponder
    private static let content: UInt64 = 0x1234

    init(_ memory: JSONResponder.Settings.Memory, content: UInt64 = content) {
        responder = JSONResponder(
            bot: TestContent.bot, content: content,
            settings: JSONResponder.Settings(memory: memory, longestLine: 1 << 16, version: "test"))
    }

    mutating func send(_ line: String) -> String {
        responder.respond(to: .text(line), line: 1, on: TestContent.today)
    }

    mutating func say(_ text: String, session: String = "a", state: String? = nil) -> String {
        var fields: [(String, JSONValue)] = [("text", .string(text)), ("session", .string(session))]
        if let state { fields.append(("state", .string(state))) }
        return send(JSONValue.object(fields).line)
    }
}

/// The value of the `state` field, and the line without it.
private func parted(_ line: String) -> (state: String?, rest: String) {
    guard let range = line.range(ofText: ",\"state\":\"") else { return (nil, line) }
    return (String(line[range.upperBound...].prefix { $0 != "\"" }), String(line[..<range.lowerBound]) + "}")
}

extension String {
    fileprivate func range(ofText text: String) -> Range<Index>? { ranges(of: text).first }
}

@Suite struct StateTests {
    private static let talk = [
        "suis-je éligible ?", "ma sœur a le DEES", "répète", "depuis janvier 2021", "et si elle avait un master ?",
        "les qualités", "plus de détails", "encore", "recommencer", "répète",
    ]

    @Test func twoProcessesInTurnSayWhatOneSays() {
        var alone = Worker(.sessions(10))
        var workers = [Worker(.state), Worker(.state)]
        var state: String?
        for (index, text) in Self.talk.enumerated() {
            let expected = alone.say(text)
            let (next, got) = parted(workers[index % 2].say(text, state: state))
            #expect(got == expected)
            #expect(next != nil)
            state = next
        }
    }

    @Test func aStateGoesOnInASession() throws {
        var one = Worker(.sessions(10))
        _ = one.say("je suis éducatrice spécialisée, suis-je éligible ?")
        let state = try #require(parted(one.send(#"{"op":"state","session":"a"}"#)).state)
        var other = Worker(.sessions(10))
        #expect(other.say("4 ans", session: "b", state: state).contains(#""outcome":"eligible""#))
        #expect(other.say("que me manque-t-il ?", session: "b").contains(#""turn":3"#))
    }

    @Test func aStateThatIsDamagedForeignOrOldIsRefused() throws {
        var worker = Worker(.state)
        let state = try #require(parted(worker.say("suis-je éligible ?")).state)
        var foreign = Worker(.state, content: 0x9999)
        #expect(foreign.say("un master", state: state).contains("invalid_state"))
        let half = String(state.prefix(state.utf8.count / 2))
        let changed = (state.first == "A" ? "B" : "A") + state.dropFirst()
        for bad in ["", "x", "é", half, state + "A", changed, String(repeating: "A", count: 1 << 17)] {
            #expect(worker.say("un master", state: bad).contains("invalid_state"), "\(bad.prefix(40))")
        }
        #expect(worker.send(#"{"text":"a","state":3,"id":9}"#).contains("invalid_request"))
        #expect(worker.say("un master", state: state).contains(#""awaiting":"experience""#))
    }

    @Test func aThousandConversationsInTurnAreEachAsAlone() {
        var together = Worker(.sessions(1000))
        let texts = [
            "suis-je éligible ?", "j'ai le DEES", "ma sœur a un master", "3 ans", "répète", "oui", "non", "et moi ?",
        ]
        var talks: [[(text: String, reply: String)]] = Array(repeating: [], count: 1000)
        for turn in 0..<4 {
            for session in talks.indices {
                let text = texts[(session / (turn + 1) + 3 * turn + session % 7) % texts.count]
                talks[session].append((text, together.say(text, session: "\(session)")))
            }
        }
        for (session, talk) in talks.enumerated() {
            var alone = Worker(.sessions(1))
            for (text, reply) in talk { #expect(alone.say(text, session: "\(session)") == reply) }
        }
    }

    @Test func theOldestConversationLeavesFirst() {
        var worker = Worker(.sessions(2))
        for session in ["a", "b", "a", "c"] { _ = worker.say("les qualités", session: session) }
        #expect(worker.say("les qualités", session: "a").contains(#""turn":3"#))
        #expect(worker.say("les qualités", session: "b").contains(#""turn":1"#))
    }
}

@Suite struct LineServerTests {
    private static func answers(_ jobs: Int, _ input: String) -> String {
        let settings = JSONResponder.Settings(memory: .none, longestLine: 1 << 16, version: "test")
        let responder = JSONResponder(bot: TestContent.bot, content: 1, settings: settings)
        var server = LineServer(responder, longestLine: 1 << 16, jobs: jobs)
        var text = ""
        server.answer(Array(input.utf8)[...], on: TestContent.today) { text += $0 }
        server.answerLast(on: TestContent.today) { text += $0 }
        return text
    }

    @Test func severalCoresKeepTheOrderAndTheNumbersOfLines() {
        let lines = (0..<200).map { index in
            index % 7 == 0 ? "nonsense \(index)" : #"{"text":"je peux entrer avec \#(index % 9) ans ?","id":\#(index)}"#
        }
        let input = lines.joined(separator: "\n")
        #expect(Self.answers(3, input) == Self.answers(1, input))
    }
}

@Suite struct StrictJSONTests {
    @Test(
        arguments: [
            (#"{"text":"a","text":"b"}"#, "invalid_request"), (#"{"text":"a","x":1,"x":2}"#, nil),
            (#"{"text":"\ud800"}"#, "invalid_json"),
            ("{\"text\":\"a\u{1}\"}", "invalid_json"),
            (#"{"text":"a",}"#, "invalid_json"), (#"{"text":"a"} x"#, "invalid_json"),
            (#"{"text":"a","id":01}"#, "invalid_json"),
            (#"{"text":"a","id":NaN}"#, "invalid_json"), (#"{'text':'a'}"#, "invalid_json"),
            (#"{"text":"a","id":true}"#, "invalid_request"),
            (#"{"text":"a","id":[1]}"#, "invalid_request"), (#"{"text":null}"#, "invalid_request"),
            (#""a""#, "invalid_request"),
            (#"{"text":"a","session":""}"#, "invalid_request"), (#"{"op":"constructor"}"#, "unknown_op"),
            (#"{"text":"a","id":-1.5e3}"#, nil), (#"{"text":"a","x":{"y":[null,1e2]}}"#, nil),
        ] as [(String, String?)])
    func everyLineGetsOneReply(_ line: String, _ code: String?) {
        var worker = Worker(.none)
        let reply = worker.send(line)
        if let code {
            #expect(reply.contains("\"code\":\"\(code)\""), "\(reply)")
        } else {
            #expect(reply.contains("\"turn\":1"), "\(reply)")
        }
        #expect(!reply.utf8.contains { $0 < 0x20 })
    }

    /// Valid JSON in a field that nobody knows is passed over, whatever its depth; what is not closed is an error.
    @Test func aHundredThousandBracketsAndHugeNumbersAreServed() {
        var worker = Worker(.none)
        let deep =
            #"{"text":"a","x":"# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
        #expect(worker.send(deep).contains("\"turn\":1"))
        #expect(worker.send(String(deep.dropLast(2))).contains("invalid_json"))
        #expect(worker.send(#"{"text":"a","id":1e999}"#).hasPrefix(#"{"id":1e999,"#))
        let nines = String(repeating: "9", count: 5000)
        #expect(worker.send("{\"text\":\"a\",\"id\":\(nines)}").hasPrefix("{\"id\":\(nines),"))
    }
}
