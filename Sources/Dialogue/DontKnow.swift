import French

extension Utterance {
    /// Whether the text says « je ne sais pas » with words in between: « je ne sais vraiment pas », « j'en sais fichtre
    /// rien ».
    var deniesKnowing: Bool {
        let words = tokens.map(\.text)
        return words.indices.contains { index in
            guard words[index] == "sais", index > 0, Self.knowers.contains(words[index - 1]) else { return false }
            let next = words[(index + 1)...].prefix(Self.longestGap + 1)
            return next.contains { ["pas", "plus", "rien"].contains($0) }
        }
    }

    private static let knowers: Set = ["je", "n", "ne", "j", "en", "le"]
    private static let longestGap = 2
}
