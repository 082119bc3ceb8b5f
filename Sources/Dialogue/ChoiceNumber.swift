import French

/// « 2 », « le deuxième », « la première », « le dernier ».
enum ChoiceNumber {
    static func read(_ tokens: [Token]) -> Int? {
        guard tokens.count <= 4 else { return nil }
        for (index, token) in tokens.enumerated() {
            if let ordinal = ordinals[token.text] { return ordinal }
            if let number = Numbers.read(tokens, at: index) {
                // « niveau 3 » and « 3 ans » are no choices.
                let others = tokens[..<index] + tokens[number.end...]
                guard others.allSatisfy({ around.contains($0.text) }) else { return nil }
                return number.value.rounded() == number.value && number.value < 100 ? Int(number.value) : nil
            }
        }
        return nil
    }

    private static let around: Set = [
        "le", "la", "les", "numero", "n", "no", "choix", "option", "reponse", "plutot", "c", "est", "je", "veux",
        "prends",
        "question", "s", "il", "te", "vous", "plait", "oui",
    ]

    private static let ordinals: [String: Int] = [
        "premier": 1, "premiere": 1, "1er": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3,
    ]
}
