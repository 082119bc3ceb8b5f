/// What a person typed, beside its comparable form: folded words that remember where they stood in the text.
public struct Utterance: Sendable, Equatable {
    /// The text as it was typed.
    public let text: String
    /// The folded words and numbers, in order. Punctuation lives in `Token.boundary`.
    public let tokens: [Token]
    /// Whether the text holds a question mark.
    public let hasQuestionMark: Bool

    /// Reads a text. Spellings that `spelling` knows (« bcp », « koi ») become the usual words.
    ///
    /// O(n) in the length of the text.
    public init(_ text: String, spelling: Spelling = Spelling()) {
        self.text = text
        var tokenizer = Tokenizer()
        tokenizer.read(text)
        hasQuestionMark = tokenizer.sawQuestionMark
        tokens = spelling.isEmpty ? tokenizer.tokens : spelling.apply(to: tokenizer.tokens)
    }

    private init(text: String, tokens: [Token], hasQuestionMark: Bool) {
        self.text = text
        self.tokens = tokens
        self.hasQuestionMark = hasQuestionMark
    }

    /// Some of the tokens as an utterance of their own, with the question marks that follow them.
    public func part(_ ranges: [Range<Int>]) -> Utterance {
        Utterance(
            text: text, tokens: ranges.flatMap { tokens[$0] }, hasQuestionMark: ranges.contains(where: isAsked))
    }

    /// The same text, its words read otherwise.
    public func reading(_ tokens: [Token]) -> Utterance {
        Utterance(text: text, tokens: tokens, hasQuestionMark: hasQuestionMark)
    }

    /// Whether a question mark stands between the end of some tokens and the next one.
    private func isAsked(_ range: Range<Int>) -> Bool {
        guard hasQuestionMark, let last = tokens[range].last else { return false }
        let end = range.upperBound < tokens.count ? tokens[range.upperBound].source.lowerBound : text.utf8.count
        guard last.source.upperBound < end else { return false }
        return text.utf8.dropFirst(last.source.upperBound).prefix(end - last.source.upperBound)
            .contains(UInt8(ascii: "?"))
    }

    /// Whether nothing in the text can be compared (it is empty, or only punctuation and symbols).
    public var isEmpty: Bool { tokens.isEmpty }

    /// The folded words joined with one space: equal for texts that differ only in what folding drops.
    public var folded: String {
        var result = ""
        for (index, token) in tokens.enumerated() {
            if index > 0 { result += " " }
            result += token.text
        }
        return result
    }

    /// Where in the text some tokens stand, as UTF-8 offsets.
    public func place(of range: Range<Int>) -> Range<Int> {
        guard let first = tokens[range].first, let last = tokens[range].last else { return 0..<0 }
        return first.source.lowerBound..<last.source.upperBound
    }

    /// The words of the text, as typed, that the given tokens came from.
    public func source(of range: Range<Int>) -> String {
        guard let first = tokens[range].first, let last = tokens[range].last else { return "" }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: first.source.lowerBound)
        let end = utf8.index(utf8.startIndex, offsetBy: last.source.upperBound)
        return String(text[start..<end])
    }
}

/// One folded word or number of an utterance.
public struct Token: Sendable, Equatable {
    /// What stands between a token and the one before it.
    public enum Boundary: UInt8, Sendable, Comparable {
        /// Nothing but spaces, a hyphen or an apostrophe.
        case none
        /// A comma, a colon, a bracket or a dash between spaces.
        case clause
        /// A full stop, a question or exclamation mark, a semicolon or a line feed.
        case sentence

        public static func < (left: Boundary, right: Boundary) -> Bool { left.rawValue < right.rawValue }
    }

    /// The folded bytes as a string: lower case, no accents. Numbers keep a decimal point (« 2,5 » is `2.5`).
    public let text: String
    /// `StableHash` of the folded bytes.
    public let hash: UInt64
    /// The UTF-8 offsets in the original text that the token came from.
    public let source: Range<Int>
    /// What stands before the token.
    public let boundary: Boundary

    /// A token with these folded letters.
    public init(text: String, source: Range<Int>, boundary: Boundary) {
        self.text = text
        self.hash = StableHash.of(text.utf8)
        self.source = source
        self.boundary = boundary
    }

    /// Whether the token starts with a digit.
    public var isNumber: Bool { text.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
}
