import French
import Understanding

/// One turn of a conversation: reads a message, changes the conversation, gathers what to say.
struct Turn {
    let bot: Bot
    var conversation: Conversation
    let text: String
    let today: Day
    let utterance: Utterance
    /// The message without what it sets aside (« pas les qualités, … »).
    let asked: Utterance
    var messages: [Message] = []
    var suggestions: [String] = []
    var verdict: Verdict?
    var ranking: Ranking
    /// What the parts of the message mean.
    let rankings: RankingMemo
    /// The conversation before this turn.
    private var before = Conversation()
    /// The intents that the last message offered to choose from.
    var offered: [String] = []
    /// Whether this turn may be asked to be repeated (« répète » repeats what came before it).
    var isRepetition = false

    init(bot: Bot, conversation: Conversation, text: String, today: Day) {
        self.bot = bot
        self.conversation = conversation
        self.text = text
        self.today = today
        utterance = Utterance(text, spelling: bot.spelling)
        asked = SetAside(phrases: bot.setAsidePhrases).kept(of: utterance)
        ranking = Ranking([])
        rankings = RankingMemo(bot.classifier)
    }

    /// Plays the turn.
    mutating func play() -> Reply {
        before = conversation
        before.last = .none
        conversation.turn += 1
        if text.utf8.count > Bot.longestText, text.count > Bot.longestText {
            say(bot.definition.phrases.textTooLong, intent: bot.definition.outOfScope)
        } else if utterance.isEmpty {
            say(bot.definition.phrases.nothingToRead, intent: bot.definition.outOfScope)
        } else {
            ranking = rankedInContext()
            understand()
        }
        if !isRepetition {
            let topic = conversation.topic.flatMap { bot.topic($0) }
            let isShort = text.utf8.count <= Bot.longestRepeated
            conversation.last = isShort ? .turn(text: text, today: today, before: before) : .none
            conversation.toldMore = topic?.more.map { more in messages.contains { $0.text == more } } ?? false
            conversation.wasLost = messages.contains { $0.kind == .declined || $0.kind == .clarify }
        }
        return reply()
    }

    /// The messages of the last turn, for « répète »; empty where there was none.
    func lastMessages() -> [Message] {
        guard case .turn(let text, let today, let before) = conversation.last else { return [] }
        var turn = Turn(bot: bot, conversation: before, text: text, today: today)
        return turn.play().messages
    }

    /// The intents of the message. What is too short to be understood alone is read after the title of the last topic:
    /// « obligatoire ? » after the answer about the master.
    private func rankedInContext() -> Ranking {
        let favoured = favoured
        let ranking = favoured.isEmpty ? rankings.rank(asked) : bot.classifier.rank(asked, favoured: favoured)
        guard case .article = conversation.topic.flatMap({ bot.topic($0) })?.kind ?? .conversation,
            asked.tokens.count <= Self.longestElliptic, let topic = conversation.topic.flatMap({ bot.topic($0) })
        else { return ranking }
        if case .answer = bot.classifier.decide(ranking) { return ranking }
        // « ah super, merci beaucoup » goes on from nothing.
        if let first = ranking.first.flatMap({ bot.topic($0.name) }), first.kind == .conversation { return ranking }
        guard bot.classifier.isFamiliar(asked) else { return ranking }
        let inContext = bot.classifier.rank(Utterance(topic.title + " : " + text, spelling: bot.spelling))
        if case .answer = bot.classifier.decide(inContext) { return inContext }
        return ranking
    }

    private static let longestElliptic = 6

    /// Short messages go on from the last topic: what people ask next is likelier.
    private var favoured: [String] {
        guard let topic = conversation.topic.flatMap({ bot.topic($0) }), utterance.tokens.count <= 6 else { return [] }
        let opens = ["et", "ou", "mais"].contains(utterance.tokens[0].text)
        return opens ? topic.suggestions + topic.followUps.map(\.intent) : []
    }

    private mutating func understand() {
        let question = conversation.check?.question ?? impliedQuestion
        let told = pickedAnswer().map { Utterance($0, spelling: bot.spelling) } ?? bot.classifier.repaired(utterance)
        let reading = bot.reader?.read(told, in: context(told, question)) ?? Reading()
        if let topic = self.distress(reading) { return answerDistress(topic) }
        if let choices = conversation.choice {
            conversation.stack.removeLast()
            offered = choices
            if let chosen = chosen(from: choices) {
                if chosen == form?.intent, conversation.check == nil { return startCheck(reading) }
                answer(intent: chosen)
                return askAgainIfChecking()
            }
        }
        if conversation.check != nil {
            continueCheck(reading)
        } else {
            converse(reading)
        }
    }

