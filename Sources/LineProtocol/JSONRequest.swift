import Dialogue
import FoundationEssentials

/// Why a request was not served.
struct JSONError: Error {
    /// The codes of the protocol.
    enum Code: String {
        case invalidUTF8 = "invalid_utf8"
        case lineTooLong = "line_too_long"
        case invalidJSON = "invalid_json"
        case invalidRequest = "invalid_request"
        case unknownOperation = "unknown_op"
        case invalidState = "invalid_state"
        case textTooLong = "text_too_long"
    }

    let code: Code
    let message: String
    let id: JSONRequest.ID

    init(_ code: Code, _ message: String, id: JSONRequest.ID = .null) {
        self.code = code
        self.message = message
        self.id = id
    }

    /// The reply of the protocol.
    func json(line: Int) -> JSONValue {
        let error: [(String, JSONValue)] = [
            ("code", .string(code.rawValue)), ("message", .string(message)), ("line", .whole(line)),
        ]
        return .object([("id", id.json), ("error", .object(error))])
    }
}

/// One request of the JSON Lines protocol.
struct JSONRequest: Decodable {
    enum Operation: String, CaseIterable { case ask, hello, reset, explain, state }

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
    let state: String?
    let operation: Operation

    private enum CodingKeys: String, CodingKey {
        case id, text, session, state
        case operation = "op"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decodeIfPresent(ID.self, forKey: .id) ?? .null
        text = try container.decodeIfPresent(String.self, forKey: .text)
        session = try container.decodeIfPresent(String.self, forKey: .session) ?? "default"
        state = try container.decodeIfPresent(String.self, forKey: .state)
        let name = try container.decodeIfPresent(String.self, forKey: .operation) ?? Operation.ask.rawValue
        guard let operation = Operation(rawValue: name) else {
            let known = Operation.allCases.map(\.rawValue).joined(separator: ", ")
            throw JSONError(.unknownOperation, "unknown \"op\"; known: \(known)", id: id)
        }
        self.operation = operation
        guard (1...Self.longestSession).contains(session.utf8.count) else {
            throw JSONError(
                .invalidRequest, "\"session\" must have 1 to \(Self.longestSession) bytes", id: id)
        }
    }

    /// Reads a request from a line.
    static func read(_ line: String) throws(JSONError) -> JSONRequest {
        guard !hasTrailingComma(line.utf8) else { throw JSONError(.invalidJSON, "this line is not a JSON value") }
        let data = Data(line.utf8)
        let decoder = JSONDecoder()
        do {
            return try decoder.decode(JSONRequest.self, from: data)
        } catch let error as JSONError {
            throw error
        } catch DecodingError.dataCorrupted {
            throw JSONError(.invalidJSON, "this line is not a JSON value")
        } catch {
            struct Identified: Decodable { let id: ID? }
            let id = (try? decoder.decode(Identified.self, from: data))?.id ?? .null
            throw JSONError(.invalidRequest, Self.words(error), id: id)
        }
    }

    /// Whether a comma ends an array or an object, which RFC 8259 does not allow and Foundation's decoder lets pass. O(n).
    private static func hasTrailingComma(_ bytes: String.UTF8View) -> Bool {
        var (isInText, isEscaped, isAfterComma) = (false, false, false)
        for byte in bytes {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInText = false
                }
                continue
            }
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            case 0x5D, 0x7D: if isAfterComma { return true }
            default: break
            }
            isAfterComma = byte == 0x2C
            isInText = byte == 0x22
        }
        return false
    }

    private static func words(_ error: any Error) -> String {
        guard case DecodingError.typeMismatch(_, let context) = error else { return "the request cannot be read" }
        guard let key = context.codingPath.first?.stringValue else { return "an object was expected" }
        let expected = key == CodingKeys.id.rawValue ? "a string, a number or null" : "a string"
        return "\"\(key)\" must be \(expected)"
    }
}
