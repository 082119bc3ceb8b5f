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
struct JSONRequest {
    enum Operation: String, CaseIterable { case ask, hello, reset, explain, state }

    /// What the caller wants echoed, as it was written.
    enum ID: Equatable {
        case null
        case text(String)
        case number(String)

        var json: JSONValue {
            switch self {
            case .null: .null
            case .text(let text): .string(text)
            case .number(let digits): .written(digits)
            }
        }

        /// nil where an id cannot be such a value.
        init?(_ value: JSONReader.Value) {
            switch value {
            case .null: self = .null
            case .string(let text): self = .text(text)
            case .number(let digits): self = .number(digits)
            case .bool, .container: return nil
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

    /// Reads a request from a line. Unknown fields are passed over; a field that is null is absent.
    init(_ line: String) throws(JSONError) {
        var reader = JSONReader(line)
        let content: JSONReader.Content
        do throws(JSONReader.SyntaxError) {
            content = try reader.read()
        } catch {
            throw JSONError(.invalidJSON, "this line is not a JSON value", id: Self.id(in: error.fields))
        }
        guard case .object(let fields) = content else { throw JSONError(.invalidRequest, "an object was expected") }
        let known = try Self.known(fields)
        id = Self.id(in: fields)
        text = try Self.string("text", known, id)
        session = try Self.string("session", known, id) ?? "default"
        state = try Self.string("state", known, id)
        operation = try Self.operation(try Self.string("op", known, id), id)
        guard (1...Self.longestSession).contains(session.utf8.count) else {
            throw JSONError(.invalidRequest, "\"session\" must have 1 to \(Self.longestSession) bytes", id: id)
        }
    }

    private static let fields: Set = ["id", "text", "session", "state", "op"]

    /// The fields that the protocol knows. One that stands there twice could mean either.
    private static func known(
        _ fields: [(name: String, value: JSONReader.Value)]
    ) throws(JSONError) -> [String: JSONReader.Value] {
        var known: [String: JSONReader.Value] = [:]
        for (name, value) in fields where Self.fields.contains(name) {
            guard known.updateValue(value, forKey: name) == nil else {
                throw JSONError(.invalidRequest, "\"\(name)\" stands there twice", id: id(in: fields))
            }
        }
        guard known["id"].map({ ID($0) != nil }) ?? true else {
            throw JSONError(.invalidRequest, "\"id\" must be a string, a number or null")
        }
        return known
    }

    private static func id(in fields: [(name: String, value: JSONReader.Value)]) -> ID {
        fields.first { $0.name == "id" }.flatMap { ID($0.value) } ?? .null
    }

    private static func string(
        _ name: String, _ fields: [String: JSONReader.Value], _ id: ID
    ) throws(JSONError) -> String? {
        switch fields[name] {
        case .string(let text): return text
        case .null, nil: return nil
        case .bool, .number, .container: throw JSONError(.invalidRequest, "\"\(name)\" must be a string", id: id)
        }
    }

    private static func operation(_ name: String?, _ id: ID) throws(JSONError) -> Operation {
        guard let name else { return .ask }
        guard let operation = Operation(rawValue: name) else {
            let known = Operation.allCases.map(\.rawValue).joined(separator: ", ")
            throw JSONError(.unknownOperation, "unknown \"op\"; known: \(known)", id: id)
        }
        return operation
    }
}
