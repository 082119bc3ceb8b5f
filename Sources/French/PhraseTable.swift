/// Phrases with a number each, in one flat table: made once, written to a file as it is, searched word by word.
///
/// Every beginning of a phrase has a slot of its own (open addressing, power-of-two size), so that a search stops at the
/// first word that goes on from none. Phrases are compared by 64-bit hashes of their folded words, whose low half chooses
/// the slot and whose high half is kept: a text is taken for a phrase that it does not hold once in about 2³² lookups.
public struct PhraseTable: Sendable, Equatable {
    /// A phrase that was found.
    public struct Match: Sendable, Equatable {
        /// The number of the phrase.
        public let value: Int
        /// The tokens that it covers.
        public let range: Range<Int>
    }

    /// The high halves of the hashes of the beginnings; 0 where a slot is free.
    public let keys: StoredArray<UInt32>
    /// The number of the phrase that ends there; -1 where none does.
    public let values: StoredArray<Int32>

    /// A table of phrases, each as its words; of equal phrases the last one's number counts.
    public init(_ phrases: [(words: [Token], value: Int)]) {
        var entries: [UInt64: Int32] = [:]
        for phrase in phrases {
            var hash = Self.start
            for (index, token) in phrase.words.enumerated() {
                hash = Self.following(hash, token.hash)
                let isWhole = index + 1 == phrase.words.count
                if isWhole { entries[hash] = Int32(phrase.value) } else if entries[hash] == nil { entries[hash] = -1 }
            }
        }
        var size = 16
        while size < entries.count + entries.count / 4 { size *= 2 }
        var keys = [UInt32](repeating: 0, count: size)
        var values = [Int32](repeating: -1, count: size)
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            var slot = Int(truncatingIfNeeded: key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = Self.fingerprint(key)
            values[slot] = value
        }
        self.keys = StoredArray(keys)
        self.values = StoredArray(values)
    }

    /// A table from its parts; nil where they do not fit together.
    public init?(keys: StoredArray<UInt32>, values: StoredArray<Int32>) {
        guard keys.count == values.count, keys.count >= 16, keys.count & (keys.count - 1) == 0, keys.contains(0)
        else { return nil }
        self.keys = keys
        self.values = values
    }

    /// The longest phrase that starts at a token and does not run over the end of a sentence.
    public func longestMatch(in tokens: [Token], at start: Int) -> Match? {
        var hash = Self.start
        var best: Match?
        var index = start
        while index < tokens.count, index == start || tokens[index].boundary < .sentence {
            hash = Self.following(hash, tokens[index].hash)
            guard let value = value(of: hash) else { break }
            index += 1
            if value >= 0 { best = Match(value: Int(value), range: start..<index) }
        }
        return best
    }

    /// The longest phrase from every token on; phrases may overlap. O(tokens · longest phrase).
    public func allMatches(in tokens: [Token]) -> [Match] {
        tokens.indices.compactMap { longestMatch(in: tokens, at: $0) }
    }

    private func value(of key: UInt64) -> Int32? {
        let mask = keys.count - 1
        let fingerprint = Self.fingerprint(key)
        var slot = Int(truncatingIfNeeded: key) & mask
        while true {
            let found = keys[slot]
            if found == fingerprint { return values[slot] }
            guard found != 0 else { return nil }
            slot = (slot + 1) & mask
        }
    }

    /// What is kept of a hash; never 0, which marks a free slot.
    private static func fingerprint(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) | 1 }

    private static let start: UInt64 = 0x5bd1_e995

    private static func following(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        var next = StableHash(seed: 29)
        next.add(hash)
        next.add(word)
        return next.value
    }
}
