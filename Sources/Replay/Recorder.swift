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
    /// The text of the file with its `<` lines written anew; everything else stays as it was.
    ///
    /// - Parameter outcome: what came of playing this transcript.
    public func recorded(_ outcome: TranscriptPlayer.Outcome, mode: RecordMode) -> String {
        var inserts: [Int: [String]] = [:]
        var dropped: Set<Int> = []
        for (exchange, reply) in zip(exchanges, outcome.replies) where rewrites(exchange, reply, mode) {
            for line in exchange.expected { dropped.insert(line.line) }
            let after = (exchange.variants.map(\.line) + [exchange.line]).max() ?? exchange.line
            inserts[after] = reply.map { "< \($0)" }
        }
        var result: [String] = []
        for (index, line) in lines.enumerated() {
            if !dropped.contains(index + 1) { result.append(line) }
            result += inserts[index + 1] ?? []
        }
        return result.joined(separator: "\n") + "\n"
    }

    private func rewrites(_ exchange: Exchange, _ reply: [String], _ mode: RecordMode) -> Bool {
        switch mode {
        case .never: return false
        case .missing: return exchange.expected.isEmpty
        case .all: return true
        case .failed:
            guard !exchange.expected.isEmpty else { return false }
            return exchange.expected.count != reply.count
                || !zip(exchange.expected, reply).allSatisfy { $0.matches($1) }
        }
    }
}
