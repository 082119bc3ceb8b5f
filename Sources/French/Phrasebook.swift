/// Phrases with a value each, found in an utterance word by word (a trie over the hashes of folded words).
public struct Phrasebook<Value: Sendable>: Sendable {
    /// A phrase that was found.
    public struct Match: Sendable {
        /// The value of the phrase.
        public let value: Value
        /// The tokens that it covers.
        public let range: Range<Int>
    }

    private struct Node: Sendable {
        var children: [UInt64: Int] = [:]
        var value: Value?
    }

    private var nodes: [Node] = [Node()]

    /// An empty phrasebook.
    public init() {}

    /// Adds a phrase; returns the value that the same words had before, if any.
    @discardableResult
    public mutating func add(_ phrase: String, _ value: Value, spelling: Spelling = Spelling()) -> Value? {
        var node = 0
        for token in Utterance(phrase, spelling: spelling).tokens {
            if let child = nodes[node].children[token.hash] {
                node = child
            } else {
                nodes.append(Node())
                nodes[node].children[token.hash] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        guard node != 0 else { return nil }
        let old = nodes[node].value
        nodes[node].value = value
        return old
    }

    /// The longest phrase that starts at a token and does not run over a boundary: the end of a sentence, or a comma too.
    public func longestMatch(
        in tokens: [Token], at start: Int, within boundary: Token.Boundary = .sentence
    ) -> Match? {
        var node = 0
        var best: Match?
        var index = start
        while index < tokens.count, index == start || tokens[index].boundary < boundary,
            let child = nodes[node].children[tokens[index].hash]
        {
            node = child
            index += 1
            if let value = nodes[node].value { best = Match(value: value, range: start..<index) }
        }
        return best
    }

    /// The longest phrases from left to right, none over another. O(tokens · longest phrase).
    public func matches(in tokens: [Token], within boundary: Token.Boundary = .sentence) -> [Match] {
        var result: [Match] = []
        var index = 0
        while index < tokens.count {
            if let match = longestMatch(in: tokens, at: index, within: boundary) {
                result.append(match)
                index = match.range.upperBound
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
