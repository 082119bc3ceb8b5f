import French
import Understanding

/// The eligibility check: starting it, taking facts in, asking what still matters, and the verdict.
extension Turn {
    var form: Form? { bot.definition.form }

    /// Starts the check with what the message already tells.
    mutating func startCheck(_ reading: Reading) {
        guard let form else { return }
        ranking = ranking.promoting(form.intent)
        let isUpdate = conversation.hasVerdict
        if asksAboutOneself() {
            conversation.about = nil
            conversation.forgetFacts()
        } else if conversation.facts.isEmpty, reading.tellsNothing {
            conversation.about = personAskedFor()
        }
        conversation.stack.append(.check(Conversation.Check(open: conversation.open)))
        let known = !conversation.facts.isEmpty
        absorb(reading, correcting: isUpdate && reading.corrects)
        if reading.facts.isEmpty && !known && reading.problem == nil { say(form.texts.opening, intent: form.intent) }
        proceed(reading)
    }

    /// « et moi ? », after somebody else's verdict.
    func asksAboutOneself() -> Bool {
        conversation.about != nil && utterance.tokens.contains { $0.text == "moi" } && utterance.tokens.count <= 8
    }

    /// « ma sœur voudrait entrer chez vous »: whom the check is about, before any fact is told.
    func personAskedFor() -> ThirdPerson? {
        Speakers.relation(in: utterance).flatMap { ThirdPerson($0) }
    }

    /// « c'est pour ma mère », in the middle of the check: whom it is about, and nothing else.
    func personNamed() -> ThirdPerson? {
        let words = utterance.tokens.map(\.text)
        guard words.count <= Self.longestNaming, !utterance.hasQuestionMark else { return nil }
        // « un cadeau pour ma mère » asks about nobody.
        let isFor = words.indices.dropFirst().contains { index in
            words[index] == "pour" && Self.askers.contains(words[index - 1])
        }
        return isFor || words.contains("parle") ? personAskedFor() : nil
    }

    private static let askers: Set = ["est", "demande", "jdemande", "renseigne", "ecris", "question", "encore"]

    private static let longestNaming = 9

    /// Goes on with the check: facts, commands, questions in the middle, or nothing that was understood.
    mutating func continueCheck(_ reading: Reading) {
        if conversation.check?.question == .confirmation, reading.isEmpty, !saysDontKnow(reading),
            let answer = otherDiploma(reading)
        {
            return confirm(answer)
        }
        if takesBackOther(reading) { return confirm(false) }
        let decision = bot.classifier.decide(ranking)
        let act = self.act(decision)
        if reading.isEmpty, let act, handle(act, reading) { return }
        if act == .cancel || act == .restart, reading.tellsNothing, handle(act, reading) { return }
        if saysDontKnow(reading) { return help() }
        if conversation.check?.question == .confirmation, !tellsValue(reading), let answer = otherDiploma(reading) {
            // « non, mais j'ai 10 ans d'expérience »
            absorb(reading, correcting: false)
            return confirm(answer)
        }
        if asksWhatIsMissing() {
            sayWhatIsMissing()
            return askAgainIfChecking()
        }
        if asksWhatIsKnown() {
            sayWhatIsKnown()
            return askAgainIfChecking()
        }
        // « ah si, j'ai aussi un master », asked whether there is another diploma, supposes nothing.
        if let form, utterance.hasQuestionMark, conversation.check?.question != .confirmation,
            let hypothesis = Hypothesis(utterance, reading, on: conversation.facts, form)
        {
            return suppose(hypothesis, reading)
        }
        if reading.isEmpty, let person = personNamed() {
            conversation.about = person
            return ask(again: false)
        }
        if reading.isEmpty, goOnFromLastTopic() { return askAgainIfChecking() }
        let finder = QuestionFinder(
            bot: bot, rankings: rankings, utterance: asked, ranking: ranking, facts: reading.places)
        if !reading.facts.isEmpty, let intent = finder.questionBesideFacts() {
            remember(reading)
            answer(intent: intent)
            return proceed(Reading())
        }
        if let intent = interruption(decision, reading) {
            answer(intent: intent)
            return askAgainIfChecking()
        }
        guard !reading.isEmpty else { return misunderstand(decision) }
        let corrects = reading.corrects && overwrites(reading)
        absorb(reading, correcting: corrects)
        // « 4 ans », asked for another diploma: there is none.
        if conversation.check?.question == .confirmation, !tellsValue(reading) { conversation.isConfirmed = true }
        proceed(reading)
    }

    /// « non », after « Lequel ? »: there is no other value after all.
    private func takesBackOther(_ reading: Reading) -> Bool {
        guard case .fact(let name) = conversation.check?.question, conversation.isConfirmed, reading.isEmpty,
            reading.yesNo == false, form?.fact(name)?.kind.isCategory ?? false
        else { return false }
        return !conversation.facts.held(name).isEmpty
    }

