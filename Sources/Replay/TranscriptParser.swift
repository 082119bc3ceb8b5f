import Dialogue
import French

extension Transcript {
    /// Reads a transcript. CRLF, a byte-order mark and a missing last line feed are fine.
    ///
    /// - Throws: the first thing that is wrong, with its place.
    public init(path: String, bytes: [UInt8]) throws(TranscriptError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TranscriptError(notUTF8: bytes, path: path)
        }
        try self.init(path: path, text: text)
    }

    /// Reads a transcript from its text.
    public init(path: String, text: String) throws(TranscriptError) {
        var parser = TranscriptParser(path: path)
        let lines = TranscriptParser.lines(of: text)
        for line in lines { try parser.read(line) }
        guard !parser.exchanges.isEmpty else { throw parser.error(.nothingSaid, text: lines.last ?? "") }
        self.init(
            path: path, today: parser.today ?? Transcript.defaultDay, knownFacts: parser.knownFacts,
            exchanges: parser.exchanges, text: text, lines: lines)
    }
}

extension TranscriptError {
    /// The error of a file with a line that is not UTF-8.
    fileprivate init(notUTF8 bytes: [UInt8], path: String) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        let line = lines.isEmpty ? [] : lines[index]
        // Characters before the first byte that fits nothing.
        let valid = line.indices.last { String(validating: line[..<$0], as: UTF8.self) != nil } ?? line.startIndex
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        self.init(
            path: path, line: index + 1, column: String(decoding: line[..<valid], as: UTF8.self).count + 1,
            problem: isUTF16 ? .isUTF16 : .notUTF8, text: String(decoding: line, as: UTF8.self))
    }
}

private struct TranscriptParser {
    let path: String
    var today: Day?
    var knownFacts: [Transcript.KnownFact] = []
    var exchanges: [Transcript.Exchange] = []
    private var number = 0

    init(path: String) { self.path = path }

