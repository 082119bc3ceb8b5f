import French
import Understanding

/// Messages outside the check that tell what somebody has, and ask nothing else: they are the beginning of a check.
extension Turn {
    /// Whether a message tells a diploma of somebody and asks nothing about something else: « DECESF, 2008 », « maîtrise de
    /// lettres modernes (1990). Cela suffit-il ? ».
    func tellsOfSomebody(_ reading: Reading, _ decision: Decision) -> Bool {
        guard let form, form.facts.contains(where: { !reading.facts.held($0.name).isEmpty }), !plansElsewhere,
            !utterance.wishes
        else { return false }
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        let asking = parts.filter(\.isQuestion)
        // « le BUT carrières sociales, c'est bien ? » asks about the BUT.
        var isUncovered = decision == .decline
        if case .answer(let intent) = decision { isUncovered = bot.topic(intent)?.kind == .silence && !asking.isEmpty }
        guard isPersonal(reading) || isUncovered || asking.isEmpty && tellsMoreThanOne(reading) else {
            return false
        }
        guard asking.isEmpty else { return asking.allSatisfy { asksAboutWhatWasTold($0, reading) } }
        if isPersonal(reading) { return asksBesides(parts, reading) == nil }
        // « bts compta », but « licence psycho Rennes » is a search.
        return otherWords(than: reading) <= Self.mostOtherWords && guess(besides: reading.places) == nil
    }

    /// « elle veut devenir infirmière »: a plan for something else than what the bot knows.
    private var plansElsewhere: Bool { utterance.plans && bot.classifier.subject(in: utterance) != nil }

    /// Whether a message tells a diploma of a person, and all that it asks is about that: « un M2, validé en 2014 », « j'ai un
    /// niveau III, ça ouvre la porte du DEIS ? ».
    func isOnlyAboutFacts(_ reading: Reading) -> Bool {
        guard let form, form.facts.contains(where: { !reading.facts.held($0.name).isEmpty }), isPersonal(reading),
            !plansElsewhere, !utterance.wishes, !isAboutSilence
        else { return false }
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        let asking = parts.filter(\.isQuestion)
        return asking.isEmpty
            ? asksBesides(parts, reading) == nil && (conversation.topic != nil || tellsMoreThanOne(reading))
            : asking.allSatisfy { asksAboutWhatWasTold($0, reading) }
    }

    /// « mon diplôme, je l'ai eu en Roumanie »: surely a topic on which the article is silent.
    private var isAboutSilence: Bool {
        guard let first = ranking.first, first.confidence >= Self.leastSilence else { return false }
        return bot.topic(first.name)?.kind == .silence
    }

    private static let leastSilence: Float = 0.8

    /// Whether a message goes on telling what was begun before, with nothing asked: « vingt ans », after « bac+5 ».
    func goesOnTelling(_ reading: Reading) -> Bool {
        guard !conversation.facts.isEmpty, !conversation.hasVerdict,
            !reading.facts.isEmpty || reading.problem != nil || reading.choice != nil || reading.isAll
        else { return false }
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        return !utterance.isQuestion && !utterance.wishes && !plansElsewhere && asksBesides(parts, reading) == nil
    }

    /// « cela suffit-il ? », « c'est bon ? »: asks of nothing but what was told.
    private func asksAboutWhatWasTold(_ part: Utterance, _ reading: Reading) -> Bool {
        // « j'ai une licence de géographie c'est bon ? »
        let told = part.tokens.lastIndex { token in reading.places.contains { $0.contains(token.source.lowerBound) } }
        let afterTold = told.map { $0 + 1 } ?? 0
        let start = part.tokens[afterTold...].firstIndex { Self.clauseOpeners.contains($0.text) } ?? afterTold
        let pointer = part.tokens[start...].lastIndex { Self.pointers.contains($0.text) }
        let ranking = rankings.rank(told == nil ? part : part.part([(pointer ?? start)..<part.tokens.count]))
        if let first = ranking.first, first.confidence >= Self.leastCondition, asksForCheck(first.name) { return true }
        if part.tokens[start...].contains(where: { Self.sufficiencies.contains($0.text) }),
            !part.hasAskingWord || part.tokens.suffix(2).first?.text == "ou",
            part.tokens.count - start <= Self.longestPointing
        {
            return true
        }
        guard let pointer, part.tokens.count - max(pointer - 2, start) <= Self.longestPointing, !part.hasAskingWord
        else { return false }
        guard case .answer(let intent) = bot.classifier.decide(ranking) else { return true }
        return asksForCheck(intent) || bot.topic(intent)?.kind == .conversation
    }

