import Dialogue
import FoundationEssentials
import French
import Replay

/// A log of the JSON Lines protocol: requests, and the replies to them where the log has these too.
struct ProtocolLog {
    /// A conversation of the log.
    struct Talk {
        let session: String
        /// What was said, and the reply where the log has it.
        var turns: [(said: String, turn: RecordedTurn?)] = []
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
        talks.removeAll { $0.turns.isEmpty }
    }

    private mutating func take(_ entry: Entry) {
        let session = entry.session ?? "default"
        if let reply = entry.recorded {
            answer(reply, isFirst: entry.turn == 1, in: session)
        } else if entry.op == "reset" {
            current[session] = nil
        } else if let text = entry.text, entry.op ?? "ask" == "ask" {
            talks[talk(of: session)].turns.append((text, nil))
        }
    }

    /// A reply belongs to the first message of its session that has none. One that counts its turn as the first begins a
    /// conversation: the one before was forgotten.
    private mutating func answer(_ reply: RecordedTurn, isFirst: Bool, in session: String) {
        let place = talk(of: session)
        guard let turn = talks[place].turns.firstIndex(where: { $0.turn == nil }) else { return }
        talks[place].turns[turn].turn = reply
        guard isFirst, turn > 0 else { return }
        let rest = talks[place].turns[turn...]
        talks[place].turns.removeSubrange(turn...)
        current[session] = nil
        talks[talk(of: session)].turns += rest
    }

    private mutating func talk(of session: String) -> Int {
        if let place = current[session] { return place }
        talks.append(Talk(session: session))
        current[session] = talks.count - 1
        return talks.count - 1
    }

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
        let turn: Int?
        let reply: String?
        let messages: [Message]?
        let intents: [Intent]?
        let awaiting: String?
        let verdict: Told?

        /// What the line says of a reply; nil where it is none.
        var recorded: RecordedTurn? {
            guard let reply, let messages else { return nil }
            let answered = messages.filter { $0.kind != Dialogue.Message.Kind.ask.rawValue }.map(\.intent)
            let told = verdict.flatMap { told in
                Outcome(rawValue: told.outcome).map {
                    Verdict(outcome: $0, rule: told.rule, missingYears: told.missingYears)
                }
            }
            return RecordedTurn(
                reply: reply, intents: answered.isEmpty ? (intents ?? []).prefix(1).map(\.name) : answered,
                awaiting: awaiting, verdict: told?.words)
        }
    }
}

extension ProtocolLog.Talk {
    /// The conversation as a transcript with statements on every reply. What the log does not tell, the bot does.
    func transcript(_ bot: Bot, on today: Day) -> String {
        var writer = TranscriptWriter(today: today)
        var conversation = Conversation()
        for (said, turn) in turns {
            let reply = bot.reply(to: said, in: &conversation, on: today)
            writer.add(said, turn ?? RecordedTurn(reply))
        }
        return writer.statements
    }
}