    static func lines(of text: String) -> [String] {
        let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        var lines = unmarked.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map(
            String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    mutating func read(_ line: String) throws(TranscriptError) {
        number += 1
        let trimmed = line.trimmingEnd()
        guard let mark = trimmed.first, mark != "#" else { return }
        let rest = trimmed.dropFirst()
        guard rest.isEmpty || rest.first == " " else { throw error(.unknownLine, text: line) }
        let body = String(rest.dropFirst())
        switch mark {
        case ">": exchanges.append(Transcript.Exchange(said: body, line: number))
        case "@": try readSetting(body, line)
        case "|", "<", "?", "!":
            guard !exchanges.isEmpty else { throw error(.beforeFirstMessage, text: line) }
            try readExpectation(mark, body, line)
        default: throw error(.unknownLine, text: line)
        }
    }

    private mutating func readExpectation(_ mark: Character, _ body: String, _ line: String) throws(TranscriptError) {
        let last = exchanges.count - 1
        switch mark {
        case "|": exchanges[last].variants.append(Transcript.Variant(said: body, line: number))
        case "<": exchanges[last].expected.append(try expectedLine(body, line))
        default: exchanges[last].assertions.append(try assertion(body, negated: mark == "!", line))
        }
    }

    private mutating func readSetting(_ body: String, _ line: String) throws(TranscriptError) {
        guard exchanges.isEmpty else { throw error(.settingAfterMessage, text: line) }
        let words = body.split(separator: " ", maxSplits: 1).map(String.init)
        switch words.first {
        case "aujourd'hui", "aujourd’hui":
            guard words.count == 2, let day = Day(iso: words[1]) else {
                let column = Self.column(after: words[0], in: line)
                throw error(.badDay(words.dropFirst().first ?? ""), column: column, text: line)
            }
            guard today == nil else { throw error(.settingTwice, column: 3, text: line) }
            today = day
        case "fait":
            guard words.count == 2, let fact = Self.fact(words[1]), let value = fact.value else {
                throw error(.badFact, column: Self.column(after: words[0], in: line), text: line)
            }
            knownFacts.append(Transcript.KnownFact(name: fact.name, value: value, line: number))
        default: throw error(.unknownSetting, column: 3, text: line)
        }
    }

    private func expectedLine(_ body: String, _ line: String) throws(TranscriptError) -> Transcript.ExpectedLine {
        do {
            if body.hasSuffix(" (glob)") {
                let text = String(body.dropLast(7))
                return .init(text: text, pattern: .glob(LinearPattern(glob: text)), line: number)
            }
            if body.hasSuffix(" (re)") {
                let text = String(body.dropLast(5))
                return .init(text: text, pattern: .regularExpression(try LinearPattern(text)), line: number)
            }
        } catch {
            throw self.error(.badPattern(error.reason), column: 3 + error.offset, text: line)
        }
        return .init(text: body, pattern: .literal, line: number)
    }

    // MARK: Statements

    private func assertion(_ body: String, negated: Bool, _ line: String) throws(TranscriptError)
        -> Transcript.Assertion
    {
        let words = body.split(separator: " ").map(String.init)
        guard let first = words.first else { throw error(.unknownStatement(""), column: 3, text: line) }
        let rest = Array(words.dropFirst())
        guard let read = Self.readers[first] else { throw error(.unknownStatement(first), column: 3, text: line) }
        guard let statement = read.read(rest) else {
            throw error(
                .badStatement(expected: read.expected), column: Self.column(after: first, in: line), text: line)
        }
        return Transcript.Assertion(statement: statement, isNegated: negated, text: body, line: number)
    }

    /// The column, from 1, of what follows a word.
    private static func column(after word: String, in line: String) -> Int {
        guard let range = line.firstRange(of: word) else { return 3 }
        let rest = line[range.upperBound...]
        let value = rest.firstIndex { $0 != " " && $0 != "\t" } ?? rest.endIndex
        return line.distance(from: line.startIndex, to: value) + 1
    }

    private typealias Statement = Transcript.Assertion.Statement

    private static let readers: [String: (expected: String, read: @Sendable ([String]) -> Statement?)] = [
        "intention": ("« intention nom »", { $0.count == 1 ? .intent($0[0]) : nil }),
        "attend": (
            "« attend nom » ou « attend rien »", { $0.count == 1 ? .awaiting($0[0] == "rien" ? nil : $0[0]) : nil }
        ),
        "source": ("« source section »", { $0.isEmpty ? nil : .source($0.joined(separator: " ")) }),
        "genre": (
            "« genre » et l’un de \(Message.Kind.allCases.map(\.rawValue).joined(separator: ", "))",
            { $0.count == 1 ? Message.Kind(rawValue: $0[0]).map { .kind($0) } : nil }
        ),
        "fait": (
            "« fait nom = valeur » ou « fait nom = rien »",
            { fact($0.joined(separator: " ")).map { .fact(name: $0.name, value: $0.value) } }
        ),
        "verdict": ("« verdict eligible|pas_encore|non_eligible|a_verifier|rien [règle] [années]»", verdict),
    ]

    @Sendable private static func verdict(_ words: [String]) -> Statement? {
        guard let first = words.first, words.count <= 3 else { return nil }
        if first == "rien" { return words.count == 1 ? .verdict(nil, rule: nil, missingYears: nil) : nil }
        guard let outcome = Outcome(rawValue: first) else { return nil }
        if words.count == 3 {
            guard let years = Double(words[2]), years.isFinite else { return nil }
            return .verdict(outcome, rule: words[1], missingYears: years)
        }
        return .verdict(outcome, rule: words.count > 1 ? words[1] : nil, missingYears: nil)
    }

    private static func fact(_ text: String) -> (name: String, value: String?)? {
        let parts = text.split(separator: "=", maxSplits: 1).map { String($0).trimmingBoth() }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (parts[0], parts[1] == "rien" ? nil : parts[1])
    }

    func error(_ problem: TranscriptError.Problem, column: Int = 1, text: String) -> TranscriptError {
        TranscriptError(path: path, line: max(number, 1), column: column, problem: problem, text: text)
    }
}

extension String {
    func trimmingEnd() -> String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " || self[index(before: end)] == "\t" {
            end = index(before: end)
        }
        return String(self[..<end])
    }

    func trimmingBoth() -> String { String(trimmingEnd().drop { $0 == " " || $0 == "\t" }) }
}
