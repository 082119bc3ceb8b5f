import French
import Understanding

/// The questions of a message that asks several.
struct QuestionFinder {
    let bot: Bot
    let rankings: RankingMemo
    let utterance: Utterance
    /// What the whole message may mean: a part is not believed against it.
    let ranking: Ranking
    /// Where facts of a person stand in the text: what tells them is no question.
    var facts: [Range<Int>] = []

    /// How many questions of one message are answered.
    static let most = 3
    /// How sure the classifier must be of a part's intent.
    private enum LeastSure {
        /// A part that asks, of an intent that the whole message may mean too, and of one that it may not.
        static let supported: Float = 0.45
        static let asking: Float = 0.6
        /// A fragment (« et le prix »).
        static let fragment: Float = 0.75
        /// A part without any word that asks.
        static let plain: Float = 0.9
        /// A question about the bot itself: a greeting (« ça va ? ») is hardly ever one.
        static let ofTheBot: Float = 0.8
        /// What a part gives an intent that it asks for, among others.
        static let asked: Float = 0.25
        /// What the whole message gives the intent of a question that speaks of the person.
        static let besideFacts: Float = 0.05
    }
    /// The least confidence that the whole message gives an intent that it may mean.
    private static let leastSupported: Float = 0.02
    /// A part with more words needs a word that asks.
    private static let longestFragment = 5
    /// A part that nothing marks as a question has at least so many words.
    private static let shortestPlain = 3

    /// The intents that are asked, in order, each once; fewer than two where the message is one question.
    func intents() -> [String] {
        let ranges = MessageParts(utterance).ranges
        guard ranges.count > 1 else { return [] }
        let parts = ranges.map { utterance.part([$0]) }
        let sentences = sentences(ranges)
        let forms = forms(of: parts, in: sentences)
        var result: [String] = []
        for sentence in sentences {
            var found: [String] = []
            for index in sentence {
                guard let form = forms[index], let intent = intent(of: parts[index], form) else { continue }
                if !found.contains(intent) { found.append(intent) }
            }
            // The words of one question belong together: « la VAE, c'est envisageable ? »
            if found.count < 2, sentence.count > 1, sentence.count < parts.count,
                sentence.contains(where: { forms[$0] != nil })
            {
                let whole = ranges[sentence.lowerBound].lowerBound..<ranges[sentence.upperBound - 1].upperBound
                found = intent(of: utterance.part([whole]), .asking).map { [$0] } ?? found
            }
            result += found.filter { !result.contains($0) }
        }
        return Array(result.prefix(Self.most))
    }

    /// The one question beside what a person tells: « je suis boulanger, et je voudrais connaître le prix ».
    func questionBesideStory() -> String? {
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        guard let place = parts.firstIndex(where: \.isQuestion), parts.count(where: \.isQuestion) == 1 else {
            return nil
        }
        let (before, asking, after) = (parts[..<place], parts[place], parts[(place + 1)...])
        // « ma fille veut faire véto, ça dure combien d'années ? » asks about what she wants.
        guard !parts.contains(where: { $0.plans && bot.classifier.subject(in: $0) != nil }) else { return nil }
        // « le CAP cuisine, c'est combien d'années ? » is no story.
        let isStory = asking.tokens[0].boundary == .sentence || before.allSatisfy(\.speaksOfSomebody)
        guard parts.count > 1, isStory, after.allSatisfy({ $0.speaksOfSomebody || $0.isThanks }),
            bot.classifier.isFamiliar(asking), let first = rankings.rank(asking.withoutAddingWords).first,
            first.confidence >= LeastSure.plain, let topic = bot.topic(first.name),
            topic.kind == .article || topic.kind == .silence
        else { return nil }
        return first.name
    }

