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
        /// A line that comes after the one with this number, or in its place where that goes.
        case added(line: Int, text: String)
    }

    /// What recording changes, in the order of the file.
    public func changes(_ outcome: TranscriptPlayer.Outcome, mode: RecordMode) -> [Change] {
        let edits = edits(outcome, mode)
        return lines.indices.flatMap { index -> [Change] in
            let line = index + 1
            let removed = edits.dropped.contains(line) ? [Change.removed(line: line, text: lines[index])] : []
            return removed + (edits.inserts[line] ?? []).map { Change.added(line: line, text: $0) }
        }
    }

    /// The lines of messages that recording leaves as they are, because with a variant they are answered otherwise.
    public func ambiguous(_ outcome: TranscriptPlayer.Outcome, mode: RecordMode) -> [Int] {
        zip(exchanges, outcome.replies.map(\.lines)).compactMap { exchange, reply in
            rewrites(exchange, reply, mode) && outcome.answeredOtherwise.contains(exchange.line) ? exchange.line : nil
        }
    }

    /// The text of the file with its `<` lines written anew; everything else stays as it was, line ends included. Patterns
    /// that still hold stay patterns, unless all is written anew.
    ///
    /// - Parameter outcome: what came of playing this transcript.
    public func recorded(_ outcome: TranscriptPlayer.Outcome, mode: RecordMode) -> String {
        let edits = edits(outcome, mode)
        guard !edits.inserts.isEmpty || !edits.dropped.isEmpty else { return text }
        let ends = lineEnds
        let usual = ends.first { !$0.isEmpty } ?? "\n"
        var result = text.unicodeScalars.first == "\u{FEFF}" ? "\u{FEFF}" : ""
        for (index, line) in lines.enumerated() {
            let added = edits.inserts[index + 1] ?? []
            // A last line without an end gets one where lines come after it.
            let end = ends[index].isEmpty && !added.isEmpty ? usual : ends[index]
            if !edits.dropped.contains(index + 1) { result += line + end }
            for line in added { result += line + (ends[index].isEmpty ? usual : ends[index]) }
        }
        return result
    }

    /// What ends each line in the file; nothing for a last line without an end.
    private var lineEnds: [String] {
        var ends = text.compactMap { $0 == "\n" || $0 == "\r\n" || $0 == "\r" ? String($0) : nil }
        while ends.count < lines.count { ends.append("") }
        return ends
    }

    private typealias Edits = (dropped: Set<Int>, inserts: [Int: [String]])

    /// The lines that go, and what comes after which line.
    private func edits(_ outcome: TranscriptPlayer.Outcome, _ mode: RecordMode) -> Edits {
        var edits: Edits = ([], [:])
        for (exchange, reply) in zip(exchanges, outcome.replies.map(\.lines)) where rewrites(exchange, reply, mode) {
            guard !outcome.answeredOtherwise.contains(exchange.line) else { continue }
            write(reply, into: exchange, mode, &edits)
        }
        return edits
    }

    /// Each line of a reply takes the place of the line that stood for it; a line more comes after the one before it.
    private func write(_ reply: [String], into exchange: Exchange, _ mode: RecordMode, _ edits: inout Edits) {
        // Where nothing stood before: under the message and its variants.
        var place = (exchange.variants.map(\.line) + [exchange.line]).max() ?? exchange.line
        if let first = exchange.expected.first { place = max(place, first.line - 1) }
        for (expected, got) in exchange.expected.aligned(with: reply) {
            let old = expected.map { exchange.expected[$0] }
            if let old { place = old.line }
            guard let got else {
                if let old { edits.dropped.insert(old.line) }
                continue
            }
            if let old, old.matches(reply[got]), mode != .all || old.pattern == .literal { continue }
            if let old { edits.dropped.insert(old.line) }
            edits.inserts[place, default: []].append("< \(Self.recorded(reply[got]))")
        }
    }

    /// A line that says exactly this: what would read as a pattern, or loses spaces at its end, is written as a pattern.
    static func recorded(_ line: String) -> String {
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
