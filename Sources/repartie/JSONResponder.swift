import Dialogue
import FoundationEssentials
import French
import Understanding

/// The JSON Lines protocol: an object in, an object out.
struct JSONResponder: LineResponder {
    private let loaded: LoadedBot
    private let options: PipeOptions
    private var sessions: SessionStore
    private var line = 0

    init(loaded: LoadedBot, options: PipeOptions) {
        self.loaded = loaded
        self.options = options
        sessions = SessionStore(limit: options.maxSessions)
    }

    mutating func respond(to frame: LineFramer.Frame, on today: Day) -> String {
        line += 1
        switch frame {
        case .notUTF8: return error(.invalidUTF8, "this line is not UTF-8")
        case .tooLong: return error(.lineTooLong, "this line is longer than \(options.maxLine) bytes")
        case .text(let text): return respond(to: text, on: today)
        }
    }

    private mutating func respond(to text: String, on today: Day) -> String {
        switch JSONRequest.read(text) {
        case .failure(let failure): return error(failure.code, failure.message, id: failure.id)
        case .success(let request):
            switch request.operation {
            case .ask: return ask(request, on: today)
            case .hello: return hello(request)
            case .reset:
                sessions.remove(request.session)
                return JSONValue.object([
                    ("id", request.id.json), ("session", .string(request.session)), ("reset", .bool(true)),
                ]).line
            }
        }
    }

    // MARK: Operations

    private mutating func ask(_ request: JSONRequest, on today: Day) -> String {
        guard let text = request.text else {
            return error(.invalidRequest, "\"text\" is missing", id: request.id)
        }
        guard text.count <= Bot.longestText else {
            return error(.textTooLong, "\"text\" has more than \(Bot.longestText) characters", id: request.id)
        }
        var conversation = options.independent ? Conversation() : sessions.conversation(request.session)
        let reply = loaded.bot.reply(to: text, in: &conversation, on: today)
        if !options.independent { sessions.keep(conversation, for: request.session) }
        let head: [(String, JSONValue)] = [("id", request.id.json), ("session", .string(request.session))]
        return JSONValue.object(head + reply.jsonFields).line
    }

    private func hello(_ request: JSONRequest) -> String {
        JSONValue.object([
            ("id", request.id.json),
            ("program", .string("repartie")),
            ("version", .string(Repartie.version)),
            ("content", .string(loaded.contentHash)),
            ("ops", .array(JSONRequest.Operation.allCases.map { .string($0.rawValue) })),
            (
                "limits",
                .object([
                    ("line_bytes", .whole(options.maxLine)), ("text_characters", .whole(Bot.longestText)),
                    ("sessions", .whole(options.maxSessions)), ("session_bytes", .whole(JSONRequest.longestSession)),
                ])
            ),
        ]).line
    }

    private func error(_ code: JSONError.Code, _ message: String, id: JSONRequest.ID = .null) -> String {
        let error: [(String, JSONValue)] = [
            ("code", .string(code.rawValue)), ("message", .string(message)), ("line", .whole(line)),
        ]
        return JSONValue.object([("id", id.json), ("error", .object(error))]).line
    }
}

/// Why a request was not served.
struct JSONError: Error {
    enum Code: String {
        case invalidUTF8 = "invalid_utf8"
        case lineTooLong = "line_too_long"
        case invalidJSON = "invalid_json"
        case invalidRequest = "invalid_request"
        case unknownOperation = "unknown_op"
        case textTooLong = "text_too_long"
    }

    let code: Code
    let message: String
    let id: JSONRequest.ID
}

/// One request of the JSON Lines protocol.
struct JSONRequest: Decodable {
    enum Operation: String, CaseIterable { case ask, hello, reset }

    /// What the caller wants echoed.
    enum ID: Decodable, Equatable {
        case null
        case text(String)
        case whole(Int)
        case number(Double)

        var json: JSONValue {
            switch self {
            case .null: .null
            case .text(let text): .string(text)
            case .whole(let number): .whole(number)
            case .number(let number): .number(number)
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let whole = try? container.decode(Int.self) {
                self = .whole(whole)
            } else {
                self = .number(try container.decode(Double.self))
            }
        }
    }

    /// The longest name of a session, in bytes.
    static let longestSession = 128

    let id: ID
    let text: String?
    let session: String
    let operation: Operation

    private enum CodingKeys: String, CodingKey {
        case id, text, session
        case operation = "op"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(ID.self, forKey: .id) ?? .null
        text = try container.decodeIfPresent(String.self, forKey: .text)
        session = try container.decodeIfPresent(String.self, forKey: .session) ?? "default"
        let name = try container.decodeIfPresent(String.self, forKey: .operation) ?? Operation.ask.rawValue
        guard let operation = Operation(rawValue: name) else {
            let known = Operation.allCases.map(\.rawValue).joined(separator: ", ")
            throw JSONError(code: .unknownOperation, message: "unknown \"op\"; known: \(known)", id: id)
        }
        self.operation = operation
        guard (1...Self.longestSession).contains(session.utf8.count) else {
            throw JSONError(
                code: .invalidRequest, message: "\"session\" must have 1 to \(Self.longestSession) bytes", id: id)
        }
    }

    /// Reads a request from a line.
    static func read(_ line: String) -> Result<JSONRequest, JSONError> {
        let data = Data(line.utf8)
        let decoder = JSONDecoder()
        do {
            return .success(try decoder.decode(JSONRequest.self, from: data))
        } catch let error as JSONError {
            return .failure(error)
        } catch DecodingError.dataCorrupted {
            return .failure(JSONError(code: .invalidJSON, message: "this line is not a JSON value", id: .null))
        } catch {
            struct Identified: Decodable { let id: ID? }
            let id = (try? decoder.decode(Identified.self, from: data))?.id ?? .null
            return .failure(JSONError(code: .invalidRequest, message: Self.words(error), id: id))
        }
    }

    private static func words(_ error: any Error) -> String {
        guard case DecodingError.typeMismatch(_, let context) = error else { return "the request cannot be read" }
        guard let key = context.codingPath.first?.stringValue else { return "an object was expected" }
        let expected = key == CodingKeys.id.rawValue ? "a string, a number or null" : "a string"
        return "\"\(key)\" must be \(expected)"
    }
}