    /// What a message is read in the light of. After a verdict, a few words on where a person worked revise it.
    private func context(_ told: Utterance, _ question: Question?) -> FactReader.Context {
        let revises = conversation.hasVerdict && told.tokens.count <= Self.longestRevision && !told.hasQuestionMark
        return FactReader.Context(
            today: today, question: question, outside: bot.placesOutside(in: told), isRevising: revises)
    }

    private static let longestRevision = 24

    // MARK: Outside the check

    private mutating func converse(_ read: Reading) {
        if asksWhatIsMissing() { return sayWhatIsMissing() }
        if asksWhatIsKnown() { return sayWhatIsKnown() }
        if let form = bot.definition.form, conversation.hasVerdict,
            let hypothesis = Hypothesis(utterance, read, on: conversation.facts, form)
        {
            return suppose(hypothesis, read)
        }
        if let topic = topicThatSetsAside(read) { return answer(intent: topic) }
        var reading = read
        // « cela fait dix ans que j'en rêve », after the verdict
        if conversation.hasVerdict, tellsOnlyTime(read) { reading.forgetLengths() }
        if asksAboutOneself() || goesOnTelling(reading) { return startCheck(reading) }
        if reading.tellsNothing, personNamed() != nil, case .decline = bot.classifier.decide(ranking) {
            return startCheck(reading)
        }
        if isOnlyAboutFacts(reading) || conversation.hasVerdict && !reading.doubted.isEmpty {
            return startCheck(reading)
        }
        if let intent = bot.followUp(utterance, after: conversation.topic) { return goOn(to: intent, reading) }
        if asksForMore() { return sayMore() }
        if asksForOneself(reading) { return startCheck(reading) }
        let finder = QuestionFinder(
            bot: bot, rankings: rankings, utterance: asked, ranking: ranking, facts: reading.places)
        let questions = finder.intents()
        if questions.count > 1 { return answer(questions, reading) }
        let decision = bot.classifier.decide(ranking)
        if let form = bot.definition.form, form.facts.contains(where: { !reading.facts.held($0.name).isEmpty }),
            decision != .decline, finder.asks(for: form.intent, surely: reading.facts.values.count < 2)
        {
            return startCheck(reading)
        }
        if let form = bot.definition.form, finder.asks(forIntent: form.intent, withNamedFacts: !reading.facts.isEmpty) {
            return startCheck(reading)
        }
        if !reading.facts.isEmpty, let question = finder.questionBesideFacts() {
            remember(reading)
            return answer(intent: question)
        }
        if tellsAboutOneself(reading, decision) || tellsOfSomebody(reading, decision) { return startCheck(reading) }
        if decision == .decline, let question = finder.questionBesideStory() { return answer([question], reading) }
        // « non, elle n'a pas d'autre diplôme », after a verdict
        if conversation.hasVerdict, reading.yesNo == false, reading.isEmpty, !utterance.asks,
            !utterance.hasQuestionMark,
            utterance.tokens.count <= Self.longestRevision, bot.topic(Act.deny.rawValue) != nil
        {
            return answer(intent: Act.deny.rawValue)
        }
        // « j'ai quitté mon poste d'éducateur », after the verdict: it names what the verdict stands on.
        if conversation.hasVerdict, decision == .decline, reading.facts.isEmpty, !reading.places.isEmpty,
            utterance.speaksOfSomebody, !utterance.asks, !utterance.hasQuestionMark
        {
            return startCheck(reading)
        }
        if remarksOnVerdict(decision) { return sayUnchanged() }
        switch decision {
        case .answer(let intent):
            if intent == bot.definition.form?.intent { return startCheck(reading) }
            // « Master 2. » answers a topic, and is known when the check begins.
            if !utterance.isQuestion { rememberValue(reading) }
            answer(intent: intent)
        case .clarify(let intents):
            rememberValue(reading)
            clarify(intents, reading)
        case .decline:
            rememberValue(reading)
            decline()
        }
    }