    /// The one question beside facts of a person, where it asks for something else than the check: « éducatrice depuis huit
    /// ans, je voudrais connaître le prix ».
    func questionBesideFacts() -> String? {
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        let asking = parts.filter { $0.asks || $0.hasQuestionMark && !tellsFacts($0) }
        // « HEC, ils finissent où ? » asks about what it names; « j'ai fait HEC, … » tells of the person.
        let isPersonal = parts.contains {
            tellsFacts($0) && ($0.speaksOfSomebody || $0.tokens.contains(where: \.isNumber))
        }
        let isDeclined = bot.classifier.decide(ranking) == .decline
        guard parts.count > 1, asking.count == 1, isPersonal || !isDeclined,
            let first = rankings.rank(asking[0].withoutAddingWords).first,
            !isDeclined || bot.classifier.isFamiliar(asking[0]),
            first.confidence >= (isDeclined ? LeastSure.plain : LeastSure.asking),
            first.name != bot.definition.form?.intent, !asksForCheck(first.name, isPersonal),
            let topic = bot.topic(first.name), topic.kind == .article || topic.kind == .silence,
            ranking.confidence(of: first.name) >= LeastSure.besideFacts || !asking[0].speaksOfSomebody
                || asking[0].wishes && !tellsFacts(asking[0])
        else { return nil }
        return first.name
    }

    /// « est-ce suffisant pour être admis ? », beside what a person tells.
    private func asksForCheck(_ intent: String, _ isPersonal: Bool) -> Bool {
        isPersonal && bot.definition.form?.texts.intentsWithFacts.contains(intent) ?? false
    }

    /// Whether a part asks for an intent, though the whole message may mean another: « un diplôme d'ingénieur, ça me permet
    /// d'entrer ? ».
    func asks(for intent: String, surely: Bool) -> Bool {
        let least = surely ? LeastSure.asked : LeastSure.asked / 2
        return MessageParts(utterance).ranges.map { utterance.part([$0]) }.contains { part in
            part.isQuestion && confidence(of: intent, part.withoutAddingWords) >= least
        }
    }

    /// Whether the message asks for an intent with what it names: « je peux faire le DEIS avec un BUT ? » asks whether one
    /// may.
    func asks(forIntent intent: String, withNamedFacts named: Bool) -> Bool {
        let tokens = utterance.tokens
        guard named,
            let with = tokens.indices.first(where: { index in
                Self.havers.contains(tokens[index].text)
                    && facts.contains { fact in
                        tokens[index...].prefix(Self.longestComplement).contains { fact.contains($0.source.lowerBound) }
                    }
            }), tokens.contains(where: { Self.possibilities.contains($0.text) })
        else { return false }
        let end =
            tokens.indices.last { index in facts.contains { $0.contains(tokens[index].source.lowerBound) } } ?? with
        let start = with > 0 && ["j", "je"].contains(tokens[with - 1].text) ? with - 1 : with
        let rest = utterance.part([0..<start, min(max(end, with) + 1, tokens.count)..<tokens.count])
        guard rest.tokens.count >= Self.shortestPlain else { return false }
        return confidence(of: intent, rest) >= LeastSure.asking
    }

    /// How surely a text asks for an intent; what asks for the check beside facts counts as asking for it.
    private func confidence(of intent: String, _ text: Utterance) -> Float {
        let ranking = rankings.rank(text)
        let others = intent == bot.definition.form?.intent ? bot.definition.form?.texts.intentsWithFacts ?? [] : []
        return ([intent] + others).reduce(0) { $0 + ranking.confidence(of: $1) }
    }

    /// How many words may stand between « avec » and what it names.
    private static let longestComplement = 6
    private static let havers: Set = ["avec", "ai", "suis", "titulaire", "possede", "jai"]
    private static let possibilities: Set = ["peux", "puis", "peut", "possible", "pourrais", "pourrait", "pouvoir"]

