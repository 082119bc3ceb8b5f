import French
import Understanding

/// Whether a message outside the check is about the person, and starts it.
extension Turn {
    /// Whether a short message adds facts of a person to what was said: « et avec une licence ? », « et sans diplôme ? ».
    func asksForOneself(_ reading: Reading) -> Bool {
        guard bot.definition.form != nil, conversation.topic != nil, !reading.facts.isEmpty,
            utterance.tokens.count <= Self.longestStatement
        else { return false }
        let words = utterance.tokens.prefix(3).map(\.text)
        return words.count > 2 && ["et", "mais"].contains(words[0]) && ["avec", "sans"].contains(words[1])
    }

    /// Whether a message that tells facts is about the person, and not a question that mentions a diploma.
    func tellsAboutOneself(_ reading: Reading, _ decision: Decision) -> Bool {
        guard let form = bot.definition.form, !reading.isEmpty else { return false }
        if case .answer(form.intent) = decision { return true }
        if conversation.hasVerdict, reading.corrects || reading.yesNo != nil || !utterance.hasQuestionMark {
            return true
        }
        if reading.facts.values.count > 1, utterance.speaksOfSomebody,
            ranking.confidence(of: form.intent) >= Self.leastPersonal
        {
            return true
        }
        if decision == .decline, utterance.commands { return false }
        let tellsCategory = form.facts.contains { !reading.facts.held($0.name).isEmpty }
        let tellsLength = form.facts.contains { $0.kind == .duration && reading.facts[$0.name] != nil }
        // « une de nos salariées a un bac+5 »
        if tellsCategory, reading.relation != nil, !utterance.hasAskingWord || decision != .decline { return true }
        if statesValue(reading, form) { return true }
        // « niveau 7 », alone, after something that was not understood
        if tellsCategory, !utterance.isQuestion, utterance.tokens.count <= Self.longestStatement,
            conversation.wasLost
        {
            return true
        }
        // « DEES », alone
        if decision == .decline, !utterance.hasQuestionMark, isBareName(reading, form) { return true }
        let isElsewhere = bot.definition.outOfScope.map { ranking.confidence(of: $0) >= Self.leastElsewhere } ?? false
        // A diploma and years are a person's, whatever else the words may mean.
        if tellsCategory, tellsLength, decision != .decline || !isElsewhere && !utterance.hasAskingWord { return true }
        // « diplôme d'AES », after the conditions or the offer to check
        if tellsCategory, !utterance.hasAskingWord, utterance.tokens.count <= Self.longestAnswer,
            offersCheck(form.intent)
        {
            return true
        }
        // « un master, ça me permet d'entrer ? »
        if tellsCategory, decision != .decline, ranking.confidence(of: form.intent) >= Self.leastPersonal {
            return true
        }
        guard tellsCategory || !reading.inProgress.isEmpty, !utterance.hasQuestionMark else { return false }
        // « … puis-je passer le BTS ? » asks about something else, whatever it tells of the person.
        if utterance.hasAskingWord { return false }
        let tellsMuch = reading.facts.values.count > 1
        if case .answer = decision { return isPlainStatement || tellsMuch && utterance.speaksOfSomebody }
        if tellsMuch { return true }
        return utterance.speaksOfSomebody || utterance.tokens.count <= 3 && decision != .decline
    }

    /// « il me manque un an », « cela fait dix ans que j'en rêve »: time, and nothing that makes it work.
    func tellsOnlyTime(_ reading: Reading) -> Bool {
        guard let length = form?.facts.first(where: { $0.kind == .duration }), conversation.facts[length.name] != nil,
            reading.facts.values.count == 1, reading.facts[length.name] != nil, !reading.corrects, !utterance.adds,
            reading.inProgress.isEmpty, reading.denied.isEmpty, utterance.tokens.count > Self.longestBareLength
        else { return false }
        return !utterance.tokens.contains { DurationReader.namesWork($0.text) }
    }

    private static let longestBareLength = 4

    /// Whether the message only names a value with which some person is eligible.
    func isBareName(_ reading: Reading, _ form: Form) -> Bool {
        let words = utterance.tokens.filter {
            !["le", "la", "un", "une", "mon", "j", "ai", "l", "de", "d"].contains($0.text)
        }
        return form.facts.contains { fact in
            reading.facts.held(fact.name).contains { item in
                let way = fact.values.first { $0.id == item.id }?.way
                let opens = way.map(form.table.opens) ?? false
                return opens && Utterance(item.words).tokens.count >= words.count
            }
        }
    }

    /// « notre chargée de mission a un diplôme d'ingénieur »: a value that opens a way is stated of somebody, and nothing is
    /// asked.
    private func statesValue(_ reading: Reading, _ form: Form) -> Bool {
        guard !utterance.hasQuestionMark, !utterance.asks, !utterance.wishes,
            utterance.tokens.count <= Self.longestAnswer,
            utterance.tokens.contains(where: { Self.havers.contains($0.text) })
        else { return false }
        return form.facts.contains { fact in
            reading.facts.held(fact.name).contains { item in
                fact.values.first { $0.id == item.id }?.way.map(form.table.opens) ?? true
            }
        }
    }

    private static let havers: Set = ["ai", "jai", "a", "suis", "titulaire", "possede", "obtenu"]

    func offersCheck(_ intent: String) -> Bool {
        let suggested = conversation.topic.flatMap { bot.topic($0) }?.suggestions ?? []
        return offered.contains(intent) || suggested.contains(intent)
    }

    /// « J'ai un diplôme de niveau 3 »: short, in the first person, and without a word that asks.
    private var isPlainStatement: Bool {
        utterance.speaksOfSomebody && !utterance.hasAskingWord && utterance.tokens.count <= Self.longestStatement
    }

    private static let longestStatement = 8
    private static let longestAnswer = 12
    /// A message that is so surely about something else tells no facts of the check.
    private static let leastElsewhere: Float = 0.8
    /// A message that tells several facts of a person asks about that person, if it may.
    private static let leastPersonal: Float = 0.1
}
