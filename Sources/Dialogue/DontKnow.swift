import French

extension Utterance {
    /// Whether the text says « je ne sais pas » with words in between: « je ne sais vraiment pas », « j'en sais fichtre
    /// rien », « je serais bien incapable de vous le dire », « on ne peut pas savoir ».
    var deniesKnowing: Bool {
        let words = tokens.map(\.text)
        return words.indices.contains { index in
            words[index...].starts(with: ["aucun", "souvenir"]) || deniesKnowing(words, at: index)
                || cannotTell(words, at: index) || words[index].hasPrefix("inconnu")
                || words[index].hasPrefix("ignor") && index > 0 && ["j", "l", "nous", "on"].contains(words[index - 1])
        }
    }

    /// « je ne sais vraiment pas », « on ne sait plus », « sait pas si »
    private func deniesKnowing(_ words: [String], at index: Int) -> Bool {
        guard Self.knowing.contains(words[index]) else { return false }
        let isSubject = index == 0 || Self.knowers.contains(words[index - 1]) || tokens[index].boundary > .none
        guard isSubject else { return false }
        return words[(index + 1)...].prefix(Self.longestGap + 1).contains { Self.negations.contains($0) }
    }

    /// « je ne peux pas vous dire », « incapable de le dire », « pas en mesure de répondre », « impossible à savoir »
    private func cannotTell(_ words: [String], at index: Int) -> Bool {
        guard Self.telling.contains(words[index]) else { return false }
        let before = words[max(0, index - Self.longestReach)..<index]
        if before.contains(where: { Self.impossible.contains($0) }) { return true }
        guard let able = before.lastIndex(where: { Self.able.contains($0) }) else { return false }
        return before[able...].contains { Self.negations.contains($0) }
            || words[max(0, able - 2)..<able].contains { Self.negations.contains($0) }
    }

    private static let knowing: Set = [
        "sais", "sait", "sai", "connais", "savons", "saurais", "souviens", "souvient", "rappelle", "confonds",
    ]
    private static let knowers: Set = [
        "je", "n", "ne", "j", "en", "le", "on", "il", "elle", "me", "m", "se", "s", "ils",
    ]
    private static let negations: Set = ["pas", "plus", "rien", "point"]
    private static let telling: Set = [
        "dire", "savoir", "repondre", "preciser", "affirmer", "retrouver", "dir", "compter", "reconstituer", "trancher",
        "donner", "prononcer",
    ]
    private static let able: Set = [
        "peux", "peut", "peu", "jpeux", "puis", "pourrais", "pourrait", "arrive", "mesure", "moyen", "saurais",
        "saurait",
    ]
    private static let impossible: Set = ["incapable", "impossible"]
    private static let longestGap = 2
    private static let longestReach = 5
}
