import Dialogue
import Understanding

/// The figures of `repartie evaluate --dialogue`.
struct BotFigures {
    let evaluation: BotEvaluation

    var text: String {
        let lines = [
            ("answered right", evaluation.right), ("wrongly declined", evaluation.wronglyDeclined),
            ("rightly declined", evaluation.rightlyDeclined),
        ]
        return lines.filter { $0.1.total > 0 }.map(line).joined(separator: "\n")
    }

    /// One line a miss: expected, answered, the messages.
    var misses: String {
        evaluation.misses.map { miss in
            ([miss.expected, miss.answered] + miss.texts.map(Diagnostics.printable)).joined(separator: "\t") + "\n"
        }.joined()
    }

    private func line(_ name: String, _ share: BotEvaluation.Share) -> String {
        let padding = String(repeating: " ", count: max(1, 22 - name.utf8.count))
        return "\(name)\(padding)\(JSONValue.number(share.percent).line) % (\(share.count) of \(share.total))"
    }
}
