import French

/// A kind of features; each kind has the length 1 in a `SparseVector`.
public enum FeatureBlock: String, Sendable, CaseIterable {
    case stems, affixes, pairs, concepts
}

/// The features of an utterance: hashes, block by block, each once.
///
/// - `stems`: stems of the folded words, and pairs of neighbours with marks at both ends;
/// - `affixes`: of each folded word the beginnings of 2 to 6 letters, the ends of 2 to 4, and the whole;
/// - `pairs`: two stems in any order, at most `reach` words apart;
/// - `concepts`: the meanings that a lexicon finds, alone and two by two.
struct FeatureExtractor {
    typealias Block = FeatureBlock

    /// How many words apart two stems may stand to count as a pair.
    static let reach = 8

    /// The features of each block.
    private(set) var blocks: [[UInt64]] = Array(repeating: [], count: Block.allCases.count)
    private let lexicon: ConceptLexicon
    private let repair: WordRepair?
    private let leftOut: Set<Block>
    private var stems: [UInt64] = []

    /// - Parameters:
    ///   - repair: repairs mistyped words; nil to take them as they are.
    ///   - leftOut: blocks that stay empty, to measure what they bring.
    init(lexicon: ConceptLexicon, repair: WordRepair?, leavingOut leftOut: Set<Block> = []) {
        self.lexicon = lexicon
        self.repair = repair
        self.leftOut = leftOut
    }

    /// What the last words that were read are.
    private(set) var reading = WordReading(
        words: 0, subjects: 0, unknownShare: 0, meaninglessShare: 0, units: [])

    /// Reads the features of an utterance into `blocks`. O(length).
    mutating func read(_ utterance: Utterance) {
        for index in blocks.indices { blocks[index].removeAll(keepingCapacity: true) }
        stems.removeAll(keepingCapacity: true)
        let tokens = repair?.tokens(of: utterance) ?? utterance.tokens
        for token in tokens { readWord(token) }
        readStems()
        readPairs()
        readConcepts(tokens)
        for block in leftOut { blocks[Self.number(block)].removeAll(keepingCapacity: true) }
        for index in blocks.indices { removeRepetitions(&blocks[index]) }
    }

    /// The place of a block in `blocks`.
    static func number(_ block: Block) -> Int { Block.allCases.firstIndex(of: block)! }

    // MARK: Blocks

    private mutating func add(_ feature: UInt64, to block: Block) { blocks[Self.number(block)].append(feature) }

    private mutating func readWord(_ token: Token) {
        var text = token.text
        text.withUTF8 { bytes in
            let word = bytes.span
            stems.append(Self.hash(word, 0..<Stemmer.stemLength(word), seed: Seed.stem))
            var start = StableHash(seed: Seed.start)
            for index in 0..<word.count {
                start.add(word[index])
                if (2...6).contains(index + 1) || index + 1 == word.count { add(start.value, to: .affixes) }
            }
            for length in 2...4 where length < word.count {
                add(Self.hash(word, (word.count - length)..<word.count, seed: Seed.end), to: .affixes)
            }
        }
    }

    private mutating func readStems() {
        var previous = Seed.firstMark
        for stem in stems {
            add(stem, to: .stems)
            add(Self.pair(previous, stem, seed: Seed.neighbours), to: .stems)
            previous = stem
        }
        if !stems.isEmpty { add(Self.pair(previous, Seed.lastMark, seed: Seed.neighbours), to: .stems) }
    }

    private mutating func readPairs() {
        for first in stems.indices {
            for second in (first + 1)..<max(first + 1, min(stems.count, first + 1 + Self.reach))
            where stems[first] != stems[second] {
                let (low, high) = (min(stems[first], stems[second]), max(stems[first], stems[second]))
                add(Self.pair(low, high, seed: Seed.pair), to: .pairs)
            }
        }
    }

