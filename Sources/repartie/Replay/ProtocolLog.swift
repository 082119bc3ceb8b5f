import Dialogue
import FoundationEssentials
import French
import Replay

/// A log of the JSON Lines protocol: requests, and the replies to them where the log has these too.
struct ProtocolLog {
    /// A conversation of the log.
    struct Talk {
        let session: String
        var turns: [Turn] = []
    }

    /// A message of the log.
    struct Turn {
        let said: String
        /// The reply, where the log has it.
        var turn: RecordedTurn?
        var isRefused = false
    }

    /// A line that cannot be read.
    struct Failure: Error {
        /// The line, from 1.
        let line: Int
        let problem: String
    }

    private(set) var talks: [Talk] = []
    /// The talk that goes on in each session.
    private var current: [String: Int] = [:]
    /// The requests without a reply so far, in order; nil for one that says nothing.
    private var awaited: [Place?] = []
    /// The talk that each state belongs to.
    private var states: [String: Int] = [:]

    /// Reads a log. Lines that are neither (other operations, errors) are passed over; empty lines too.
    init(_ text: String) throws(Failure) {
        let decoder = JSONDecoder()
        // Other line separators may stand inside a string.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard let entry = try? decoder.decode(Entry.self, from: Data(line.utf8)) else {
                throw Failure(line: index + 1, problem: "expected a request or a reply of the JSON Lines protocol")
            }
            take(entry)
        }
        for index in talks.indices { talks[index].turns.removeAll(where: \.isRefused) }
        talks.removeAll { $0.turns.isEmpty }
    }

    private mutating func take(_ entry: Entry) {
        let session = entry.session ?? "default"
        if entry.isReply {
            // Replies come in the order of the requests.
            guard !awaited.isEmpty else { return }
            let request = awaited.removeFirst()
            guard let place = request else { return }
            // A message that was refused is no turn of its conversation.
            if entry.error != nil { talks[place.talk].turns[place.turn].isRefused = true }
            if let reply = entry.recorded { answer(reply, isFirst: entry.turn == 1, at: place) }
            return
        }
        guard entry.op ?? "ask" == "ask" else {
            if entry.op == "reset" { current[session] = nil }
            return awaited.append(nil)
        }
        guard let text = entry.text else { return awaited.append(nil) }
        // A conversation that comes with its state is the one that gave it.
        let place = entry.state.flatMap { states[$0] } ?? talk(of: entry.state == nil ? session : nil)
        talks[place].turns.append(Turn(said: text))
        awaited.append((place, talks[place].turns.count - 1))
    }

    /// A reply that counts its turn as the first begins a conversation: the one before was forgotten.
    private mutating func answer(_ reply: Reply, isFirst: Bool, at place: Place) {
        talks[place.talk].turns[place.turn].turn = reply.turn
        if let state = reply.state { states[state] = place.talk }
        guard isFirst, place.turn > 0 else { return }
        let rest = Array(talks[place.talk].turns[place.turn...])
        talks[place.talk].turns.removeSubrange(place.turn...)
        let session = talks[place.talk].session
        talks.append(Talk(session: session, turns: rest))
        current[session] = talks.count - 1
        for index in awaited.indices where awaited[index]?.talk == place.talk {
            guard let turn = awaited[index]?.turn, turn >= place.turn else { continue }
            awaited[index] = (talks.count - 1, turn - place.turn)
        }
    }

    /// The talk that goes on in a session; a new one where there is no session.
    private mutating func talk(of session: String?) -> Int {
        if let session, let place = current[session] { return place }
        talks.append(Talk(session: session ?? "default"))
        if let session { current[session] = talks.count - 1 }
        return talks.count - 1
    }

    private typealias Place = (talk: Int, turn: Int)
    private typealias Reply = (turn: RecordedTurn, state: String?)

    /// A line of the log.
    private struct Entry: Decodable {
        struct Message: Decodable {
            let kind: String
            let intent: String
        }

        struct Intent: Decodable { let name: String }

        struct Told: Decodable {
            let outcome: String
            let rule: String?
            let missingYears: Double?

            enum CodingKeys: String, CodingKey {
                case outcome, rule
                case missingYears = "missing_years"
            }
        }

        let op: String?
        let text: String?
        let session: String?
        let state: String?
        let turn: Int?
        let reply: String?
        let messages: [Message]?
        let intents: [Intent]?
        let awaiting: String?
        let verdict: Told?
        let error: Failed?
        let why: Ignored?
        /// Of the reply to `hello`.
        let ops: [String]?

        struct Failed: Decodable {}
        struct Ignored: Decodable {}

        /// Whether the line is what the program wrote: an answer, an error, or what another operation gives.
        var isReply: Bool { reply != nil || error != nil || ops != nil || text == nil && op == nil }

        /// What the line says of a reply that took its turn; nil where it says nothing.
        var recorded: Reply? {
            guard let reply, let messages, why == nil else { return nil }
            let answered = messages.filter { $0.kind != Dialogue.Message.Kind.ask.rawValue }.map(\.intent)
            let told = verdict.flatMap { told in
                Outcome(rawValue: told.outcome).map {
                    Verdict(outcome: $0, rule: told.rule, missingYears: told.missingYears)
                }
            }
            let turn = RecordedTurn(
                reply: reply, intents: answered.isEmpty ? (intents ?? []).prefix(1).map(\.name) : answered,
                awaiting: awaiting, verdict: told?.words)
            return (turn, state)
        }
    }
}

extension ProtocolLog.Talk {
    /// The conversation as a transcript with statements on every reply. What the log does not tell, the bot does.
    func transcript(_ bot: Bot, on today: Day) -> String {
        var writer = TranscriptWriter(today: today)
        var conversation = Conversation()
        for turn in turns {
            let reply = bot.reply(to: turn.said, in: &conversation, on: today)
            writer.add(turn.said, turn.turn ?? RecordedTurn(reply))
        }
        return writer.statements
    }
}
