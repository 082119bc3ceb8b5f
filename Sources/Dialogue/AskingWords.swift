import French

/// How French asks: words that ask, verbs before their subjects, wishes, words that add a question.
extension Utterance {
    /// Whether a length told is one more: « j'ai aussi 2 ans… », « j'avais oublié 1 an… », « et avant ça 3 ans… ».
    var adds: Bool {
        let words = tokens.map(\.text)
        let isWhole = words.indices.dropLast().contains {
            ["en tout", "au total"].contains("\(words[$0]) \(words[$0 + 1])")
        }
        guard !isWhole, !words.contains("donc") else { return false }
        return words.contains { ["aussi", "egalement", "ajoute", "rajoute", "oublie"].contains($0) }
            || words.first == "avant" || words.count > 1 && words[0] == "et" && tokens[1].isNumber
            || words.first == "plus" || words.starts(with: ["en", "plus"])
            || words.indices.dropLast().contains { words[$0] == "en" && words[$0 + 1] == "plus" }
            || words.starts(with: ["et", "avant"]) || words.starts(with: ["et", "encore"])
    }

    /// Whether a word is an order to speak (« dites-moi »).
    static func isAskingOrder(_ token: Token, _ next: Token) -> Bool {
        next.text == "moi" && orders.contains(token.text)
    }

    /// Whether the text asks, by its words or by its question mark.
    var isQuestion: Bool { asks || hasQuestionMark }

    /// Whether the text tells a plan: « elle veut faire… », « je rêve d'être… ».
    var plans: Bool { tokens.contains { Self.plans.contains($0.text) } }

    /// Whether the text orders work that is none of the bot's: « corrige les fautes de… », « aide-moi pour… ».
    var commands: Bool { Self.commands.contains(tokens[0].text) }

    /// Whether the text thanks.
    var isThanks: Bool { tokens[0].text == "merci" }

    /// Whether the text starts with a word that adds it to what stands before.
    var isAdded: Bool { addingWordCount > 0 }

    /// The text without the words that add it to what stands before.
    var withoutAddingWords: Utterance { part([min(addingWordCount, tokens.count - 1)..<tokens.count]) }

    /// Whether the text starts with an article.
    var startsWithDeterminer: Bool { Self.determiners.contains(tokens[0].text) }

    /// Whether the text tells a wish to know things.
    var wishes: Bool {
        tokens.indices.contains { index in
            isWish(at: index)
                || index + 2 < tokens.count && Self.isWish(tokens[index], tokens[index + 1], tokens[index + 2])
        }
    }

    /// Whether an article follows the words that add the text.
    var addsDeterminer: Bool {
        let rest = tokens.dropFirst(addingWordCount)
        return rest.count > 0 && addingWordCount > 0 && Self.determiners.contains(rest.first?.text ?? "")
    }

    private var addingWordCount: Int {
        if tokens.count > 1, Self.addingPairs.contains(tokens[0].text + " " + tokens[1].text) { return 2 }
        return tokens.prefix { Self.addingWords.contains($0.text) }.count
    }

    /// Whether the text holds a word that asks, or a verb before its subject; « où » and « qui » only near its start,
    /// where they are not « ou » and « … qui … ».
    var asks: Bool {
        tokens.enumerated().contains { index, token in
            Self.isAsking(token) && !isBetweenNumbers(index) && (index < 3 || !["ou", "qui"].contains(token.text))
                || isInverted(at: index)
                || isWish(at: index) || isAlternative(at: index)
        }
    }

    /// « deux ou trois ans »
    private func isBetweenNumbers(_ index: Int) -> Bool {
        tokens[index].text == "ou" && index > 0 && Numbers.isNumber(tokens[index - 1].text)
    }

    /// Whether a verb stands before its subject: « peut-on », « a-t-il », « est ce ».
    private func isInverted(at index: Int) -> Bool {
        guard index + 1 < tokens.count, Self.subjects.contains(tokens[index + 1].text),
            tokens[index + 1].boundary == .none, tokens[index].text != "rendez"
        else { return false }
        let end = tokens[index].source.upperBound
        if tokens[index + 1].source.lowerBound == end + 1, text.utf8.dropFirst(end).first == UInt8(ascii: "-") {
            return true
        }
        let isEasilyMistaken = tokens[index].text != "est" || tokens[index + 1].text != "ce"
        return (index < 3 || !isEasilyMistaken) && Self.helpers.contains(tokens[index].text)
    }

    /// Whether three words start a wish to know: « je voudrais savoir », « j'aimerais connaître ».
    static func isWish(_ first: Token, _ second: Token, _ third: Token) -> Bool {
        ["je", "j"].contains(first.text) && wishes.contains(second.text)
            && ["savoir", "connaitre", "comprendre"].contains(third.text)
    }

    /// Whether « ou pas », « ou non » stands at a word.
    private func isAlternative(at index: Int) -> Bool {
        index + 1 < tokens.count && tokens[index].text == "ou" && ["pas", "non"].contains(tokens[index + 1].text)
    }

    /// Whether a wish to know starts at a word: « je voudrais la durée », « je cherche le texte ».
    private func isWish(at index: Int) -> Bool {
        index + 1 < tokens.count && Self.wishes.contains(tokens[index].text)
            && Self.wished.contains(tokens[index + 1].text)
            || index + 1 < tokens.count
                && Self.isAskingOrder(tokens[index], tokens[index + 1])
    }

    // MARK: Words

    private static let plans: Set = [
        "veux", "veut", "voudrais", "voudrait", "aimerais", "aimerait", "reve", "reves", "devenir", "envisage", "pense",
        "hesite", "vise", "souhaite", "projette",
    ]
    private static let commands: Set = [
        "redige", "corrige", "fais", "aide", "ecris", "resume", "traduis", "raconte", "trouve", "cherche", "calcule",
    ]
    private static let orders: Set = ["dis", "dites", "parle", "parlez", "donne", "donnez", "explique", "expliquez"]
    private static let determiners: Set = [
        "le", "la", "les", "l", "pour", "sur", "niveau", "cote", "du", "de", "des", "au", "aux",
    ]
    private static let addingWords: Set = [
        "et", "puis", "ensuite", "aussi", "surtout", "sinon", "+", "mais", "alors", "ah",
    ]
    private static let addingPairs: Set = ["ainsi que", "sans oublier", "ou bien", "ou alors"]
    private static let subjects: Set = ["on", "il", "elle", "ils", "elles", "je", "tu", "vous", "nous", "ce", "moi"]
    private static let helpers: Set = [
        "peut", "peux", "puis", "est", "faut", "sont", "doit", "t", "existe", "va", "dis", "dites", "parle", "parlez",
    ]
    private static let wishes: Set = [
        "veux", "voudrais", "aimerais", "souhaite", "souhaiterais", "cherche", "demande", "besoin",
    ]
    private static let wished: Set = ["le", "la", "les", "l", "des", "du", "comprendre", "si", "d"]
}

extension Utterance {
    /// Whether the text holds a word that asks.
    var hasAskingWord: Bool { tokens.contains(where: Self.isAsking) }

    /// Whether a word asks.
    static func isAsking(_ token: Token) -> Bool { askers.contains(token.text) }

    private static let askers: Set = [
        "quoi", "quel", "quelle", "quels", "quelles", "combien", "comment", "pourquoi", "faut", "qui", "quand", "ou",
        "savoir", "connaitre", "parle", "parlez", "explique", "expliquez", "lequel", "laquelle", "lesquels",
    ]
}