    private mutating func readConcepts(_ tokens: [Token]) {
        let matches = lexicon.matches(in: tokens)
        readWords(tokens, matches)
        for (index, match) in matches.enumerated() {
            for concept in match.concepts { add(Self.pair(UInt64(concept), 0, seed: Seed.concept), to: .concepts) }
            for other in matches[(index + 1)...].prefix(Self.conceptReach) { readPair(match, other) }
            if match.subject != nil { readFrame(match) }
        }
    }

    private mutating func readWords(_ tokens: [Token], _ matches: [ConceptLexicon.Match]) {
        let count = Float(max(1, tokens.count))
        var unknown = 0
        for (index, token) in tokens.enumerated() where !(repair?.isKnown(token.text) ?? true) {
            unknown += 1
            // A word that was never met is a sign by itself: « le taux de réussite » is ours, « … du grimoire » is not.
            add(Seed.unknown, to: .concepts)
            add(
                Self.pair(index > 0 ? stems[index - 1] : Seed.firstMark, Seed.unknown, seed: Seed.before), to: .concepts
            )
        }
        var end = 0
        var covered = 0
        for match in matches {
            covered += max(0, match.range.upperBound - max(end, match.range.lowerBound))
            end = max(end, match.range.upperBound)
        }
        reading = WordReading(
            words: tokens.count, subjects: matches.count { $0.subject != nil }, unknownShare: Float(unknown) / count,
            meaninglessShare: 1 - Float(covered) / count, units: units(matches))
    }

    private func units(_ matches: [ConceptLexicon.Match]) -> [UInt64] {
        var units = stems
        for match in matches {
            for concept in match.concepts { units.append(Self.pair(UInt64(concept), 0, seed: Seed.concept)) }
        }
        removeRepetitions(&units)
        return units
    }

    /// How many meanings later a meaning still makes a pair.
    private static let conceptReach = 6

    private mutating func readPair(_ first: ConceptLexicon.Match, _ second: ConceptLexicon.Match) {
        for one in first.concepts {
            for other in second.concepts where one != other {
                let (low, high) = (UInt64(min(one, other)), UInt64(max(one, other)))
                add(Self.pair(low, high, seed: Seed.conceptPair), to: .concepts)
            }
        }
    }

    /// The words around another job or diploma tell « le salaire d'un notaire » from « je suis notaire ».
    private mutating func readFrame(_ match: ConceptLexicon.Match) {
        guard let concept = match.concepts.first else { return }
        let (start, end) = (match.range.lowerBound, match.range.upperBound)
        let before = start > 0 ? stems[start - 1] : Seed.firstMark
        let earlier = start > 1 ? stems[start - 2] : Seed.firstMark
        let after = end < stems.count ? stems[end] : Seed.lastMark
        let frame = Self.pair(UInt64(concept), before, seed: Seed.before)
        add(frame, to: .concepts)
        add(Self.pair(frame, earlier, seed: Seed.earlier), to: .concepts)
        add(Self.pair(UInt64(concept), after, seed: Seed.after), to: .concepts)
    }

    // MARK: Hashes

    /// What keeps the features of different kinds apart.
    private enum Seed {
        static let stem: UInt64 = 5
        static let neighbours: UInt64 = 17
        static let start: UInt64 = 31
        static let end: UInt64 = 37
        static let pair: UInt64 = 43
        static let concept: UInt64 = 47
        static let conceptPair: UInt64 = 59
        static let before: UInt64 = 61
        static let earlier: UInt64 = 67
        static let after: UInt64 = 71
        static let unknown: UInt64 = 79
        static let firstMark: UInt64 = 1
        static let lastMark: UInt64 = 2
    }

    private static func hash(_ word: Span<UInt8>, _ range: Range<Int>, seed: UInt64) -> UInt64 {
        var hash = StableHash(seed: seed)
        for index in range { hash.add(word[index]) }
        return hash.value
    }

    private static func pair(_ first: UInt64, _ second: UInt64, seed: UInt64) -> UInt64 {
        var hash = StableHash(seed: seed)
        hash.add(first)
        hash.add(second)
        return hash.value
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