    /// « j'ai un diplôme belge d'éducatrice, puis-je entrer ? »: the topic that a named value belongs to, in place of the check.
    private func topicThatSetsAside(_ reading: Reading) -> String? {
        guard let form, form.facts.contains(where: { !reading.facts.held($0.name).isEmpty }),
            // « …, reconnu niveau 7 »
            !utterance.tokens.contains(where: { Self.recognitions.contains($0.text) }),
            let first = ranking.first, first.confidence >= Self.leastSettingAside,
            bot.topic(first.name)?.setsValuesAside == true
        else { return nil }
        return first.name
    }

    private static let leastSettingAside: Float = 0.6
    private static let recognitions: Set = ["reconnu", "reconnue", "accepte", "acceptee", "niveau", "equivalent"]

    /// Goes on from the last topic, as the author of the content foresaw.
    private mutating func goOn(to intent: String, _ reading: Reading) {
        // « donc c'est bon ? », after a verdict, asks for the verdict.
        let asksForCheck = intent == bot.definition.form?.intent
        if asksForCheck, conversation.hasVerdict { return startCheck(reading) }
        if intent == conversation.topic { return sayMore() }
        if asksForCheck { return startCheck(reading) }
        answer(intent: intent)
    }

    /// Answers several questions, each once, in order; a personal check that asks back comes last.
    private mutating func answer(_ intents: [String], _ reading: Reading) {
        guard let check = bot.definition.form?.intent, let place = intents.firstIndex(of: check) else {
            return answer(intents)
        }
        var ends = self
        ends.answer(Array(intents[..<place]))
        ends.startCheck(reading)
        if ends.conversation.check == nil {
            self = ends
            answer(Array(intents[(place + 1)...]))
        } else {
            answer(intents.filter { $0 != check })
            startCheck(reading)
        }
    }

    /// Answers several questions in order.
    mutating func answer(_ intents: [String]) {
        for intent in intents { answer(intent: intent) }
        if let first = intents.first { ranking = ranking.promoting(first) }
        suggestions.removeAll { intents.contains($0) }
    }

    /// Answers an intent.
    mutating func answer(intent: String) {
        guard let topic = bot.topic(intent) else { return decline() }
        ranking = ranking.promoting(intent)
        switch topic.kind {
        case .article:
            conversation.topic = intent
            messages.append(
                Message(
                    kind: .answer, intent: intent, text: bot.answer(of: topic, to: utterance), source: topic.section))
        case .silence:
            conversation.topic = intent
            messages.append(Message(kind: .notCovered, intent: intent, text: bot.answer(of: topic, to: utterance)))
        case .conversation: act(topic)
        case .distress: answerDistress(topic)
        case .outOfScope: decline()
        }
        suggestions = topic.suggestions
    }

    private mutating func act(_ topic: Topic) {
        switch Act(rawValue: topic.id) {
        case .repeatLast where conversation.last != .none:
            isRepetition = true
            messages += lastMessages()
        case .notUnderstood:
            if let last = conversation.topic.flatMap({ bot.topic($0) }), let otherwise = last.otherwise {
                messages.append(answerMessage(last, otherwise))
            } else {
                say(topic.answer, intent: topic.id)
            }
        case .restart:
            let turn = conversation.turn
            conversation = Conversation()
            conversation.turn = turn
            // What is forgotten is not kept for « répète » either.
            before = conversation
            say(topic.answer, intent: topic.id)
        // « pourquoi ? », after a verdict: its reason is said again.
        case .why where conversation.hasVerdict: startCheck(Reading())
        // A choice that was offered is what goes.
        case .cancel where before.choice != nil:
            say(bot.topic(Act.deny.rawValue)?.answer ?? topic.answer, intent: topic.id)
        case .deny, .affirm, .dontKnow, .cancel, .why, .repeatLast, nil:
            say(topic.answer, intent: topic.id)
        }
    }

    mutating func decline() {
        guard let topic = bot.definition.outOfScope.flatMap({ bot.topic($0) }) else { return }
        messages.append(Message(kind: .declined, intent: topic.id, text: declinedText(topic)))
        suggestions = topic.suggestions
        ranking = ranking.promoting(topic.id)
    }

    /// What is said of a question about something else: its name, where the words name it.
    private func declinedText(_ topic: Topic) -> String {
        guard let phrases = bot.definition.phrases.elsewhere, let subject = bot.classifier.subject(in: asked)
        else { return topic.answer }
        let template =
            switch subject.kind {
            case .job: phrases.job
            case .diploma: phrases.diploma
            case .field: phrases.field
            }
        return fill(template, ["nom": subject.name, "de_nom": Elision.of(subject.name)])
    }

