import LineProtocol
import Replay

/// What of the content transcripts reach.
struct CoverageReport {
    let coverage: Coverage

    /// What must be reached as a whole: an answer or a row of the rules that no transcript reaches may be wrong unnoticed.
    private static let required: [Coverage.Kind] = [.answer, .ruleRow]

    /// Whether all answers and all rows of the rules are reached.
    var isWhole: Bool { Self.required.allSatisfy { coverage.missing($0).isEmpty } }

    var text: String {
        var lines: [String] = []
        for kind in Coverage.Kind.allCases where coverage.count(kind) > 0 {
            let missing = coverage.missing(kind)
            lines.append("\(Self.words(kind)): \(share(kind))")
            lines += missing.map { "  not reached: \(Diagnostics.printable($0.name))" }
        }
        lines.append("total: \(Self.share(reachedCount, of: coverage.items.count))")
        return lines.joined(separator: "\n")
    }

    private var reachedCount: Int {
        coverage.items.count - Coverage.Kind.allCases.reduce(0) { $0 + coverage.missing($1).count }
    }

    var json: JSONValue {
        let kinds = Coverage.Kind.allCases.map { kind -> (String, JSONValue) in
            let missing = coverage.missing(kind).map { JSONValue.string($0.name) }
            return (kind.rawValue, .object([("count", .whole(coverage.count(kind))), ("missing", .array(missing))]))
        }
        let total = JSONValue.object([("count", .whole(coverage.items.count)), ("reached", .whole(reachedCount))])
        return .object(kinds + [("total", total)])
    }

    private func share(_ kind: Coverage.Kind) -> String {
        let count = coverage.count(kind)
        return Self.share(count - coverage.missing(kind).count, of: count)
    }

    private static func share(_ reached: Int, of count: Int) -> String {
        let percent = JSONValue.number(Double(reached * 1000 / max(1, count)) / 10).line
        return "\(reached) of \(count) (\(percent) %)"
    }

    private static func words(_ kind: Coverage.Kind) -> String {
        switch kind {
        case .intent: "intents"
        case .answer: "answers"
        case .variant: "variants of answers"
        case .question: "questions of the form"
        case .ruleRow: "rows of the rules"
        case .state: "states of the form"
        }
    }
}
