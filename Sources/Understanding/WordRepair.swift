import French

/// Repairs words that nobody knows: one slip of the finger (« formtion »), or two words run together (« queldiplome »).
///
/// A word that is known or right is never changed, nor a name (a capital in the middle of a sentence), nor a word of fewer
/// than five letters.
struct WordRepair: Sendable, Equatable {
    /// High halves of the hashes of the known words (open addressing, power-of-two size; 0 where a slot is free). The low
    /// half chooses the slot.
    let keys: StoredArray<UInt32>
    /// How often each was met, at most 255; 0 for words that are right, but were met in no example.
    let counts: StoredArray<UInt8>

    /// - Parameters:
    ///   - words: folded words with how often they were met.
    ///   - right: words that are left as they are, and that no other word is repaired to.
    init(_ words: [String: Int], right: Set<String> = []) {
        let words = words.merging(right.map { ($0, 0) }) { met, _ in met }
        var size = 16
        while size < words.count + words.count / 2 { size *= 2 }
        var keys = [UInt32](repeating: 0, count: size)
        var counts = [UInt8](repeating: 0, count: size)
        for (word, count) in words.sorted(by: { $0.key < $1.key }) {
            let key = Self.key(Array(word.utf8))
            var slot = Int(truncatingIfNeeded: key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = Self.fingerprint(key)
            counts[slot] = UInt8(min(255, count))
        }
        self.keys = StoredArray(keys)
        self.counts = StoredArray(counts)
    }

    /// Parts that were stored; nil where they do not fit together.
    init?(keys: StoredArray<UInt32>, counts: StoredArray<UInt8>) {
        guard keys.count == counts.count, keys.count >= 16, keys.count & (keys.count - 1) == 0, keys.contains(0)
        else { return nil }
        self.keys = keys
        self.counts = counts
    }

    /// The tokens of an utterance, repaired.
    ///
    /// - Parameter eliding: whether a word may have lost its apostrophe (« deduc »). It finds more diplomas, and makes the
    ///   classifier no better: it knows such words by their letters.
    func tokens(of utterance: Utterance, eliding: Bool = false) -> [Token] {
        var result: [Token] = []
        result.reserveCapacity(utterance.tokens.count + 2)
        for (index, token) in utterance.tokens.enumerated() {
            let word = Array(token.text.utf8)
            guard word.count >= Self.shortest, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }), occurrences(word) == nil,
                index == 0 || token.boundary == .sentence || !utterance.isCapitalised(token)
            else {
                result.append(token)
                continue
            }
            if word.count <= Self.longest, let repaired = nearest(word) {
                result.append(Token(text: repaired, source: token.source, boundary: token.boundary))
            } else if let parts = (eliding ? elided(word) : nil) ?? parts(word) {
                for (place, part) in parts.enumerated() {
                    result.append(
                        Token(text: part, source: token.source, boundary: place == 0 ? token.boundary : .none))
                }
            } else {
                result.append(token)
            }
        }
        return result
    }

    private static let shortest = 5
    /// No word is longer; the time to look for its neighbours grows with the square of its length.
    private static let longest = 40

    /// Whether a folded word is known.
    func isKnown(_ word: String) -> Bool { count(Array(word.utf8)) > 0 }

    // MARK: Looking up

    private static func key(_ word: [UInt8]) -> UInt64 { StableHash.of(word, seed: 73) }

    /// What is kept of a hash; never 0, which marks a free slot.
    private static func fingerprint(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) | 1 }

    private func count(_ word: [UInt8]) -> Int { occurrences(word) ?? 0 }

    /// How often a word was met; nil where nothing is known of it.
    private func occurrences(_ word: [UInt8]) -> Int? {
        let key = Self.key(word)
        let mask = keys.count - 1
        let fingerprint = Self.fingerprint(key)
        var slot = Int(truncatingIfNeeded: key) & mask
        while true {
            let found = keys[slot]
            if found == fingerprint { return Int(counts[slot]) }
            guard found != 0 else { return nil }
            slot = (slot + 1) & mask
        }
    }

    // MARK: One slip

    /// The known word, met most often, that one slip turns into this one: a letter left out, added, changed, or two
    /// neighbours swapped (Damerau 1964). The first letter is taken as right. O(26 · length²).
    private func nearest(_ word: [UInt8]) -> String? {
        var best: (word: [UInt8], count: Int)?
        func consider(_ candidate: [UInt8]) {
            let count = count(candidate)
            if count > (best?.count ?? 0) { best = (candidate, count) }
        }
        for place in 1..<word.count {
            var shorter = word
            shorter.remove(at: place)
            consider(shorter)
            if place + 1 < word.count {
                var swapped = word
                swapped.swapAt(place, place + 1)
                consider(swapped)
            }
            var changed = word
            var longer = word
            longer.insert(0, at: place)
            for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
                changed[place] = letter
                consider(changed)
                longer[place] = letter
                consider(longer)
            }
        }
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") { consider(word + [letter]) }
        return best.map { String(decoding: $0.word, as: UTF8.self) }
    }

    // MARK: Several words in one

    /// « deduc », « lecole »: a known word after the letter that lost its apostrophe.
    private func elided(_ word: [UInt8]) -> [String]? {
        guard Self.elidable.contains(word[0]), Self.vowels.contains(word[1]), count(Array(word.dropFirst())) > 0 else {
            return nil
        }
        return [String(decoding: word.prefix(1), as: UTF8.self), String(decoding: word.dropFirst(), as: UTF8.self)]
    }

    private static let elidable = Set("djlmnst".utf8)
    private static let vowels = Set("aeiouyh".utf8)

    /// The known words that were run together: the parting whose words were met most often, a word more counting against
    /// it (dynamic programming over the ends of words). O(length · longest part).
    private func parts(_ word: [UInt8]) -> [String]? {
        guard word.count >= Self.shortestGlued, word.count <= Self.longestGlued else { return nil }
        var best: [(score: Float, start: Int)?] = Array(repeating: nil, count: word.count + 1)
        best[0] = (0, 0)
        for end in 2...word.count {
            for start in max(0, end - Self.longestPart)...(end - 2) {
                guard let before = best[start] else { continue }
                let count = count(Array(word[start..<end]))
                guard count >= Self.leastCount(end - start) else { continue }
                let score = before.score + naturalLogarithm(Float(count) / 256) - Self.partCost
                if score > best[end]?.score ?? -.infinity { best[end] = (score, start) }
            }
        }
        guard best[word.count] != nil else { return nil }
        var parts: [String] = []
        var end = word.count
        while end > 0, let step = best[end] {
            parts.insert(String(decoding: word[step.start..<end], as: UTF8.self), at: 0)
            end = step.start
        }
        return parts.count > 1 ? parts : nil
    }

    private static let longestGlued = 60
    private static let longestPart = 16
    private static let partCost: Float = 3
    private static let shortestGlued = 7

    /// Short pieces stand in many words by chance: they count only where they are common words.
    private static func leastCount(_ length: Int) -> Int { length <= 3 ? 40 : length <= 4 ? 8 : 2 }
}

extension Utterance {
    /// Whether a word was typed with a capital and is not shouted: « Marin », but not « DIPLOME ».
    fileprivate func isCapitalised(_ token: Token) -> Bool {
        var scalars = text.utf8.dropFirst(token.source.lowerBound).makeIterator()
        guard let first = scalars.next(), let second = scalars.next() else { return false }
        let isCapital = (0x41...0x5A).contains(first) || first == 0xC3 && (0x80...0x9E).contains(second)
        return isCapital && !(0x41...0x5A).contains(second)
    }
}