    // MARK: The longer version

    func asksForMore() -> Bool {
        let tokens = utterance.withoutCourtesies.tokens
        guard conversation.topic != nil, tokens.count <= 8 else { return false }
        return bot.morePhrases.matches(in: tokens).contains { $0.range.count * 2 >= tokens.count }
    }

    mutating func sayMore() {
        guard let topic = conversation.topic.flatMap({ bot.topic($0) }) else { return }
        ranking = ranking.promoting(topic.id)
        let text = (conversation.toldMore ? nil : topic.more) ?? bot.definition.phrases.noMore
        messages.append(answerMessage(topic, text))
        suggestions = topic.suggestions
    }

    private func answerMessage(_ topic: Topic, _ text: String) -> Message {
        Message(
            kind: topic.kind == .silence ? .notCovered : .answer, intent: topic.id, text: text, source: topic.section)
    }

    // MARK: Choices

    mutating func clarify(_ ranked: [String], _ reading: Reading) {
        if let first = ranked.first, bot.topic(first)?.kind == .conversation { return answer(intent: first) }
        let intents = ranked.filter { bot.topic($0).map { $0.kind == .article || $0.kind == .silence } ?? false }
        guard intents.count > 1 else {
            if intents.first == form?.intent { return conversation.isChecking ? ask(again: true) : startCheck(reading) }
            return intents.first.map { answer(intent: $0) } ?? decline()
        }
        let titles = intents.enumerated().map { "\($0 + 1). \(bot.topic($1)?.title ?? $1)" }
        let text = ([bot.definition.phrases.clarify] + titles).joined(separator: "\n")
        messages.append(Message(kind: .clarify, intent: intents[0], text: text, choices: intents))
        conversation.stack.append(.choice(intents))
    }

    /// The choice that a reply makes: a number, an ordinal, or a word of one title only.
    private func chosen(from choices: [String]) -> String? {
        if let number = ChoiceNumber.read(utterance.tokens), choices.indices.contains(number - 1) {
            return choices[number - 1]
        }
        guard utterance.tokens.count <= 4 else { return nil }
        let said = Set(utterance.tokens.map(\.text).filter { $0.utf8.count > 3 })
        let matching = choices.filter { choice in
            let title = Utterance(bot.topic(choice)?.title ?? "").tokens.map(\.text)
            return title.contains { said.contains($0) }
        }
        return matching.count == 1 ? matching[0] : nil
    }

    // MARK: Saying

    mutating func say(_ text: String, intent: String? = nil, kind: Message.Kind = .conversation) {
        let intent = intent ?? bot.definition.form?.intent ?? bot.definition.outOfScope ?? ""
        messages.append(Message(kind: kind, intent: intent, text: text))
    }

    private func reply() -> Reply {
        Reply(
            turn: conversation.turn, messages: messages, intents: Array(ranking.intents.prefix(5)), awaiting: awaiting,
            facts: bot.definition.form.map { conversation.facts.told($0) } ?? [], verdict: verdict,
            suggestions: suggestions)
    }

    private var awaiting: Awaiting? {
        switch conversation.stack.last {
        case .choice: .choice
        case .check(let check):
            switch check.question {
            case .fact(let name): bot.definition.form?.fact(name).map { .fact($0.awaits) }
            case .precision: .precision
            case .confirmation: .confirmation
            case nil: nil
            }
        case nil: nil
        }
    }
}

extension Ranking {
    /// The ranking with an intent first, because the conversation tells more than the words.
    func promoting(_ name: String) -> Ranking {
        guard let top = first, top.name != name else { return self }
        let sure = max(confidence(of: name), top.confidence)
        let rest = intents.filter { $0.name != name }
        let scale = (1 - sure) / max(rest.reduce(0) { $0 + $1.confidence }, 1e-6)
        let first = Ranking.Intent(name: name, confidence: sure)
        let others = rest.map { Ranking.Intent(name: $0.name, confidence: min($0.confidence * scale, sure)) }
        return Ranking(first: first, rest: others)
    }
}

extension Utterance {
    /// Whether the text speaks in the first person, or of somebody near (« ma sœur »).
    var speaksOfSomebody: Bool {
        tokens.contains {
            ["je", "j", "suis", "ai", "mon", "ma", "mes", "moi", "depuis", "chui", "titulaire"].contains($0.text)
        }
    }
}
