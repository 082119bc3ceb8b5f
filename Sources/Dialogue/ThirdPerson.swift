import French

/// Somebody near whom the check is about: « ma sœur ».
struct ThirdPerson: Sendable, Equatable {
    /// How the writer names the person: « ma sœur ».
    let words: String
    /// How the bot names the person: « votre sœur ».
    let name: String
    /// « il » or « elle ».
    let pronoun: String

    /// Reads « ma sœur », « mon mari »; nil for several people and for words that name nobody in particular.
    init?(_ words: String) {
        let utterance = Utterance(words)
        guard utterance.tokens.count > 1 else { return nil }
        let typed = utterance.tokens.indices.map { Self.letters(utterance.source(of: $0..<($0 + 1))) }
        let rest = typed.dropFirst().joined(separator: " ")
        guard rest.utf8.count <= Self.longestName else { return nil }
        self.words = "\(typed[0]) \(rest)"
        switch utterance.tokens[0].text {
        case "ma": (name, pronoun) = ("votre \(rest)", "elle")
        case "mon", "notre":
            let isFeminine = Self.feminine.contains(utterance.tokens[1].text)
            (name, pronoun) = ("votre \(rest)", isFeminine ? "elle" : "il")
        case "un", "une": (name, pronoun) = ("cette personne", "elle")
        default: return nil
        }
    }

    /// A longer name is nobody's, in bytes; a conversation that is written out holds it.
    private static let longestName = 64

    /// What was typed is said again: its letters alone, without marks that change how a text is shown.
    private static func letters(_ word: String) -> String {
        String(String.UnicodeScalarView(word.unicodeScalars.filter { $0.properties.isAlphabetic || $0 == "-" }))
    }

    /// Feminine nouns that have « mon » before their vowel.
    private static let feminine: Set = ["amie", "epouse"]
}
