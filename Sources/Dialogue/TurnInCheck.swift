import French
import Understanding

/// The eligibility check: starting it, taking facts in, asking what still matters, and the verdict.
extension Turn {
    private var form: Form? { bot.definition.form }

    /// Starts the check with what the message already tells.
    mutating func startCheck(_ reading: Reading) {
        guard let form else { return }
        ranking = ranking.promoting(form.intent)
        let isUpdate = conversation.hasVerdict
        if conversation.facts.isEmpty, reading.tellsNothing { conversation.about = personAskedFor() }
        conversation.stack.append(.check(Conversation.Check()))
        let known = !conversation.facts.isEmpty
        absorb(reading, correcting: isUpdate && reading.corrects)
        if reading.facts.isEmpty && !known && reading.problem == nil { say(form.texts.opening, intent: form.intent) }
        proceed(reading)
    }

    /// « ma sœur voudrait entrer chez vous »: whom the check is about, before any fact is told.
    private func personAskedFor() -> ThirdPerson? {
        Speakers(utterance.tokens).relation.flatMap { ThirdPerson(utterance.source(of: $0)) }
    }

    /// Goes on with the check: facts, commands, questions in the middle, or nothing that was understood.
    mutating func continueCheck(_ reading: Reading) {
        let decision = bot.classifier.decide(ranking)
        let act = self.act(decision)
        if reading.isEmpty, let act, handle(act, reading) { return }
        if act == .cancel || act == .restart, handle(act, reading) { return }
        if saysDontKnow(reading) { return help() }
        if conversation.check?.question == .confirmation, reading.facts.isEmpty, let answer = reading.yesNo {
            return confirm(answer)
        }
        if asksWhatIsMissing() {
            sayWhatIsMissing()
            return askAgainIfChecking()
        }
        if reading.isEmpty, goOnFromLastTopic() { return askAgainIfChecking() }
        if let intent = interruption(decision, reading) {
            answer(intent: intent)
            return askAgainIfChecking()
        }
        guard !reading.isEmpty else { return misunderstand(decision) }
        let corrects = reading.corrects && overwrites(reading)
        absorb(reading, correcting: corrects)
        proceed(reading)
    }

    /// « je ne sais pas trop, il faudrait que je compte »: no firm fact beside it.
    private func saysDontKnow(_ reading: Reading) -> Bool {
        let isFirm = reading.facts.values.values.contains { value in
            if case .flag = value { false } else { true }
        }
        return !isFirm && !utterance.hasQuestionMark && bot.saysDontKnow(utterance)
    }

    // MARK: Commands in the check

    private func act(_ decision: Decision) -> Act? {
        guard case .answer(let intent) = decision else { return nil }
        return Act(rawValue: intent)
    }

    /// Does what an act asks for; false where the act means nothing here.
    private mutating func handle(_ act: Act?, _ reading: Reading) -> Bool {
        switch act {
        case .cancel:
            conversation.check = nil
            say(bot.definition.phrases.checkCancelled, intent: Act.cancel.rawValue)
        case .restart: answer(intent: Act.restart.rawValue)
        case .why: explain()
        case .repeatLast:
            if !conversation.lastMessages.isEmpty { messages += conversation.lastMessages } else { ask(again: true) }
        case .notUnderstood: ask(again: true)
        case .dontKnow: help()
        case .affirm, .deny, nil: return false
        }
        return true
    }

    private mutating func explain() {
        guard let form, let question = conversation.check?.question else { return }
        switch question {
        case .fact(let name): say(form.fact(name)?.texts.why ?? "", intent: Act.why.rawValue)
        case .precision(let id, _): say(form.precision(id)?.why ?? "", intent: Act.why.rawValue)
        case .confirmation: say(form.texts.confirmationWhy, intent: Act.why.rawValue)
        }
        ask(again: true)
    }

