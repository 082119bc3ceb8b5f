/// Cuts a text into folded tokens.
///
/// - An apostrophe ends a word (« l'école » is `l`, `ecole`), a hyphen separates words.
/// - A digit and a letter after it are parted (« 5ans » is `5`, `ans`), a letter and a digit are not (« M2 » is `m2`).
/// - `+` is a token of its own (« bac+5 » is `bac`, `+`, `5`); « 2,5 » and « 2.5 » are one number.
/// - Letters written one by one with full stops are one word (« D.E.I.S. » is `deis`).
/// - HTML character references are read as what they stand for (« &eacute; »).
/// - A letter that stands three times or more in a row counts once (« ouiiii » is `oui`, but « III » stays).
struct Tokenizer {
    private(set) var tokens: [Token] = []
    private(set) var sawQuestionMark = false

    private var word: [UInt8] = []
    private var start = 0
    private var boundary = Token.Boundary.none
    /// End offset of the last token and whether a single full stop and nothing else followed it.
    private var lastEnd = 0
    private var onlyStopSinceLast = false
    private var spaceBeforeDash = false

    mutating func read(_ text: String) {
        var offset = 0
        var rest = Substring(text).unicodeScalars
        while let first = rest.first {
            var scalar = first
            var length = 1
            if first == "&", let entity = CharacterEntity.read(rest) { (scalar, length) = entity }
            var width = 0
            for _ in 0..<length { width += UTF8.width(rest.removeFirst()) }
            take(scalar.value, at: offset, width: width, next: rest.first?.value)
            offset += width
        }
        finishWord(at: offset)
    }

    private mutating func take(_ scalar: UInt32, at offset: Int, width: Int, next: UInt32?) {
        switch Folding.fold(scalar) {
        case .nothing: break
        case .byte(let byte): take(byte: byte, at: offset, next: next)
        case .pair(let first, let second):
            append(first, at: offset)
            append(second, at: offset)
        case .other where Self.bullets.contains(scalar), .separator where Self.bullets.contains(scalar):
            separate(.sentence, at: offset)
        case .other: appendOther(scalar, at: offset)
        case .separator:
            finishWord(at: offset)
            onlyStopSinceLast = false
        }
    }

    private mutating func take(byte: UInt8, at offset: Int, next: UInt32?) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x30...0x39:
            append(byte, at: offset)
        case UInt8(ascii: ","), UInt8(ascii: "."):
            if let last = word.last, Self.isDigit(last), let next, next >= 0x30, next <= 0x39, !word.contains(0x2E) {
                word.append(UInt8(ascii: "."))
            } else {
                finishWord(at: offset)
                let isShort = byte == UInt8(ascii: ".") && Self.abbreviations.contains(tokens.last?.text ?? "")
                separate(isShort ? .none : byte == UInt8(ascii: ",") ? .clause : .sentence, at: offset)
                onlyStopSinceLast = byte == UInt8(ascii: ".") && lastEnd == offset
            }
        case UInt8(ascii: "?"):
            sawQuestionMark = true
            separate(.sentence, at: offset)
        case UInt8(ascii: "!"), UInt8(ascii: ";"), 0x0A:
            separate(.sentence, at: offset)
        case UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"), UInt8(ascii: "\""):
            separate(.clause, at: offset)
        case UInt8(ascii: "+"):
            finishWord(at: offset)
            append(byte, at: offset)
            finishWord(at: offset + 1)
        case UInt8(ascii: "-") where startsNegativeNumber(next):
            finishWord(at: offset)
            append(byte, at: offset)
        case UInt8(ascii: "-"):
            let between = spaceBeforeDash && next.map { Folding.fold($0) == .byte(Folding.space) } ?? true
            separate(between ? .clause : .none, at: offset)
        default:
            separate(.none, at: offset)
        }
        spaceBeforeDash = byte == Folding.space
    }

    /// « -3 ans » is a negative number; the dash of « 3-4 ans » and of « 3 -4 ans » is not.
    private func startsNegativeNumber(_ next: UInt32?) -> Bool {
        guard word.isEmpty, let next, next >= 0x30, next <= 0x39 else { return false }
        return spaceBeforeDash || tokens.isEmpty ? !(tokens.last?.isNumber ?? false) : false
    }

    private mutating func separate(_ kind: Token.Boundary, at offset: Int) {
        finishWord(at: offset)
        boundary = max(boundary, kind)
        onlyStopSinceLast = false
    }

    private mutating func append(_ byte: UInt8, at offset: Int) {
        if let last = word.last {
            if Self.isDigit(last), Self.isDigit(word[0]) || word[0] == 0x2D, !Self.isDigit(byte) {
                finishWord(at: offset)
            }
        }
        if word.isEmpty { start = offset }
        word.append(byte)
    }

    private mutating func appendOther(_ scalar: UInt32, at offset: Int) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        for byte in UTF8.encode(scalar)! { append(byte, at: offset) }
    }

    private mutating func finishWord(at offset: Int) {
        guard !word.isEmpty else { return }
        let text = String(decoding: Self.collapse(word), as: UTF8.self)
        if let joined = joinedLetter(text, end: offset) {
            tokens[tokens.count - 1] = joined
        } else {
            tokens.append(Token(text: text, source: start..<offset, boundary: tokens.isEmpty ? .none : boundary))
        }
        boundary = .none
        onlyStopSinceLast = false
        lastEnd = offset
        word.removeAll(keepingCapacity: true)
    }

    /// « D.E.I.S. »: the letter that follows a letter and one full stop joins the word before it.
    private func joinedLetter(_ text: String, end: Int) -> Token? {
        guard onlyStopSinceLast, text.utf8.count == 1, let last = tokens.last, start == last.source.upperBound + 1,
            last.text.utf8.count * 2 - 1 == last.source.count, let letter = text.utf8.first, letter >= 0x61
        else { return nil }
        return Token(text: last.text + text, source: last.source.lowerBound..<end, boundary: last.boundary)
    }

    /// What begins the items of a list: •, ‣, ◦, ▪, ➤, →.
    private static let bullets: Set<UInt32> = [0x2022, 0x2023, 0x25E6, 0x25AA, 0x27A4, 0x2192]

    /// Words whose full stop ends no sentence: « dipl. d'État », « éduc. spé. ».
    private static let abbreviations: Set = ["dipl", "educ", "asst", "niv", "env", "monit"]

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Drops the repetitions of letters that stand three times or more in a row; « III » is a word of its own.
    private static func collapse(_ word: [UInt8]) -> [UInt8] {
        guard word.count > 2, word.contains(where: { $0 != word[0] }) else { return word }
        var result: [UInt8] = []
        var index = 0
        while index < word.count {
            var end = index + 1
            while end < word.count, word[end] == word[index] { end += 1 }
            let isLetter = word[index] >= 0x61 && word[index] <= 0x7A
            let count = isLetter && end - index > 2 ? 1 : end - index
            for _ in 0..<count { result.append(word[index]) }
            index = end
        }
        return result
    }
}
