/// Spellings that stand for other words: « koi » for « quoi », « jsp » for « je ne sais pas », « sait quoi » for « c’est quoi ».
public struct Spelling: Sendable, Equatable {
    /// The written words, joined with one space → the words that are meant.
    private let words: [String: [String]]
    /// The first words of all spellings.
    private let starts: Set<String>
    /// How many words the longest spelling has.
    private let longest: Int

    /// Spellings and what each stands for. Both sides are folded here.
    public init(_ pairs: [(written: String, meant: String)] = []) {
        var words: [String: [String]] = [:]
        var starts: Set<String> = []
        var longest = 0
        for pair in pairs {
            let written = Utterance(pair.written)
            guard !written.isEmpty else { continue }
            words[written.folded] = Utterance(pair.meant).tokens.map(\.text)
            starts.insert(written.tokens[0].text)
            longest = max(longest, written.tokens.count)
        }
        self.words = words
        self.starts = starts
        self.longest = longest
    }

    /// Whether no spelling is known.
    public var isEmpty: Bool { words.isEmpty }

    func apply(to tokens: [Token]) -> [Token] {
        var result: [Token] = []
        result.reserveCapacity(tokens.count + 4)
        var index = 0
        while index < tokens.count {
            guard let (count, meant) = longestSpelling(tokens, at: index) else {
                result.append(tokens[index])
                index += 1
                continue
            }
            let source = tokens[index].source.lowerBound..<tokens[index + count - 1].source.upperBound
            for (place, word) in meant.enumerated() {
                result.append(Token(text: word, source: source, boundary: place == 0 ? tokens[index].boundary : .none))
            }
            index += count
        }
        return result
    }

    /// The longest spelling that starts at a token, without a comma or a full stop inside.
    private func longestSpelling(_ tokens: [Token], at start: Int) -> (count: Int, meant: [String])? {
        guard starts.contains(tokens[start].text) else { return nil }
        var written = ""
        var best: (count: Int, meant: [String])?
        for index in start..<min(tokens.count, start + longest) {
            if index > start {
                guard tokens[index].boundary == .none else { break }
                written += " "
            }
            written += tokens[index].text
            if let meant = words[written] { best = (index + 1 - start, meant) }
        }
        return best
    }
}