    /// The answer to the question whether there is another value: « rien en dehors de ça », « d'accord ; alors non ».
    private func otherDiploma(_ reading: Reading) -> Bool? {
        if reading.isAll { return false }
        let words = utterance.tokens.map(\.text)
        if words.contains("non"), words.first == "d", reading.yesNo == true { return false }
        if ["rien", "aucun", "aucune", "nada", "neant", "negatif"].contains(words[0]), !utterance.hasQuestionMark {
            return false
        }
        return reading.yesNo
    }

    /// Whether a value is told, and not only that there is none.
    func tellsValue(_ reading: Reading) -> Bool {
        form?.facts.contains { fact in
            reading.facts.held(fact.name).contains { item in
                !(fact.values.first { $0.id == item.id }?.isExclusive ?? false)
            }
        } ?? false
    }

    /// « je ne sais pas trop, il faudrait que je compte »: no firm fact beside it.
    func saysDontKnow(_ reading: Reading) -> Bool {
        let isFirm = reading.facts.values.contains { name, value in
            switch value {
            case .flag: false
            case .held(let held): held.contains { item in !conversation.facts.held(name).contains { $0.id == item.id } }
            // « des remplacements d'une semaine, je ne pourrais pas donner un nombre »
            case .duration(let length, _):
                length.nominal == 0 || length.nominal >= Self.shortestFirm || length.below != nil
            }
        }
        // « non, on ne peut pas dire cela », asked whether the work was in the field
        if case .fact(let name) = conversation.check?.question, form?.fact(name)?.isFlag ?? false,
            reading.yesNo == false, !utterance.tokens.contains(where: { $0.text.hasPrefix("sai") })
        {
            return false
        }
        // « une licence, ou peut-être un diplôme d'État, je ne saurais le dire »
        var asksNature = false
        if case .precision = conversation.check?.question { asksNature = utterance.tokens.contains { $0.text == "ou" } }
        guard !isFirm || asksNature else { return false }
        // « Diplôme d'État ? Je ne sais pas. »
        let parts = MessageParts(utterance).ranges.map { utterance.part([$0]) }
        return parts.contains { !$0.hasQuestionMark && bot.saysDontKnow($0) }
    }

    /// Shorter lengths, in years, told beside « je ne sais pas », are no answer.
    private static let shortestFirm = 0.2

    // MARK: Commands in the check

    func act(_ decision: Decision) -> Act? {
        switch decision {
        case .answer(let intent): return Act(rawValue: intent)
        // « non je sais toujours pas » denies, or does not know: in the check it is one answer.
        case .clarify(let intents) where intents.first == Act.dontKnow.rawValue: return .dontKnow
        case .clarify, .decline: return nil
        }
    }

    /// Does what an act asks for; false where the act means nothing here.
    mutating func handle(_ act: Act?, _ reading: Reading) -> Bool {
        switch act {
        case .cancel:
            conversation.check = nil
            say(bot.definition.phrases.checkCancelled, intent: Act.cancel.rawValue)
        case .restart: answer(intent: Act.restart.rawValue)
        case .why: explain()
        case .repeatLast:
            let last = lastMessages()
            isRepetition = !last.isEmpty
            if last.isEmpty { ask(again: true) } else { messages += last }
        case .notUnderstood: ask(again: true)
        case .dontKnow: help()
        case .affirm, .deny, nil: return false
        }
        return true
    }

    mutating func explain() {
        guard let form, let question = conversation.check?.question else { return }
        switch question {
        case .fact(let name): say(form.fact(name)?.texts.why ?? "", intent: Act.why.rawValue)
        case .precision(let id, _): say(form.precision(id)?.why ?? "", intent: Act.why.rawValue)
        case .confirmation: say(form.texts.confirmationWhy, intent: Act.why.rawValue)
        }
        ask(again: true)
    }

    /// « je ne sais pas »: help first; the second time the fact stays open.
    mutating func help() {
        guard let form, var check = conversation.check, let question = check.question else { return }
        if question == .confirmation { return concludeOpen([question]) }
        if check.helped.contains(question) {
            check.leave(open: [question] + flags(saidBy: question))
            conversation.check = check
            return proceed(Reading())
        }
        check.helped.append(question)
        conversation.check = check
        switch question {
        case .fact(let name):
            say(form.fact(name)?.texts.help ?? "", intent: form.intent, kind: .ask)
        case .precision(let id, _):
            // What a diploma is called can be looked up later; the other questions may settle the verdict without it.
            say(form.precision(id)?.help ?? "", intent: form.intent)
            check.leave(open: [question])
            conversation.check = check
            return proceed(Reading())
        case .confirmation: break
        }
        ranking = ranking.promoting(form.intent)
        // Where nothing else can settle it, the person hears at once what is left open; the question stays.
        let open = check.open + [question] + flags(saidBy: question)
        if case .leftOpen(let questions) = Assessor(form: form, facts: conversation.facts, open: open).assess() {
            sayLeftOpen(questions)
        }
    }

