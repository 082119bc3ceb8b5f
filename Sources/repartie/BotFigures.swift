import Dialogue
import LineProtocol
import Understanding

/// The figures of `repartie evaluate --measure replies`, `facts` and `verdicts`, and what was got wrong.
struct BotFigures {
    /// The figures, one a line.
    let text: String
    /// What was got wrong, one line each: expected, got, the messages.
    let misses: String

    init(_ evaluation: BotEvaluation) {
        text = Self.lines([
            ("answered right", evaluation.right), ("wrongly declined", evaluation.wronglyDeclined),
            ("rightly declined", evaluation.rightlyDeclined),
        ])
        misses = evaluation.misses.map { Self.line([$0.expected, $0.answered] + $0.texts) }.joined()
    }

    init(_ evaluation: FactEvaluation) {
        text = Self.lines([
            ("years right", evaluation.years), ("diplomas right", evaluation.ways),
            ("all facts right", evaluation.right),
        ])
        misses = evaluation.misses.map { miss in
            Self.line([miss.example.years, miss.years, miss.example.ways, miss.ways, miss.example.text])
        }.joined()
    }

    init(_ evaluation: VerdictEvaluation) {
        text = Self.lines([("verdicts right", evaluation.right)])
        misses = evaluation.misses.map { Self.line([$0.expected, $0.got] + $0.texts) }.joined()
    }

    private static func line(_ fields: [String]) -> String {
        fields.map(Diagnostics.printable).joined(separator: "\t") + "\n"
    }

    private static func lines(_ shares: [(name: String, share: Share)]) -> String {
        shares.filter { $0.share.total > 0 }.map { name, share in
            let padding = String(repeating: " ", count: max(1, 22 - name.utf8.count))
            return "\(name)\(padding)\(JSONValue.number(share.percent).line) % (\(share.count) of \(share.total))"
        }.joined(separator: "\n")
    }
}
