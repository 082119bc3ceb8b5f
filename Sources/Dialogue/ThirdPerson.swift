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
        self.words = words
        let parts = words.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let article = Utterance(String(parts[0])).tokens.first?.text,
            let noun = Utterance(String(parts[1])).tokens.first?.text
        else { return nil }
        switch article {
        case "ma": (name, pronoun) = ("votre \(parts[1])", "elle")
        case "mon", "notre": (name, pronoun) = ("votre \(parts[1])", Self.feminine.contains(noun) ? "elle" : "il")
        case "un", "une": (name, pronoun) = ("cette personne", "elle")
        default: return nil
        }
    }

    /// Feminine nouns that have « mon » before their vowel.
    private static let feminine: Set = ["amie", "epouse"]
}
