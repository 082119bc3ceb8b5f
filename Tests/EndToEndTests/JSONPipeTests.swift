import Foundation
import Testing

@Suite("JSON Lines on a pipe")
struct JSONPipeTests {
    let program: Program

    init() throws { program = try Program() }

    private func replies(_ lines: [String], _ arguments: [String] = []) throws -> [[String: Any]] {
        let result = try program.run(
            ["--json", "--today", "2026-01-15"] + arguments, input: lines.joined(separator: "\n"))
        #expect(result.status == 0)
        #expect(result.lines.count == lines.count)
        return try result.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func code(_ reply: [String: Any]) -> String? { (reply["error"] as? [String: Any])?["code"] as? String }

    @Test("A question gets a reply with every field of the protocol")
    func ask() throws {
        let reply = try #require(
            try replies([#"{"text":"Quels sont les débouchés ?","id":7,"session":"a","unknown":[1]}"#]).first)
        #expect(
            Set(reply.keys) == [
                "id", "session", "turn", "reply", "messages", "intents", "awaiting", "facts", "verdict", "suggestions",
            ])
        #expect(reply["id"] as? Int == 7)
        #expect(reply["session"] as? String == "a")
        #expect(reply["turn"] as? Int == 1)
        #expect(reply["awaiting"] is NSNull)
        #expect(reply["verdict"] is NSNull)
        let messages = try #require(reply["messages"] as? [[String: Any]])
        #expect(messages.first?["kind"] as? String == "answer")
        #expect(messages.first?["source"] as? String == "Quels sont les débouchés\u{A0}?")
        #expect(messages.first?["text"] as? String == reply["reply"] as? String)
        let intents = try #require(reply["intents"] as? [[String: Any]])
        #expect(intents.first?["name"] as? String == "debouches")
        #expect((1...5).contains(intents.count))
    }

    @Test("A check goes on over lines, with facts, what is awaited, and the verdict")
    func check() throws {
        let replies = try replies([
            #"{"text":"Je suis éducatrice spécialisée, suis-je éligible ?"}"#, #"{"text":"18 mois"}"#,
        ])
        #expect(replies[0]["awaiting"] as? String == "experience")
        let facts = try #require(replies[1]["facts"] as? [String: Any])
        #expect((facts["diplome"] as? [String: Any])?["way"] as? String == "C")
        #expect(facts["experience_years"] as? Double == 1.5)
        #expect(facts["social_field"] as? Bool == true)
        let verdict = try #require(replies[1]["verdict"] as? [String: Any])
        #expect(verdict["outcome"] as? String == "pas_encore")
        #expect(verdict["rule"] as? String == "C")
        #expect(verdict["missing_years"] as? Double == 1.5)
    }

    @Test("Conversations know nothing of each other, and reset forgets one")
    func sessions() throws {
        let replies = try replies([
            #"{"text":"Je suis éducatrice spécialisée, suis-je éligible ?","session":"a"}"#,
            #"{"text":"8 ans","session":"b"}"#,
            #"{"op":"reset","session":"a","id":"r"}"#,
            #"{"text":"8 ans","session":"a"}"#,
        ])
        #expect(replies[1]["verdict"] is NSNull)
        #expect(replies[2]["id"] as? String == "r")
        #expect(replies[3]["turn"] as? Int == 1)
        #expect(replies[3]["verdict"] is NSNull)
    }

    @Test("The least recently used conversation leaves first")
    func eviction() throws {
        let replies = try replies(
            ["a", "b", "a", "c", "a", "b"].map { #"{"text":"Bonjour","session":"\#($0)"}"# }, ["--max-sessions", "2"])
        #expect(replies.map { $0["turn"] as? Int } == [1, 1, 2, 1, 3, 1])
    }

    @Test("hello tells the version, the content, the operations and the limits")
    func hello() throws {
        let reply = try #require(try replies([#"{"op":"hello"}"#]).first)
        #expect((reply["version"] as? String)?.isEmpty == false)
        #expect((reply["content"] as? String)?.count == 16)
        #expect((reply["ops"] as? [String])?.contains("ask") == true)
        #expect((reply["limits"] as? [String: Int])?["line_bytes"] == 65_536)
    }

    @Test(
        "A bad line gets an error in its place, with its id where it could be read",
        arguments: [
            ("nonsense", "invalid_json", nil), (#"{"text":"#, "invalid_json", nil), ("", "invalid_json", nil),
            ("[1]", "invalid_request", nil), (#"{"id":3}"#, "invalid_request", 3),
            (#"{"id":4,"text":5}"#, "invalid_request", 4), (#"{"id":5,"op":"fly"}"#, "unknown_op", 5),
            (#"{"id":6,"text":"a","session":""}"#, "invalid_request", 6),
            (#"{"id":7,"text":"\#(String(repeating: "a", count: 4_001))"}"#, "text_too_long", 7),
            (#"{"id":8,"text":"\#(String(repeating: "a", count: 70_000))"}"#, "line_too_long", nil),
        ] as [(String, String, Int?)])
    func badLine(line: String, code: String, id: Int?) throws {
        let replies = try replies([line, #"{"text":"Bonjour","id":1}"#])
        #expect(self.code(replies[0]) == code)
        #expect(replies[0]["id"] as? Int == id)
        #expect((replies[0]["error"] as? [String: Any])?["line"] as? Int == 1)
        #expect(replies[1]["id"] as? Int == 1)
        #expect(replies[1]["turn"] as? Int == 1)
    }

    @Test("Two runs say the same, byte for byte")
    func deterministic() throws {
        let input = #"{"text":"Bonjour"}"# + "\n" + #"{"text":"Et le salaire ?"}"# + "\n"
        let first = try program.run(["--json"], input: input)
        let second = try program.run(["--json"], input: input)
        #expect(first.output == second.output)
    }
}
