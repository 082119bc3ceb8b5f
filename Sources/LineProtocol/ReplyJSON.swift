import Dialogue
import Understanding

extension Reply {
    /// The fields of the protocol's reply, in its order.
    var jsonFields: [(String, JSONValue)] {
        [
            ("turn", .whole(turn)),
            ("reply", .string(text)),
            ("messages", .array(messages.map(\.json))),
            ("intents", .array(intents.map(\.json))),
            ("awaiting", .optional(awaiting?.name)),
            ("facts", .object(facts.map { ($0.name, $0.value.json) })),
            ("verdict", verdict?.json ?? .null),
            ("suggestions", .array(suggestions.map { .string($0) })),
        ]
    }
}

extension Message {
    var json: JSONValue {
        var fields: [(String, JSONValue)] = [
            ("kind", .string(kind.rawValue)), ("intent", .string(intent)), ("text", .string(text)),
            ("source", .optional(source)),
        ]
        if kind == .clarify { fields.append(("choices", .array(choices.map { .string($0) }))) }
        return .object(fields)
    }
}

extension Explanation {
    /// How many rivals of the first intent are told.
    private static let mostRivals = 4

    /// The field `why`.
    func json(nearest: NearestExample?) -> JSONValue {
        .object([
            ("intent", ranking.first?.json ?? .null),
            ("rivals", .array(ranking.intents.dropFirst().prefix(Self.mostRivals).map(\.json))),
            ("parts", .array(parts.map(\.json))),
            ("nearest", nearest?.json ?? .null),
        ])
    }
}

extension Explanation.Part {
    package var json: JSONValue { .object([("text", .string(text)), ("weight", .number(Double(weight)))]) }
}

extension NearestExample {
    package var json: JSONValue {
        .object([
            ("intent", .string(example.label)), ("text", .string(example.text)),
            ("similarity", .number(Double(similarity))),
        ])
    }
}

extension Ranking.Intent {
    package var json: JSONValue { .object([("name", .string(name)), ("confidence", .number(Double(confidence)))]) }
}

extension ToldFact.Value {
    var json: JSONValue {
        switch self {
        case .category(let label, let way): .object([("label", .string(label)), ("way", .optional(way))])
        case .years(let years): .number(years)
        case .flag(let flag): .bool(flag)
        }
    }
}

extension Verdict {
    var json: JSONValue {
        .object([
            ("outcome", .string(outcome.rawValue)), ("rule", .optional(rule)),
            ("missing_years", missingYears.map { .number($0) } ?? .null),
        ])
    }
}