    /// The flags that a question names, and that stay unknown with it.
    func flags(saidBy question: Question) -> [Question] {
        guard case .fact(let name) = question else { return [] }
        return (form?.fact(name)?.implies ?? []).filter { conversation.facts[$0] == nil }.map { .fact($0) }
    }

    mutating func confirm(_ hasOther: Bool) {
        guard let form, var check = conversation.check else { return }
        ranking = ranking.promoting(form.intent)
        conversation.isConfirmed = true
        if hasOther, let category = form.facts.first(where: { !$0.values.isEmpty }) {
            check.question = .fact(category.name)
            conversation.check = check
            return say(form.texts.confirmationWhich, intent: form.intent, kind: .ask)
        }
        conversation.check = check
        proceed(Reading())
    }

    // MARK: Questions in the middle

    /// Answers several questions, a follow-up, or a wish for more; false where the message is none of these.
    mutating func goOnFromLastTopic() -> Bool {
        let questions = QuestionFinder(bot: bot, rankings: rankings, utterance: asked, ranking: ranking).intents()
        if questions.count > 1 {
            answer(questions.filter { $0 != form?.intent })
        } else if let intent = bot.followUp(utterance, after: conversation.topic), intent != form?.intent {
            if intent == conversation.topic { sayMore() } else { answer(intent: intent) }
        } else if asksForMore() {
            sayMore()
        } else {
            return false
        }
        return true
    }

    /// The intent of a question that is asked in the middle of the check, nil where the message answers the check.
    mutating func interruption(_ decision: Decision, _ reading: Reading) -> String? {
        guard case .answer(let intent) = decision, intent != form?.intent, let topic = bot.topic(intent),
            Act(rawValue: intent) == nil
        else { return nil }
        if !reading.isEmpty, topic.kind == .conversation || !asksSomething { return nil }
        if reading.yesNo != nil, topic.kind == .conversation { return nil }
        return intent
    }

    /// Whether the message asks rather than tells.
    var asksSomething: Bool {
        utterance.hasQuestionMark || utterance.asks && !utterance.speaksOfSomebody
    }

    /// Comes back to the pending question, in other words.
    mutating func askAgainIfChecking() {
        guard let check = conversation.check, check.question != nil else { return }
        let phrases = bot.definition.phrases.backToCheck
        if !phrases.isEmpty { say(phrases[check.asked % phrases.count], intent: form?.intent) }
        ask(again: true)
    }

    mutating func misunderstand(_ decision: Decision) {
        guard var check = conversation.check else { return }
        if case .answer(form?.intent) = decision { return ask(again: true) }
        // « c'est quoi un diplôme d'État ? » may mean two topics: a question, not an answer.
        if case .clarify(let intents) = decision, utterance.hasQuestionMark, utterance.asks {
            return clarify(intents, Reading())
        }
        if decision == .decline, utterance.hasQuestionMark || utterance.tokens.count > Self.longestMisreadAnswer {
            decline()
            return askAgainIfChecking()
        }
        check.misunderstood += 1
        if check.misunderstood > Self.mostMisunderstood, let choices = choices(check.question) {
            conversation.check = check
            return offer(choices)
        }
        if check.question == .confirmation, check.misunderstood > 1 {
            conversation.isConfirmed = true
            conversation.check = check
            return proceed(Reading())
        }
        conversation.check = check
        let phrases = bot.definition.phrases.notUnderstood
        if !phrases.isEmpty { say(phrases[(check.misunderstood - 1) % phrases.count], intent: form?.intent) }
        ask(again: true)
    }

    /// A message with more words that is out of scope is a remark, not an answer that could not be read.
    private static let longestMisreadAnswer = 4

    /// After so many answers that were not understood, the person is offered answers to choose from.
    private static let mostMisunderstood = 1

    func choices(_ question: Question?) -> [String]? {
        guard case .fact(let name) = question, let choices = form?.fact(name)?.texts.choices, !choices.isEmpty else {
            return nil
        }
        return choices
    }

    mutating func offer(_ choices: [String]) {
        let lines = choices.enumerated().map { "\($0 + 1). \($1)" }
        conversation.check?.offersChoices = true
        let phrases = bot.definition.phrases
        say(
            ([phrases.notUnderstood.first ?? "", phrases.choose] + lines).joined(separator: "\n"), intent: form?.intent,
            kind: .ask)
    }

    /// The answer that a number picks from those that were offered.
    func pickedAnswer() -> String? {
        guard let check = conversation.check, check.offersChoices, let choices = choices(check.question),
            let number = ChoiceNumber.read(utterance.tokens), choices.indices.contains(number - 1)
        else { return nil }
        return choices[number - 1]
    }
}