    /// The parts between full stops and question marks.
    private func sentences(_ ranges: [Range<Int>]) -> [Range<Int>] {
        let starts = ranges.indices.filter { index in
            guard index > 0 else { return true }
            let between = ranges[index - 1].upperBound...ranges[index].lowerBound
            return utterance.tokens[between].contains { $0.boundary == .sentence }
        }
        return zip(starts, starts.dropFirst() + [ranges.count]).map { $0..<$1 }
    }

    /// How a part shows that it is a question of its own.
    private enum Form {
        /// It holds a word or an order of words that asks.
        case asking
        /// A few words in a list, or after a joining word.
        case fragment
        /// It only stands beside a question.
        case plain
    }

    /// The forms of the parts; nil for what is no question: « l'ingénieur social » in « il commence par quoi, l'ingénieur
    /// social ? », a greeting, the person's story.
    private func forms(of parts: [Utterance], in sentences: [Range<Int>]) -> [Form?] {
        let isList = !parts.contains(where: \.asks)
        var forms = parts.map { form(of: $0, isList: isList) }
        for sentence in sentences {
            let last = sentence.upperBound - 1
            // « au fait, ça gagne bien ? »
            if parts[last].hasQuestionMark, !tellsFacts(parts[last]), sentence.allSatisfy({ forms[$0] == nil }) {
                forms[last] = .asking
            }
            // « les débouchés, svp, et combien on gagne »: what stands before an added question may be one, too.
            let first = sentence.lowerBound
            if first < last, forms[first] == nil, forms[first + 1] != nil, parts[first + 1].isAdded,
                !parts[first].speaksOfSomebody
            {
                forms[first] = .plain
            }
            // « je voudrais le programme, les écoles, le prix »
            for index in sentence.dropFirst() where forms[index] == nil && goesOnWithList(parts[index]) {
                if forms[index - 1] == .fragment || parts[index - 1].wishes { forms[index] = .fragment }
            }
        }
        return forms
    }

    private func goesOnWithList(_ part: Utterance) -> Bool {
        part.startsWithDeterminer && part.tokens.count <= Self.longestFragment && part.tokens[0].boundary == .clause
    }

    private func tellsFacts(_ part: Utterance) -> Bool {
        let place = part.place(of: part.tokens.indices)
        return facts.contains { $0.overlaps(place) }
    }

    private func form(of part: Utterance, isList: Bool) -> Form? {
        if part.asks { return .asking }
        if tellsFacts(part) { return nil }
        let isFragment = part.tokens.count <= Self.longestFragment && !part.speaksOfSomebody
        guard part.isAdded else { return isList && isFragment ? .fragment : nil }
        let words = part.withoutAddingWords.tokens.count
        guard words > 1 || !part.withoutAddingWords.isAdded else { return nil }
        if part.hasQuestionMark { return .asking }
        // « et le prix » is a question more, « théorie et pratique » is not.
        if isFragment, isList || part.addsDeterminer { return .fragment }
        return part.speaksOfSomebody || words < Self.shortestPlain ? nil : .plain
    }

    private func intent(of part: Utterance, _ form: Form) -> String? {
        let ranked = rankings.rank(part.withoutAddingWords)
        guard let first = ranked.first, let topic = bot.topic(first.name) else { return nil }
        // « vous êtes une vraie personne ? et … »: a question about the bot, not an act such as « non ? ».
        if topic.kind == .conversation, form == .asking, Act(rawValue: topic.id) == nil {
            return first.confidence >= LeastSure.ofTheBot ? first.name : nil
        }
        guard topic.kind == .article || topic.kind == .silence else { return nil }
        // « … et quatre ans dans une association » tells facts of the check, it does not ask for it.
        if form != .asking, topic.id == bot.definition.form?.intent { return nil }
        let isSupported = ranking.confidence(of: first.name) >= Self.leastSupported
        let least =
            switch form {
            case .asking: isSupported ? LeastSure.supported : LeastSure.asking
            case .fragment: isSupported ? LeastSure.supported : LeastSure.fragment
            case .plain: LeastSure.plain
            }
        return first.confidence >= least ? first.name : nil
    }
}
