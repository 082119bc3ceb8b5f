/// Which `<` lines are written anew.
public enum RecordMode: String, Sendable, CaseIterable {
    /// None.
    case never
    /// Those of messages that have none.
    case missing
    /// Those of messages whose reply differs.
    case failed
    /// All.
    case all
}

extension Transcript {
    /// A line of the file that recording changes.
    public enum Change: Sendable, Equatable {
        /// A line, from 1, that goes.
        case removed(line: Int, text: String)
        /// A line that comes before the one with this number.
        case added(line: Int, text: String)
    }

    /// What recording changes, in the order of the file.
    public func changes(_ outcome: TranscriptPlayer.Outcome, mode: RecordMode) -> [Change] {
        let (dropped, inserts) = edits(outcome, mode)
        return lines.indices.flatMap { index -> [Change] in
            let line = index + 1
            let added = (inserts[line] ?? []).map { Change.added(line: line, text: $0) }
            let removed = dropped.contains(line) ? [Change.removed(line: line, text: lines[index])] : []
            return removed + added
        }
    }

    /// The text of the file with its `<` lines written anew; everything else stays as it was, line ends included. Patterns
    /// that still hold stay patterns, unless all is written anew.
    ///
    /// - Parameter outcome: what came of playing this transcript.
    public func recorded(_ outcome: TranscriptPlayer.Outcome, mode: RecordMode) -> String {
        let (dropped, inserts) = edits(outcome, mode)
        guard !inserts.isEmpty else { return text }
        var result: [String] = []
        for (index, line) in lines.enumerated() {
            if !dropped.contains(index + 1) { result.append(line) }
            result += inserts[index + 1] ?? []
        }
        let end = text.contains("\r\n") ? "\r\n" : "\n"
        let mark = text.unicodeScalars.first == "\u{FEFF}" ? "\u{FEFF}" : ""
        return mark + result.joined(separator: end) + end
    }

    /// The lines that go, and what comes after which line.
    private func edits(
        _ outcome: TranscriptPlayer.Outcome, _ mode: RecordMode
    ) -> (dropped: Set<Int>, inserts: [Int: [String]]) {
        var inserts: [Int: [String]] = [:]
        var dropped: Set<Int> = []
        for (exchange, reply) in zip(exchanges, outcome.replies.map(\.lines)) where rewrites(exchange, reply, mode) {
            let lines = exchange.expected.aligned(with: reply).compactMap { expected, got -> String? in
                guard let got else { return nil }
                if mode != .all, let expected, exchange.expected[expected].matches(reply[got]) {
                    return exchange.expected[expected].written
                }
                return Self.recorded(reply[got])
            }
            // What is recorded as it stood is no change.
            guard lines != exchange.expected.map(\.written) else { continue }
            for line in exchange.expected { dropped.insert(line.line) }
            // Where lines stood before, else under the message and its variants.
            let place = (exchange.variants.map(\.line) + [exchange.line]).max() ?? exchange.line
            inserts[exchange.expected.first.map { $0.line } ?? place] = lines.map { "< \($0)" }
        }
        return (dropped, inserts)
    }

    /// A line that says exactly this: what would read as a pattern, or loses spaces at its end, is written as a pattern.
    private static func recorded(_ line: String) -> String {
        guard line.hasSuffix(" (glob)") || line.hasSuffix(" (re)") || line != line.trimmingEnd() else { return line }
        return line.replacing("\\", with: "\\\\").replacing("*", with: "\\*") + " (glob)"
    }

    private func rewrites(_ exchange: Exchange, _ reply: [String], _ mode: RecordMode) -> Bool {
        switch mode {
        case .never: false
        case .missing: exchange.expected.isEmpty
        case .all: true
        case .failed:
            !exchange.expected.isEmpty
                && !exchange.expected.compared(with: reply).allSatisfy {
                    if case .asExpected = $0 { true } else { false }
                }
        }
    }
}
