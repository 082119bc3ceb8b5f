/// Spellings that stand for other words: « koi » for « quoi », « jsp » for « je ne sais pas ».
public struct Spelling: Sendable, Equatable {
    private let words: [String: [String]]

    /// Spellings and what each stands for. Both sides are folded here.
    public init(_ pairs: [(written: String, meant: String)] = []) {
        var words: [String: [String]] = [:]
        for pair in pairs {
            let written = Utterance(pair.written).tokens
            guard written.count == 1 else { continue }
            words[written[0].text] = Utterance(pair.meant).tokens.map(\.text)
        }
        self.words = words
    }

    /// Whether no spelling is known.
    public var isEmpty: Bool { words.isEmpty }

    func apply(to tokens: [Token]) -> [Token] {
        guard tokens.contains(where: { words[$0.text] != nil }) else { return tokens }
        var result: [Token] = []
        result.reserveCapacity(tokens.count + 4)
        for token in tokens {
            guard let meant = words[token.text] else {
                result.append(token)
                continue
            }
            for (index, word) in meant.enumerated() {
                result.append(
                    Token(text: word, source: token.source, boundary: index == 0 ? token.boundary : .none))
            }
        }
        return result
    }
}
