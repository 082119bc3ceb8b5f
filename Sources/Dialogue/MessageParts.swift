import French
import Understanding

/// The parts of a message between commas, full stops and joining words: « bonjour | la durée ? | et le prix ».
struct MessageParts {
    /// The ranges of tokens of the parts, in order; joining words stand at the start of theirs.
    let ranges: [Range<Int>]

    /// Words that start a part of their own.
    private static let joiners: Set = ["et", "puis", "mais", "ensuite", "sinon"]
    /// More parts than this are not looked at one by one.
    private static let most = 24

    init(_ utterance: Utterance) {
        var ranges: [Range<Int>] = []
        var start = 0
        let tokens = utterance.tokens
        for index in tokens.indices.dropFirst() {
            guard tokens[index].boundary > .none || Self.joiners.contains(tokens[index].text) else { continue }
            ranges.append(start..<index)
            start = index
        }
        if !tokens.isEmpty { ranges.append(start..<tokens.count) }
        // « a. la durée b. le prix »: what numbers the questions is no part.
        ranges.removeAll { $0.count == 1 && tokens[$0.lowerBound].text.utf8.count == 1 }
        self.ranges = ranges.count <= Self.most ? ranges : [tokens.startIndex..<tokens.endIndex]
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
        if startsWithNot(words[...]) || phrases.longestMatch(in: words, at: 0) != nil { return true }
        // « je ne veux pas le salaire mais la durée »
        guard index + 1 < parts.count, ["mais", "plutot"].contains(tokens[parts[index + 1].lowerBound].text) else {
            return false
        }
        return words.indices.contains { startsWithNot(words[$0...]) }
    }

    private func startsWithNot(_ words: ArraySlice<Token>) -> Bool {
        guard words.count > 2, words.first?.text == "pas" else { return false }
        return Self.articles.contains(words[words.startIndex + 1].text)
    }
}

/// The questions of a message that asks several.
struct QuestionFinder {
    let bot: Bot
    let utterance: Utterance
    /// What the whole message may mean: a part is not believed against it.
    let ranking: Ranking

    /// How many questions of one message are answered.
    static let most = 3
    /// The least confidence in the intent of a part that the whole message may mean, too, and of one that it may not.
    private static let leastSure: Float = 0.45
    private static let leastSureAlone: Float = 0.75
    /// The least confidence that the whole message gives an intent that it may mean.
    private static let leastSupported: Float = 0.02
    /// A part with more words needs a word that asks.
    private static let longestFragment = 5

    /// The intents that are asked, in order, each once; fewer than two where the message is one question.
    func intents() -> [String] {
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        guard parts.count > 1 else { return [] }
        let isList = !parts.contains(where: asks)
        var result: [String] = []
        for (index, part) in parts.enumerated() where isQuestion(part, isList: isList) || opensList(parts, index) {
            guard let intent = intent(of: part), !result.contains(intent) else { continue }
            result.append(intent)
        }
        return Array(result.prefix(Self.most))
    }

    private func intent(of part: Utterance) -> String? {
        let words = part.tokens.prefix { Self.addingWords.contains($0.text) }.count
        let ranked = bot.classifier.rank(part.part([min(words, part.tokens.count - 1)..<part.tokens.count]))
        guard let first = ranked.first, let topic = bot.topic(first.name),
            topic.kind == .article || topic.kind == .silence
        else { return nil }
        let isSupported = ranking.confidence(of: first.name) >= Self.leastSupported
        return first.confidence >= (isSupported ? Self.leastSure : Self.leastSureAlone) ? first.name : nil
    }

    /// Whether a part is a question of its own. In « il commence par quoi, l'ingénieur social ? » the second part is not;
    /// in « les débouchés, le salaire » (a list) and « … et le prix » it is.
    private func isQuestion(_ part: Utterance, isList: Bool) -> Bool {
        if asks(part) { return true }
        let isFragment = part.tokens.count <= Self.longestFragment && !part.speaksOfSomebody
        let first = part.tokens[0]
        if Self.addingWords.contains(first.text) {
            // « et le prix » is a question more, « théorie et pratique » is not.
            let opens = part.tokens.count > 1 && Self.determiners.contains(part.tokens[1].text)
            return isFragment && (opens || isList) || part.hasQuestionMark
        }
        if first.boundary == .sentence, part.hasQuestionMark { return true }
        return isList && isFragment
    }

    /// « Le diplôme est-il reconnu et quel texte l’a créé ? »: the mark at the end stands for the first part, too.
    private func opensList(_ parts: [Utterance], _ index: Int) -> Bool {
        guard parts[index].tokens[0].boundary == .sentence || index == 0, !parts[index].speaksOfSomebody else {
            return false
        }
        return parts[index].hasQuestionMark
            || index + 1 < parts.count && Self.addingWords.contains(parts[index + 1].tokens[0].text)
                && parts[index + 1].hasQuestionMark
    }

    private static let determiners: Set = ["le", "la", "les", "l", "pour", "sur", "niveau", "cote"]
    private static let addingWords: Set = ["et", "puis", "ensuite", "aussi"]

    /// Whether a part holds a word that asks; « où » and « qui » only near its start, where they are not « ou » and « … qui … ».
    private func asks(_ part: Utterance) -> Bool {
        part.tokens.enumerated().contains { index, token in
            Utterance.isAsking(token) && (index < 3 || !["ou", "qui"].contains(token.text))
        }
    }
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
