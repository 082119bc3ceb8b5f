/// Phrases with a value each, found in an utterance word by word.
///
/// Every beginning of a phrase has a slot of its own in one table (open addressing, power-of-two size), as in `PhraseTable`;
/// this one grows phrase by phrase.
public struct Phrasebook<Value: Sendable>: Sendable {
    /// A phrase that was found.
    public struct Match: Sendable {
        /// The value of the phrase.
        public let value: Value
        /// The tokens that it covers.
        public let range: Range<Int>
    }

    private var beginnings = Beginnings()
    private var values: [Value] = []

    /// An empty phrasebook.
    public init() {}

    /// Adds a phrase; returns the value that the same words had before, if any.
    @discardableResult
    public mutating func add(_ phrase: String, _ value: Value, spelling: Spelling = Spelling()) -> Value? {
        let words = Utterance(phrase, spelling: spelling).tokens
        guard !words.isEmpty else { return nil }
        if let old = beginnings.add(words, Int32(values.count)) {
            defer { values[old] = value }
            return values[old]
        }
        values.append(value)
        return nil
    }

    /// The longest phrase that starts at a token and does not run over a boundary: the end of a sentence, or a comma too.
    public func longestMatch(
        in tokens: [Token], at start: Int, within boundary: Token.Boundary = .sentence
    ) -> Match? {
        beginnings.longest(in: tokens, at: start, within: boundary).map {
            Match(value: values[$0.value], range: start..<$0.end)
        }
    }

    /// The longest phrases from left to right, none over another. O(tokens · longest phrase).
    public func matches(in tokens: [Token], within boundary: Token.Boundary = .sentence) -> [Match] {
        var result: [Match] = []
        var index = 0
        while index < tokens.count {
            if let found = beginnings.longest(in: tokens, at: index, within: boundary) {
                result.append(Match(value: values[found.value], range: index..<found.end))
                index = found.end
            } else {
                index += 1
            }
        }
        return result
    }

    /// The value of the phrase that is the whole utterance, if there is one.
    public func value(ofWhole tokens: [Token]) -> Value? {
        guard let match = longestMatch(in: tokens, at: 0), match.range.count == tokens.count else { return nil }
        return match.value
    }
}

/// The beginnings of phrases, by the hashes of their words, and the number of the phrase that each one is.
private struct Beginnings: Sendable {
    /// 0 where a slot is free.
    private var keys: [UInt64] = Array(repeating: 0, count: 16)
    /// -1 where no phrase ends.
    private var numbers: [Int32] = Array(repeating: -1, count: 16)
    private var count = 0

    /// Adds a phrase with a number, which only a new one takes; returns the number of one with the same words.
    mutating func add(_ words: [Token], _ number: Int32) -> Int? {
        var hash = Self.start
        var slot = 0
        for word in words {
            hash = Self.following(hash, word.hash)
            slot = place(of: hash)
            guard keys[slot] == 0 else { continue }
            keys[slot] = hash
            count += 1
            if count * 2 > keys.count {
                grow()
                slot = place(of: hash)
            }
        }
        guard numbers[slot] < 0 else { return Int(numbers[slot]) }
        numbers[slot] = number
        return nil
    }

    /// The longest phrase that starts at a token: its number and where it ends.
    func longest(in tokens: [Token], at start: Int, within boundary: Token.Boundary) -> (value: Int, end: Int)? {
        var hash = Self.start
        var best: (value: Int, end: Int)?
        var index = start
        while index < tokens.count, index == start || tokens[index].boundary < boundary {
            hash = Self.following(hash, tokens[index].hash)
            let slot = place(of: hash)
            guard keys[slot] != 0 else { break }
            index += 1
            if numbers[slot] >= 0 { best = (Int(numbers[slot]), index) }
        }
        return best
    }

    /// The slot of a beginning, or the free one where it would stand.
    private func place(of hash: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = (keys: keys, numbers: numbers)
        keys = Array(repeating: 0, count: old.keys.count * 2)
        numbers = Array(repeating: -1, count: keys.count)
        for (key, number) in zip(old.keys, old.numbers) where key != 0 {
            let slot = place(of: key)
            keys[slot] = key
            numbers[slot] = number
        }
    }

    private static let start: UInt64 = 0x5bd1_e995

    private static func following(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        var next = StableHash(seed: 29)
        next.add(hash)
        next.add(word)
        return next.value | 1
    }
}
