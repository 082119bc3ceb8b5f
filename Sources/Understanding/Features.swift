import French

/// The features of an utterance: hashes of word and within-word character n-grams, block by block.
///
/// Blocks (the recipe of `README.md`, « How it understands »):
/// - `words`: folded words, and pairs of neighbours with marks at both ends;
/// - `characters`: pieces of 2 to 5 letters of each word, its edges marked with a space.
struct FeatureExtractor {
    /// How many blocks there are.
    static let blockCount = 2

    /// The features of each block, each once.
    private(set) var blocks: [[UInt64]] = Array(repeating: [], count: blockCount)
    private var padded: [UInt8] = []

    /// Reads the features of an utterance into `blocks`.
    mutating func read(_ utterance: Utterance) {
        for index in blocks.indices { blocks[index].removeAll(keepingCapacity: true) }
        readWords(utterance.tokens)
        for token in utterance.tokens { readCharacters(token) }
        for index in blocks.indices { removeRepetitions(&blocks[index]) }
    }

    private mutating func readWords(_ tokens: [Token]) {
        var previous: UInt64 = 1
        for token in tokens {
            blocks[0].append(token.hash)
            blocks[0].append(Self.pair(previous, token.hash))
            previous = token.hash
        }
        if !tokens.isEmpty { blocks[0].append(Self.pair(previous, 2)) }
    }

    private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var hash = StableHash(seed: 17)
        hash.add(first)
        hash.add(second)
        return hash.value
    }

    private mutating func readCharacters(_ token: Token) {
        padded.removeAll(keepingCapacity: true)
        padded.append(0x20)
        padded.append(contentsOf: token.text.utf8)
        padded.append(0x20)
        for start in padded.indices {
            var hash = StableHash(seed: 23)
            for end in start..<min(padded.count, start + 5) {
                hash.add(padded[end])
                if end > start { blocks[1].append(hash.value) }
            }
        }
    }

    private func removeRepetitions(_ features: inout [UInt64]) {
        features.sort()
        var kept = 0
        for index in features.indices where index == 0 || features[index] != features[kept - 1] {
            features[kept] = features[index]
            kept += 1
        }
        features.removeLast(features.count - kept)
    }
}