    /// « je ne sais pas »: help first; the second time the fact stays open.
    private mutating func help() {
        guard let form, var check = conversation.check, let question = check.question else { return }
        if check.helped.contains(question) || question == .confirmation {
            check.open.append(question)
            if question == .confirmation { check.isConfirmed = true }
            conversation.check = check
            return proceed(Reading())
        }
        check.helped.append(question)
        conversation.check = check
        switch question {
        case .fact(let name): say(form.fact(name)?.texts.help ?? "", intent: form.intent, kind: .ask)
        case .precision(let id, _):
            // What a diploma is called can be looked up later; the other questions may settle the verdict without it.
            say(form.precision(id)?.help ?? "", intent: form.intent)
            check.open.append(question)
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
    private func flags(saidBy question: Question) -> [Question] {
        guard case .fact(let name) = question else { return [] }
        return (form?.fact(name)?.implies ?? []).filter { conversation.facts[$0] == nil }.map { .fact($0) }
    }

    private mutating func confirm(_ hasOther: Bool) {
        guard let form, var check = conversation.check else { return }
        ranking = ranking.promoting(form.intent)
        check.isConfirmed = true
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
    private mutating func goOnFromLastTopic() -> Bool {
        let questions = QuestionFinder(bot: bot, utterance: asked, ranking: ranking).intents()
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
    private mutating func interruption(_ decision: Decision, _ reading: Reading) -> String? {
        guard case .answer(let intent) = decision, intent != form?.intent, let topic = bot.topic(intent),
            Act(rawValue: intent) == nil
        else { return nil }
        if !reading.isEmpty, topic.kind == .conversation || !asksSomething { return nil }
        if reading.yesNo != nil, topic.kind == .conversation { return nil }
        return intent
    }

    /// Whether the message asks rather than tells.
    private var asksSomething: Bool {
        utterance.hasQuestionMark || utterance.hasAskingWord && !utterance.speaksOfSomebody
    }

    /// Comes back to the pending question, in other words.
    mutating func askAgainIfChecking() {
        guard let check = conversation.check, check.question != nil else { return }
        let phrases = bot.definition.phrases.backToCheck
        if !phrases.isEmpty { say(phrases[check.asked % phrases.count], intent: form?.intent) }
        ask(again: true)
    }

    private mutating func misunderstand(_ decision: Decision) {
        guard var check = conversation.check else { return }
        if case .answer(form?.intent) = decision { return ask(again: true) }
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
            check.isConfirmed = true
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

    private func choices(_ question: Question?) -> [String]? {
        guard case .fact(let name) = question, let choices = form?.fact(name)?.texts.choices, !choices.isEmpty else {
            return nil
        }
        return choices
    }

    private mutating func offer(_ choices: [String]) {
        let lines = choices.enumerated().map { "\($0 + 1). \($1)" }
        conversation.check?.offersChoices = true
        let opening = bot.definition.phrases.notUnderstood.first ?? ""
        say(([opening] + lines).joined(separator: "\n"), intent: form?.intent, kind: .ask)
    }

    /// The answer that a number picks from those that were offered.
    func pickedAnswer() -> String? {
        guard let check = conversation.check, check.offersChoices, let choices = choices(check.question),
            let number = ChoiceNumber.read(utterance.tokens), choices.indices.contains(number - 1)
        else { return nil }
        return choices[number - 1]
    }

    // MARK: Facts

    private func overwrites(_ reading: Reading) -> Bool {
        reading.facts.values.keys.contains { conversation.facts[$0] != nil } || !reading.denied.isEmpty
    }

    /// Keeps the facts of a message that asks something else, so that the check need not ask for them.
    mutating func remember(_ reading: Reading) { absorb(reading, correcting: false) }

    /// Takes the facts of a message in.
    private mutating func absorb(_ reading: Reading, correcting: Bool) {
        guard let form else { return }
        turnTo(reading)
        var check = conversation.check ?? Conversation.Check()
        check.misunderstood = 0
        check.offersChoices = false
        for fact in form.facts {
            guard let value = reading.facts[fact.name] else { continue }
            if case .held(let held) = value {
                let replaces = correcting || reading.isExclusive
                let old = replaces ? [] : conversation.facts.held(fact.name)
                let kept = old.filter { item in !held.contains { $0.id == item.id } && !isExclusive(item, fact) }
                conversation.facts[fact.name] = .held(kept + held)
                if check.question == .fact(fact.name) || replaces { check.isConfirmed = true }
            } else {
                conversation.facts[fact.name] = value
            }
        }
        takeImplied(reading, check.question)
        forget(reading.denied)
        if let choice = reading.choice { makePrecise(choice, check.question) }
        if conversation.check != nil { conversation.check = check }
        if correcting, !reading.facts.isEmpty {
            say(fill(bot.definition.phrases.corrected, ["faits": told(reading.facts)]), intent: form.intent)
        }
    }

    /// Facts of somebody else are not those of the person who writes: the sheet begins anew.
    private mutating func turnTo(_ reading: Reading) {
        guard !reading.tellsNothing else { return }
        let about = reading.relation.flatMap { ThirdPerson($0) }
        let speaksOfOneself =
            reading.relation == nil && utterance.tokens.contains { ["moi", "je", "j"].contains($0.text) }
        guard about != conversation.about, about != nil || speaksOfOneself else { return }
        if !conversation.facts.isEmpty { conversation.facts = FactSheet() }
        conversation.about = about
    }

    /// A sentence about the person who writes, or its version about somebody else.
    private func voiced(_ text: String, _ other: String?) -> String {
        guard let about = conversation.about, let other else { return text }
        return fill(other, ["qui": about.name, "Qui": about.name.capitalizedFirst, "pronom": about.pronoun])
    }

    /// An answer to a question that names a flag says the flag too.
    private mutating func takeImplied(_ reading: Reading, _ question: Question?) {
        guard case .fact(let name) = question, reading.facts[name] != nil, let fact = form?.fact(name) else { return }
        for flag in fact.implies where conversation.facts[flag] == nil {
            conversation.facts[flag] = .flag(true, words: "")
        }
    }

    private func isExclusive(_ item: FactSheet.Held, _ fact: FactDefinition) -> Bool {
        fact.values.first { $0.id == item.id }?.isExclusive ?? false
    }

    /// A value that is denied after it was told is no longer held.
    private mutating func forget(_ denied: [String]) {
        guard let form, !denied.isEmpty else { return }
        for fact in form.facts {
            let held = conversation.facts.held(fact.name)
            let kept = held.filter { !denied.contains($0.id) }
            if kept.count < held.count { conversation.facts[fact.name] = kept.isEmpty ? nil : .held(kept) }
        }
    }

    private mutating func makePrecise(_ choice: Precision.Choice, _ question: Question?) {
        guard let form, case .precision(_, let value) = question else { return }
        for fact in form.facts {
            var held = conversation.facts.held(fact.name)
            guard let index = held.firstIndex(where: { $0.id == value }) else { continue }
            held[index].id = choice.becomes
            conversation.facts[fact.name] = .held(held)
        }
    }

    private func told(_ facts: FactSheet) -> String {
        guard let form else { return "" }
        return FactWords(form: form, facts: facts).list
    }

    // MARK: What comes next

    /// Asks the next question that matters, or gives the verdict.
    private mutating func proceed(_ reading: Reading) {
        guard let form, var check = conversation.check else { return }
        ranking = ranking.promoting(form.intent)
        comment(reading, form)
        switch Assessor(form: form, facts: conversation.facts, open: check.open).assess() {
        case .settled(let conclusion):
            if conclusion.row.outcome == .notEligible, !check.isConfirmed {
                check.question = .confirmation
                check.asked = 0
                conversation.check = check
                return ask(again: false)
            }
            conclude(conclusion)
        case .ask(let question):
            let again = check.question == question
            if !again { check.asked = 0 }
            check.question = question
            conversation.check = check
            if isVague(reading, question) { return askPrecisely(question) }
            if !reading.facts.isEmpty, !reading.corrects {
                say(fill(bot.definition.phrases.noted, ["faits": told(reading.facts)]), intent: form.intent)
            }
            ask(again: again)
        case .leftOpen(let questions): concludeOpen(questions)
        }
    }

    /// What is said of the message before the next question: absurd values, diplomas that are not held yet.
    private mutating func comment(_ reading: Reading, _ form: Form) {
        if reading.problem == .absurd { say(bot.definition.phrases.absurd, intent: form.intent) }
        if !reading.inProgress.isEmpty { say(form.texts.notHeldYet, intent: form.intent) }
    }

    private func isVague(_ reading: Reading, _ question: Question) -> Bool {
        guard reading.problem == .vague, case .fact(let name) = question else { return false }
        return form?.fact(name)?.kind == .duration
    }

    private mutating func askPrecisely(_ question: Question) {
        guard let form, case .fact(let name) = question, let fact = form.fact(name), var check = conversation.check
        else { return }
        check.asked += 1
        conversation.check = check
        say(fact.texts.vague ?? fact.texts.question, intent: form.intent, kind: .ask)
    }

    /// Asks the pending question; again means in other words.
    private mutating func ask(again: Bool) {
        guard let form, var check = conversation.check, let question = check.question else { return }
        let wordings: [String]
        switch question {
        case .fact(let name):
            guard let texts = form.fact(name)?.texts else { return }
            let other = conversation.about != nil && texts.questionOther != nil
            wordings = other ? [voiced(texts.question, texts.questionOther)] : [texts.question] + texts.rephrased
        case .precision(let id, let value):
            guard let precision = form.precision(id) else { return }
            let label = form.facts.flatMap(\.values).first { $0.id == value }?.label ?? ""
            wordings = ([precision.question] + precision.rephrased).map { fill($0, ["valeur": label]) }
        case .confirmation:
            let words = FactWords(form: form, facts: conversation.facts)
            wordings = [fill(voiced(form.texts.confirmation, form.texts.confirmationOther), words.placeholders)]
        }
        let number = again ? max(1, check.asked) : 0
        let wording = number < wordings.count ? wordings[number] : wordings[number % wordings.count]
        check.asked = number + 1
        conversation.check = check
        say(wording, intent: form.intent, kind: .ask)
    }

    // MARK: Suppositions

    /// Whether the person asks what is missing, and something is known about them.
    func asksWhatIsMissing() -> Bool {
        !conversation.facts.isEmpty && !bot.missingPhrases.matches(in: utterance.tokens).isEmpty
    }

    /// « que me manque-t-il ? »: the smallest change that would make the person eligible.
    mutating func sayWhatIsMissing() {
        guard let form, let texts = form.shortfall, let change = SmallestChange(form, conversation.facts) else {
            return
        }
        ranking = ranking.promoting(form.intent)
        let values = [
            "manque": Seniority.words(change.missingYears),
            "voies": FactWords.alternatives(change.ways.compactMap { texts.ways[$0] }),
        ]
        let text =
            switch (change.keepsWay, change.missingYears > 0) {
            case (true, false): texts.nothing
            case (true, true): texts.years
            case (false, false): texts.value
            case (false, true): texts.value + " " + texts.years
            }
        messages.append(
            Message(kind: .verdict, intent: form.intent, text: fill(text, values), source: form.section))
        suggestions = form.texts.suggestions
    }

    /// Answers what would be if, from the facts that are known, without changing them.
    mutating func suppose(_ hypothesis: Hypothesis, _ reading: Reading) {
        guard let form else { return }
        ranking = ranking.promoting(form.intent)
        guard
            case .settled(let conclusion) = Assessor(form: form, facts: hypothesis.facts, open: []).assess()
        else { return startCheck(reading) }
        let known = conversation.facts
        conversation.facts = hypothesis.facts
        conclude(conclusion, opening: form.texts.hypothesis)
        conversation.facts = known
    }

    // MARK: Verdicts

    private mutating func conclude(_ conclusion: Conclusion, opening: String? = nil) {
        guard let form else { return }
        let missing = missingYears(conclusion.row)
        verdict = Verdict(outcome: conclusion.row.outcome, rule: conclusion.row.rule, missingYears: missing)
        var facts = conversation.facts
        for fact in form.facts {
            // The value that opens the best way is the one to tell.
            var held = facts.held(fact.name)
            guard let index = held.firstIndex(where: { $0.id == conclusion.value }), index > 0 else { continue }
            held.swapAt(0, index)
            facts[fact.name] = .held(held)
        }
        conversation.facts = facts
        let words = FactWords(form: form, facts: facts)
        var values = words.placeholders
        values["manque"] = missingWords(conclusion.row)
        let text = voiced(conclusion.row.text, conclusion.row.textOther)
        let retained = words.list.isEmpty || opening != nil ? "" : form.texts.retained
        let parts = [opening ?? "", text, from(conclusion.row), retained, form.texts.closing]
        finish(parts.filter { !$0.isEmpty }.map { fill($0, values) })
    }

    private mutating func concludeOpen(_ questions: [Question]) {
        finish(openParts(questions))
    }

    /// Says what is left open, while the question stays.
    private mutating func sayLeftOpen(_ questions: [Question]) {
        guard let form else { return }
        messages.append(
            Message(
                kind: .verdict, intent: form.intent, text: openParts(questions).joined(separator: "\n"),
                source: form.section))
    }

    private mutating func openParts(_ questions: [Question]) -> [String] {
        guard let form else { return [] }
        verdict = Verdict(outcome: .toVerify, rule: nil, missingYears: nil)
        let open = questions.compactMap { question -> String? in
            switch question {
            case .fact(let name): form.fact(name)?.texts.open
            case .precision(let id, _): form.precision(id)?.open
            case .confirmation: nil
            }
        }
        let words = FactWords(form: form, facts: conversation.facts)
        var values = words.placeholders
        values["ouvert"] = FactWords.enumeration(open)
        let parts = [form.texts.leftOpen, words.list.isEmpty ? "" : form.texts.retained, form.texts.closing]
        return parts.filter { !$0.isEmpty }.map { fill($0, values) }
    }

    private mutating func finish(_ parts: [String]) {
        guard let form else { return }
        conversation.check = nil
        conversation.hasVerdict = true
        conversation.topic = form.intent
        suggestions = form.texts.suggestions
        messages.append(
            Message(kind: .verdict, intent: form.intent, text: parts.joined(separator: "\n"), source: form.section))
    }

    /// From when the years are reached, where a start date was told.
    private func from(_ row: DecisionTable.Row) -> String {
        guard row.outcome == .notYet, row.countsYears, let required = row.requiredYears,
            let month = length?.monthReaching(required), let text = form?.texts.from
        else { return "" }
        return fill(text, ["mois": month])
    }

    private func missingWords(_ row: DecisionTable.Row) -> String {
        guard let required = row.requiredYears else { return "" }
        guard row.countsYears, let length else { return Seniority.words(required) }
        return length.remaining(to: required)
    }

    private var length: Seniority? {
        form?.facts.first { $0.kind == .duration }.flatMap { conversation.facts.duration($0.name) }
    }

    private func missingYears(_ row: DecisionTable.Row) -> Double? {
        guard let required = row.requiredYears, row.outcome == .notYet else { return nil }
        guard row.countsYears else { return required }
        guard let length else { return nil }
        return length.below == nil ? max(0, required - length.nominal) : nil
    }
}
