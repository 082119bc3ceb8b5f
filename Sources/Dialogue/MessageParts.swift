import French
import Understanding

/// The parts of a message between commas, full stops and joining words: « bonjour | la durée ? | et le prix ».
struct MessageParts {
    /// The ranges of tokens of the parts, in order; joining words stand at the start of theirs.
    let ranges: [Range<Int>]

    /// Words that start a part of their own.
    private static let joiners: Set = ["et", "puis", "mais", "ensuite", "sinon"]
    /// Pairs of words that do.
    private static let joiningPairs: Set = ["ainsi que", "sans oublier", "ou bien", "ou alors"]
    /// More parts than this are not looked at one by one.
    private static let most = 24

    init(_ utterance: Utterance) {
        var ranges: [Range<Int>] = []
        var start = 0
        let tokens = utterance.tokens
        for index in tokens.indices.dropFirst() where Self.starts(tokens, index) {
            // « et, une fois diplômé »: a joining word alone is no part.
            guard !tokens[start..<index].allSatisfy({ Self.joiners.contains($0.text) }) else { continue }
            ranges.append(start..<index)
            start = index
        }
        if !tokens.isEmpty { ranges.append(start..<tokens.count) }
        // « a. la durée b. le prix »: what numbers the questions is no part.
        ranges.removeAll { $0.count == 1 && tokens[$0.lowerBound].text.utf8.count == 1 }
        self.ranges = ranges.count <= Self.most ? ranges : [tokens.startIndex..<tokens.endIndex]
    }

    /// Whether a word joins the two sides of « entre … et … ».
    private static func isBetween(_ tokens: [Token], _ index: Int) -> Bool {
        guard tokens[index].text == "et", let start = tokens[..<index].lastIndex(where: { $0.text == "entre" }) else {
            return false
        }
        return tokens[(start + 1)..<index].allSatisfy { $0.boundary == .none && !joiners.contains($0.text) }
    }

    private static func starts(_ tokens: [Token], _ index: Int) -> Bool {
        let token = tokens[index]
        if token.boundary > .none || joiners.contains(token.text) && !isBetween(tokens, index) { return true }
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        return joiningPairs.contains(token.text + " " + next.text)
            || token.text == "+" && !next.isNumber && tokens[index - 1].text != "bac"
            || Utterance.isAskingOrder(token, next)
            || index + 2 < tokens.count && Utterance.isWish(token, next, tokens[index + 2])
    }
}

/// Topics that a message sets aside: « pas les qualités, les missions », « laisse le diplôme de côté ».
struct SetAside {
    /// How people begin to set something aside (content).
    let phrases: Phrasebook<Bool>

    private static let articles: Set = [
        "le", "la", "les", "l", "un", "une", "des", "du", "sur", "mon", "ton",
    ]
    private static let openers: Set = ["et", "mais", "non", "alors", "bon", "ok", "euh"]

    /// The message without the parts that set a topic aside; the whole message where nothing else would be left.
    func kept(of utterance: Utterance) -> Utterance {
        let parts = MessageParts(utterance).ranges
        guard parts.count > 1 else { return utterance }
        let kept = parts.indices.filter { !isSetAside(parts, $0, utterance.tokens) }
        guard !kept.isEmpty, kept.count < parts.count else { return utterance }
        return utterance.part(kept.map { parts[$0] })
    }

    private func isSetAside(_ parts: [Range<Int>], _ index: Int, _ tokens: [Token]) -> Bool {
        let words = Array(tokens[parts[index]].drop { Self.openers.contains($0.text) })
        if isDismissed(words) || words.first?.text == "ni" || startsWithNot(words[...])
            || phrases.longestMatch(in: words, at: 0) != nil
        {
            return true
        }
        guard index + 1 < parts.count else { return false }
        let next = tokens[parts[index + 1].lowerBound].text
        // « c’est pas le nombre d’heures que je demande, c’est … »
        if next == "c" { return words.indices.contains { startsWithNot(words[$0...]) } }
        // « je ne veux pas savoir combien de temps, mais combien ça coûte »
        return ["mais", "plutot"].contains(next) && words.contains { $0.text == "pas" }
            && words.first?.text != "pourquoi"
    }

    /// « le salaire, non », « la durée je la connais », « les débouchés ok »: said after what is set aside.
    private func isDismissed(_ words: [Token]) -> Bool {
        guard words.count > 2, Self.articles.contains(words[0].text), let last = words.last else { return false }
        if ["non", "ok"].contains(last.text) { return true }
        let ending = words.suffix(3).map(\.text)
        return ending[0] == "je" && ["la", "le", "les", "l"].contains(ending[1])
            && ["connais", "sais", "ai"].contains(ending[2])
    }

    private func startsWithNot(_ words: ArraySlice<Token>) -> Bool {
        guard words.count > 2, words.first?.text == "pas" else { return false }
        return Self.articles.contains(words[words.startIndex + 1].text)
    }
}
