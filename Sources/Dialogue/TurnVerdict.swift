import French
import Understanding

/// What the check says next: the question that still matters, or the verdict.
extension Turn {
    /// Asks the next question that matters, or gives the verdict.
    mutating func proceed(_ reading: Reading) {
        guard let form, var check = conversation.check else { return }
        ranking = ranking.promoting(form.intent)
        comment(reading, form)
        switch Assessor(form: form, facts: conversation.facts, open: check.open).assess() {
        case .settled(let conclusion):
            if conclusion.row.outcome == .notEligible, !conversation.isConfirmed {
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
            if !reading.facts.isEmpty, !reading.corrects, !deniesBesides(reading) {
                say(fill(bot.definition.phrases.noted, ["faits": told(reading.facts)]), intent: form.intent)
            }
            ask(again: again)
        case .leftOpen(let questions): concludeOpen(questions)
        }
    }

    /// « je n'ai pas le bac », where another diploma is known.
    private func deniesBesides(_ reading: Reading) -> Bool {
        form?.facts.contains { fact in
            let told = reading.facts.held(fact.name)
            return !told.isEmpty && told.allSatisfy { isExclusive($0, fact) }
                && !conversation.facts.held(fact.name).allSatisfy {
                    isExclusive($0, fact)
                }
        } ?? false
    }

    /// What is said of the message before the next question: absurd values, diplomas that are not held yet.
    mutating func comment(_ reading: Reading, _ form: Form) {
        if reading.problem == .absurd { say(bot.definition.phrases.absurd, intent: form.intent) }
        if !reading.inProgress.isEmpty { say(form.texts.notHeldYet, intent: form.intent) }
    }

    func isVague(_ reading: Reading, _ question: Question) -> Bool {
        guard reading.problem == .vague, case .fact(let name) = question else { return false }
        return form?.fact(name)?.kind == .duration
    }

    mutating func askPrecisely(_ question: Question) {
        guard let form, case .fact(let name) = question, let fact = form.fact(name), var check = conversation.check
        else { return }
        check.asked += 1
        conversation.check = check
        say(fact.texts.vague ?? fact.texts.question, intent: form.intent, kind: .ask)
    }

    /// Asks the pending question; again means in other words.
    mutating func ask(again: Bool) {
        guard let form, var check = conversation.check, let question = check.question else { return }
        let wordings: [String]
        switch question {
        case .fact(let name):
            guard let texts = form.fact(name)?.texts else { return }
            let other = conversation.about != nil && texts.questionOther != nil
            wordings =
                other
                ? [voiced(texts.question, texts.questionOther)] + texts.rephrasedOther.map { voiced($0, $0) }
                : [texts.question] + texts.rephrased
        case .precision(let id, let value):
            guard let precision = form.precision(id) else { return }
            let label = form.facts.flatMap(\.values).first { $0.id == value }?.label ?? ""
            wordings = ([precision.question] + precision.rephrased).map { fill($0, ["valeur": label]) }
        case .confirmation:
            let words = FactWords(form: form, facts: conversation.facts)
            let first = fill(voiced(form.texts.confirmation, form.texts.confirmationOther), words.placeholders)
            wordings = [first] + form.texts.confirmationRephrased
        }
        let number = again ? max(1, check.asked) : 0
        let wording = number < wordings.count ? wordings[number] : wordings[number % wordings.count]
        check.asked = number + 1
        conversation.check = check
        say(wording, intent: form.intent, kind: .ask)
    }

    // MARK: Verdicts

    mutating func conclude(_ conclusion: Conclusion, opening: String? = nil) {
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

    mutating func concludeOpen(_ questions: [Question]) {
        conversation.open = conversation.check?.open ?? []
        finish(openParts(questions))
    }

    /// Says what is left open, while the question stays.
    mutating func sayLeftOpen(_ questions: [Question]) {
        guard let form else { return }
        messages.append(
            Message(
                kind: .verdict, intent: form.intent, text: openParts(questions).joined(separator: "\n"),
                source: form.section))
    }

    mutating func openParts(_ questions: [Question]) -> [String] {
        guard let form else { return [] }
        verdict = Verdict(outcome: .toVerify, rule: nil, missingYears: nil)
        let open = questions.compactMap { question -> String? in
            switch question {
            case .fact(let name): form.fact(name)?.texts.open
            case .precision(let id, _): form.precision(id)?.open
            case .confirmation: form.texts.confirmationOpen
            }
        }
        let words = FactWords(form: form, facts: conversation.facts)
        var values = words.placeholders
        values["ouvert"] = FactWords.enumeration(open)
        let parts = [form.texts.leftOpen, words.list.isEmpty ? "" : form.texts.retained, form.texts.closing]
        return parts.filter { !$0.isEmpty }.map { fill($0, values) }
    }

    // MARK: After the verdict

    /// « oui oui, elle est salariée là-bas », « aucune idée »: a remark on the verdict that asks nothing and tells nothing new.
    func remarksOnVerdict(_ decision: Decision) -> Bool {
        guard let form, form.texts.unchanged != nil, conversation.hasVerdict, conversation.topic == form.intent,
            !utterance.isQuestion, !utterance.wishes, utterance.tokens.count > 2,
            utterance.tokens.count <= Self.longestRemark
        else { return false }
        switch decision {
        case .answer(let intent):
            return [Act.dontKnow, .deny, .affirm].contains { $0.rawValue == intent }
        case .clarify, .decline: return Self.remarks.contains(utterance.tokens[0].text)
        }
    }

    private static let longestRemark = 24
    private static let remarks: Set = ["oui", "non", "nan", "ok", "accord"]

    /// Says that the verdict stands.
    mutating func sayUnchanged() {
        guard let form, let text = form.texts.unchanged else { return }
        ranking = ranking.promoting(form.intent)
        switch Assessor(form: form, facts: conversation.facts, open: conversation.open).assess() {
        case .settled(let conclusion):
            verdict = Verdict(
                outcome: conclusion.row.outcome, rule: conclusion.row.rule, missingYears: missingYears(conclusion.row))
        case .leftOpen: verdict = Verdict(outcome: .toVerify, rule: nil, missingYears: nil)
        case .ask: break
        }
        messages.append(Message(kind: .verdict, intent: form.intent, text: text, source: form.section))
        suggestions = form.texts.suggestions
    }

    mutating func finish(_ parts: [String]) {
        guard let form else { return }
        conversation.check = nil
        conversation.hasVerdict = true
        conversation.topic = form.intent
        suggestions = form.texts.suggestions
        messages.append(
            Message(kind: .verdict, intent: form.intent, text: parts.joined(separator: "\n"), source: form.section))
    }

    /// From when the years are reached, where a start date was told.
    func from(_ row: DecisionTable.Row) -> String {
        guard row.outcome == .notYet, row.countsYears, let required = row.requiredYears,
            let month = length?.monthReaching(required), let text = form?.texts.from
        else { return "" }
        return fill(text, ["mois": month])
    }

    func missingWords(_ row: DecisionTable.Row) -> String {
        guard let required = row.requiredYears else { return "" }
        guard row.countsYears, let length else { return Seniority.words(required) }
        return length.remaining(to: required)
    }

    var length: Seniority? {
        form?.facts.first { $0.kind == .duration }.flatMap { conversation.facts.duration($0.name) }
    }

    func missingYears(_ row: DecisionTable.Row) -> Double? {
        guard let required = row.requiredYears, row.outcome == .notYet else { return nil }
        guard row.countsYears else { return required }
        guard let length else { return nil }
        return length.below == nil ? max(0, required - length.nominal) : nil
    }
}
