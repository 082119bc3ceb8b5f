/// Greetings and thanks around what a person says: « Bonjour, … svp, merci d’avance ».
extension Utterance {
    /// The text without greetings at its start and thanks at its end; the whole text where it is nothing else.
    public var withoutCourtesies: Utterance {
        var start = 0
        var end = tokens.count
        while let length = Courtesy.length(at: start, in: tokens[start..<end]) { start += length }
        while let length = Courtesy.lengthBefore(end, in: tokens[start..<end]) { end -= length }
        // « Bonsoir à vous » is a greeting, not a question « à vous ».
        guard tokens[start..<end].contains(where: { $0.text.utf8.count > 4 || $0.isNumber }) || end - start > 2,
            end - start < tokens.count
        else { return self }
        return part([start..<end])
    }
}

private enum Courtesy {
    /// The hashes of the words of each courtesy, the longest first.
    private static let phrases: [[UInt64]] = [
        "bonjour", "bonsoir", "salut", "coucou", "hello", "bjr", "slt", "bonjour a vous", "bonjour a tous",
        "bonjour a toutes et a tous", "madame", "monsieur", "madame monsieur", "merci", "merci d avance",
        "merci beaucoup", "merci bien", "merci a vous", "merci de votre reponse", "merci pour votre aide",
        "merci de m eclairer", "merci de m aider", "je vous remercie par avance", "bonne nuit", "a bientot",
        "bonsoir a tous", "bonsoir a vous", "salut a tous", "s il vous plait", "s il te plait", "svp", "stp",
        "cordialement", "bonne journee",
        "bonne soiree", "au revoir", "d avance merci", "je vous remercie", "je vous remercie d avance",
    ].map { $0.split(separator: " ").map { StableHash.of($0.utf8) } }.sorted { $0.count > $1.count }

    /// How many tokens the longest courtesy that starts at a place has; nil where none does.
    static func length(at start: Int, in tokens: ArraySlice<Token>) -> Int? {
        phrases.first { $0.count <= tokens.count && stands($0, at: start, in: tokens) }?.count
    }

    /// How many tokens the longest courtesy that ends at a place has; nil where none does.
    static func lengthBefore(_ end: Int, in tokens: ArraySlice<Token>) -> Int? {
        phrases.first { $0.count <= tokens.count && stands($0, at: end - $0.count, in: tokens) }?.count
    }

    private static func stands(_ phrase: [UInt64], at start: Int, in tokens: ArraySlice<Token>) -> Bool {
        phrase.indices.allSatisfy { phrase[$0] == tokens[start + $0].hash }
    }
}
