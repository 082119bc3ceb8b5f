import Dialogue
import French
import Understanding

/// The JSON Lines protocol: an object in, an object out.
package struct JSONResponder: LineResponder {
    /// What a pipe is told on its command line.
    package struct Settings: Sendable {
        /// What remembers the conversations.
        package enum Memory: Sendable {
            /// The program, by session.
            case sessions(Int)
            /// Nobody: every line is a conversation of its own.
            case none
            /// The caller, in the `state` of each reply.
            case state
        }

        let memory: Memory
        let longestLine: Int
        let version: String
        /// Reads the examples of the content, which only `explain` needs.
        let examples: @Sendable () -> [LabelledExample]

        /// - Parameters:
        ///   - longestLine: in bytes, for `hello` and errors.
        ///   - version: the program's.
        ///   - examples: gives the examples of the content, which `explain` needs; it may be called from several threads.
        package init(
            memory: Memory, longestLine: Int, version: String,
            examples: @escaping @Sendable () -> [LabelledExample] = { [] }
        ) {
            self.examples = examples
            self.memory = memory
            self.longestLine = longestLine
            self.version = version
        }
    }

    private let bot: Bot
    private let content: UInt64
    private let settings: Settings
    private let states: StateString
    private var sessions: SessionStore

    /// - Parameter content: the hash of the bot's content.
    package init(bot: Bot, content: UInt64, settings: Settings) {
        self.bot = bot
        self.content = content
        self.settings = settings
        states = StateString(bot: bot, content: content)
        sessions = SessionStore(bot: bot, limit: settings.memory.sessions)
    }

    package var keepsNothing: Bool { settings.memory.sessions == 0 }

    package mutating func respond(to frame: LineFramer.Frame, line: Int, on today: Day) -> String {
        do throws(JSONError) {
            switch frame {
            case .notUTF8: throw JSONError(.invalidUTF8, "this line is not UTF-8")
            case .tooLong: throw JSONError(.lineTooLong, "this line is longer than \(settings.longestLine) bytes")
            case .text(let text): return try JSONValue.object(respond(to: JSONRequest(text), on: today)).line
            }
        } catch {
            return error.json(line: line).line
        }
    }

    private mutating func respond(
        to request: JSONRequest, on today: Day
    ) throws(JSONError) -> [(String, JSONValue)] {
        switch request.operation {
        case .ask: return try ask(request, on: today)
        case .explain: return try explain(request, on: today)
        case .hello: return hello(request) + carried(try conversation(of: request))
        case .state:
            let conversation = try conversation(of: request)
            return head(request) + [("state", .string(states.string(of: conversation)))]
        case .reset:
            _ = try conversation(of: request)
            sessions.remove(request.session)
            return head(request) + [("reset", .bool(true))] + carried(Conversation())
        }
    }

    // MARK: Operations

    private mutating func ask(_ request: JSONRequest, on today: Day) throws(JSONError) -> [(String, JSONValue)] {
        let text = try text(of: request)
        var conversation = try conversation(of: request)
        let reply = bot.reply(to: text, in: &conversation, on: today)
        if case .sessions = settings.memory { sessions.keep(conversation, for: request.session) }
        return head(request) + reply.jsonFields + carried(conversation)
    }

    /// The conversation in a reply, where nobody else keeps it.
    private func carried(_ conversation: Conversation) -> [(String, JSONValue)] {
        guard case .state = settings.memory else { return [] }
        return [("state", .string(states.string(of: conversation)))]
    }

    /// What would be answered, and why; the conversation stays as it is.
    private func explain(_ request: JSONRequest, on today: Day) throws(JSONError) -> [(String, JSONValue)] {
        let text = try text(of: request)
        let before = try conversation(of: request)
        var conversation = before
        let reply = bot.reply(to: text, in: &conversation, on: today)
        let why = bot.explain(text).json(nearest: nearest(to: text, reply, settings.examples()))
        return head(request) + reply.jsonFields + [("why", why)] + carried(before)
    }

    private func nearest(to text: String, _ reply: Reply, _ examples: [LabelledExample]) -> NearestExample? {
        reply.intents.first.flatMap { bot.nearestExample(to: text, of: $0.name, among: examples) }
    }

    private func text(of request: JSONRequest) throws(JSONError) -> String {
        guard let text = request.text else {
            throw JSONError(.invalidRequest, "\"text\" is missing", id: request.id)
        }
        guard text.utf8.count <= Bot.longestText || text.count <= Bot.longestText else {
            throw JSONError(.textTooLong, "\"text\" has more than \(Bot.longestText) characters", id: request.id)
        }
        return text
    }

    /// The conversation that a request goes on with: the one that it brings, else the one that is kept.
    private func conversation(of request: JSONRequest) throws(JSONError) -> Conversation {
        guard let state = request.state else { return sessions.conversation(request.session) }
        guard let conversation = states.conversation(from: state) else {
            throw JSONError(
                .invalidState, "\"state\" is not one that this version gave for this content", id: request.id)
        }
        return conversation
    }

    private func head(_ request: JSONRequest) -> [(String, JSONValue)] {
        [("id", request.id.json), ("session", .string(request.session))]
    }

    private func hello(_ request: JSONRequest) -> [(String, JSONValue)] {
        [
            ("id", request.id.json),
            ("program", .string("repartie")),
            ("version", .string(settings.version)),
            ("content", .string(Self.hexadecimal(content))),
            ("ops", .array(JSONRequest.Operation.allCases.map { .string($0.rawValue) })),
            (
                "limits",
                .object([
                    ("line_bytes", .whole(settings.longestLine)), ("text_characters", .whole(Bot.longestText)),
                    ("sessions", .whole(settings.memory.sessions)),
                    ("session_bytes", .whole(JSONRequest.longestSession)), ("state_bytes", .whole(StateString.longest)),
                ])
            ),
        ]
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension JSONResponder.Settings.Memory {
    /// How many conversations the program keeps.
    fileprivate var sessions: Int {
        switch self {
        case .sessions(let limit): limit
        case .none, .state: 0
        }
    }
}