    private func asksForCheck(_ intent: String) -> Bool {
        intent == form?.intent || form?.texts.intentsWithFacts.contains(intent) ?? false
    }

    private static let leastCondition: Float = 0.4

    /// Words that begin what is asked after what is told: « un master de socio | je peux entrer ? ».
    private static let clauseOpeners: Set = ["je", "j", "puis", "est", "ca", "c", "cela", "on", "elle", "il", "peut"]
    private static let pointers: Set = ["ca", "c", "cela", "ce", "sa", "dossier", "profil", "parcours", "suffisant"]
    private static let longestPointing = 8
    private static let sufficiencies: Set = [
        "suffit", "suffisant", "suffirait", "recevable", "valable", "acceptable", "jouable", "faisable", "possible",
        "suffisent", "passe", "ouvre", "bloque", "change", "eligible",
    ]

    /// Whether the message shows that it speaks of a person: « … obtenu en 1990 », « seulement le bac ».
    private func isPersonal(_ reading: Reading) -> Bool {
        if utterance.tokens.contains(where: { Self.havers.contains($0.text) }) { return !utterance.commands }
        if reading.relation != nil || reading.isExclusive || tellsMoreThanOne(reading) { return true }
        return utterance.tokens.contains { Self.graduations.contains($0.text) || Self.isYear($0.text) }
            && otherWords(than: reading) <= Self.mostOtherWords + 1
    }

    /// How many words say something else than the facts.
    private func otherWords(than reading: Reading) -> Int {
        utterance.tokens.count { token in
            token.text.utf8.count > 2 && !reading.places.contains { $0.contains(token.source.lowerBound) }
        }
    }

    private static let mostOtherWords = 1

    private func tellsMoreThanOne(_ reading: Reading) -> Bool { reading.facts.values.count > 1 }

    private static let havers: Set = ["suis", "ai", "jai", "moi", "chui", "titulaire"]
    private static let graduations: Set = [
        "haut", "eleve", "parcours", "obtenu", "obtenue", "diplome", "diplomee", "promo", "promotion", "poche",
        "valide", "validee",
        "titulaire",
    ]

    private static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) && word.utf8.allSatisfy { $0 < 0x3A }
    }

    /// The topic that a few words beside the facts ask for: « j'ai un master, et le salaire »; nil where there is none.
    private func asksBesides(_ parts: [Utterance], _ reading: Reading) -> String? {
        for part in parts where part.tokens.count <= Self.longestFragment {
            let place = part.place(of: part.tokens.indices)
            guard !reading.places.contains(where: { $0.overlaps(place) }),
                case .answer(let intent) = bot.classifier.decide(rankings.rank(part.withoutAddingWords)),
                isOtherTopic(intent)
            else { continue }
            return intent
        }
        return nil
    }

    private static let longestFragment = 4

    /// The same where it is only likely: « ingénieur en génie civil salaire ».
    private func guess(besides places: [Range<Int>]) -> String? {
        ranking(besides: places)?.intents.first { $0.confidence >= Self.leastGuess && isOtherTopic($0.name) }?.name
    }

    private static let leastGuess: Float = 0.3

    private func ranking(besides places: [Range<Int>]) -> Ranking? {
        let rest = utterance.tokens.indices.filter { index in
            !places.contains { $0.contains(utterance.tokens[index].source.lowerBound) }
        }
        return rest.isEmpty ? nil : rankings.rank(utterance.part(rest.map { $0..<($0 + 1) }))
    }

    private func isOtherTopic(_ intent: String) -> Bool {
        guard let topic = bot.topic(intent), topic.kind == .article || topic.kind == .silence else { return false }
        return !asksForCheck(intent)
    }
}
