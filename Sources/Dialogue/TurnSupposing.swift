import French
import Understanding

/// Questions about the verdict: « et si j'avais 2 ans de plus ? », « que me manque-t-il ? ».
extension Turn {
    /// Whether the person asks what is missing, and something is known about them.
    func asksWhatIsMissing() -> Bool {
        !conversation.facts.isEmpty && !bot.missingPhrases.matches(in: utterance.tokens).isEmpty
    }

    /// Whether the person asks what is kept of them.
    func asksWhatIsKnown() -> Bool {
        utterance.tokens.count <= Self.longestRecall && !bot.recallPhrases.matches(in: utterance.tokens).isEmpty
    }

    private static let longestRecall = 12

    /// « qu'as-tu retenu ? »: the facts, or that there are none.
    mutating func sayWhatIsKnown() {
        guard let form, let recall = form.recall else { return }
        ranking = ranking.promoting(form.intent)
        let facts = told(conversation.facts)
        say(facts.isEmpty ? recall.nothing : fill(form.texts.retained, ["faits": facts]), intent: form.intent)
    }

    /// « que me manque-t-il ? »: the smallest change that would make the person eligible.
    mutating func sayWhatIsMissing() {
        // What is unknown cannot be counted as there.
        if let form, case .settled = Assessor(form: form, facts: conversation.facts, open: []).assess() {
        } else {
            return startCheckOrAskAgain()
        }
        guard let form, let texts = form.shortfall, let change = SmallestChange(form, conversation.facts) else {
            return
        }
        // What is missing is a flag, which the reason of the verdict names.
        if change.keepsWay, change.missingYears == 0, deniesFlag(form) { return startCheckOrAskAgain() }
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

    /// Whether the person lacks something that is neither years nor a value.
    private func deniesFlag(_ form: Form) -> Bool {
        form.facts.contains { fact in
            guard !form.fieldFlags.contains(fact.name), case .flag(false, _) = conversation.facts[fact.name] else {
                return false
            }
            return true
        }
    }

    /// Goes on asking where the verdict is not settled yet.
    mutating func startCheckOrAskAgain() {
        if conversation.check == nil { startCheck(Reading()) }
    }

    /// Answers what would be if, from the facts that are known, without changing them.
    mutating func suppose(_ hypothesis: Hypothesis, _ reading: Reading) {
        guard let form else { return }
        ranking = ranking.promoting(form.intent)
        var facts = hypothesis.facts
        // After a verdict that needed no length, « et si j'avais un master ? » supposes none.
        if conversation.check == nil, let fact = form.facts.first(where: { $0.kind == .duration }),
            facts[fact.name] == nil
        {
            facts[fact.name] = .duration(Seniority(0), words: "")
        }
        guard case .settled(let conclusion) = Assessor(form: form, facts: facts, open: []).assess() else {
            return conversation.check == nil ? startCheck(reading) : postpone()
        }
        let (known, stack, hadVerdict) = (conversation.facts, conversation.stack, conversation.hasVerdict)
        conversation.facts = facts
        conclude(conclusion, opening: form.texts.hypothesis)
        (conversation.facts, conversation.stack, conversation.hasVerdict) = (known, stack, hadVerdict)
        askAgainIfChecking()
    }

    /// « et si j'avais un master ? », before the verdict.
    private mutating func postpone() {
        if let text = form?.texts.hypothesisTooEarly { say(text, intent: form?.intent) }
        ask(again: true)
    }
}
