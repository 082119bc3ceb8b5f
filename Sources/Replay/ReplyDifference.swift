import Dialogue

/// A difference between what a transcript expects and what came.
public enum ReplyDifference: Sendable, Equatable {
    /// The reply has other lines; all of them, in order.
    case lines([Line])
    /// A statement does not hold (or holds, where it must not). The line of the file is where it stands.
    case statement(String, negated: Bool, line: Int)
    /// A fact of a setting that the form does not have, or a value that it does not know.
    case unknownFact(String)
    /// A statement with a name or a value that the content does not have, which could never hold or never fail.
    case unknownName(String, statement: String, line: Int)

    /// A line of a reply beside the line that was expected.
    public enum Line: Sendable, Equatable {
        case asExpected(String)
        case other(expected: String, got: String)
        case missing(String)
        case extra(String)
    }
}

extension Transcript.Exchange {
    /// What of a reply is not as expected.
    func differences(from reply: Reply, names: StatementNames) -> [ReplyDifference] {
        var result: [ReplyDifference] = []
        if !expected.isEmpty {
            let lines = expected.compared(with: reply.lines)
            let isSame = lines.allSatisfy { if case .asExpected = $0 { true } else { false } }
            if !isSame { result.append(.lines(lines)) }
        }
        for assertion in assertions {
            if let name = names.unknown(in: assertion.statement) {
                result.append(.unknownName(name, statement: assertion.text, line: assertion.line))
            } else if assertion.statement.holds(for: reply) == assertion.isNegated {
                result.append(.statement(assertion.text, negated: assertion.isNegated, line: assertion.line))
            }
        }
        return result
    }
}

extension [Transcript.ExpectedLine] {
    /// The lines beside those that came, so that as many as possible agree: a line that is missing leaves the others in their
    /// place. Lines between two that agree stand beside each other in order.
    func compared(with got: [String]) -> [ReplyDifference.Line] {
        aligned(with: got).compactMap { expected, line in
            switch (expected, line) {
            case (let expected?, let line?) where self[expected].matches(got[line]): .asExpected(got[line])
            case (let expected?, let line?): .other(expected: self[expected].written, got: got[line])
            case (let expected?, nil): .missing(self[expected].written)
            case (nil, let line?): .extra(got[line])
            case (nil, nil): nil
            }
        }
    }

    /// The places of lines that stand beside each other; nil where one has none beside it.
    ///
    /// The longest common subsequence, O(expected × got).
    func aligned(with got: [String]) -> [(expected: Int?, got: Int?)] {
        var longest = [[Int]](repeating: [Int](repeating: 0, count: got.count + 1), count: count + 1)
        for row in indices.reversed() {
            for column in got.indices.reversed() {
                longest[row][column] =
                    self[row].matches(got[column])
                    ? longest[row + 1][column + 1] + 1 : Swift.max(longest[row + 1][column], longest[row][column + 1])
            }
        }
        var result: [(expected: Int?, got: Int?)] = []
        var (row, column) = (0, 0)
        var (missing, extra): ([Int], [Int]) = ([], [])
        func flush() {
            for index in 0..<Swift.max(missing.count, extra.count) {
                result.append(
                    (
                        index < missing.count ? missing[index] : nil,
                        index < extra.count ? extra[index] : nil
                    ))
            }
            (missing, extra) = ([], [])
        }
        while row < count || column < got.count {
            if row < count, column < got.count, self[row].matches(got[column]) {
                flush()
                result.append((row, column))
                (row, column) = (row + 1, column + 1)
            } else if row < count, column == got.count || longest[row + 1][column] >= longest[row][column + 1] {
                missing.append(row)
                row += 1
            } else {
                extra.append(column)
                column += 1
            }
        }
        flush()
        return result
    }
}

extension Transcript.ExpectedLine {
    /// The line as the file has it.
    var written: String {
        switch pattern {
        case .literal: text
        case .glob: text + " (glob)"
        case .regularExpression: text + " (re)"
        }
    }
}
