import French
import Understanding

/// The facts of the check: taking them in, correcting and forgetting them, and whose they are.
extension Turn {
    func overwrites(_ reading: Reading) -> Bool {
        reading.facts.values.keys.contains { conversation.facts[$0] != nil } || !reading.denied.isEmpty
    }

    /// Keeps the facts of a message that asks something else, so that the check need not ask for them.
    mutating func remember(_ reading: Reading) { absorb(reading, correcting: false) }

    /// The same where a diploma is told: « 3 ans » alone may be about anything.
    mutating func rememberValue(_ reading: Reading) {
        if tellsValue(reading) { remember(reading) }
    }

    /// Takes the facts of a message in.
    mutating func absorb(_ reading: Reading, correcting: Bool) {
        guard let form else { return }
        turnTo(reading)
        // « je n'ai jamais travaillé dans le social avant », after years in it
        if reading.deniesField, saysBefore, knowsLength { return }
        var check = conversation.check ?? Conversation.Check()
        check.misunderstood = 0
        check.offersChoices = false
        let deniesField = takeDenial(reading)
        for fact in form.facts {
            guard let value = reading.facts[fact.name], !deniesField || fact.kind.isCategory else { continue }
            if case .held(let held) = value {
                let known = conversation.facts.held(fact.name).filter { !isExclusive($0, fact) }
                // « je n'ai pas le bac », after a diploma: nothing more, not nothing at all.
                if !correcting, !known.isEmpty, held.allSatisfy({ isExclusive($0, fact) }) {
                    conversation.isConfirmed = true
                    continue
                }
                // « mon diplôme est maintenant de niveau 6, ça change quelque chose ? », once it has its name
                if isLevelOfKnown(held, fact), !correcting, !utterance.adds { continue }
                forgetVague(fact, namedBy: held, check.question)
                let replaces = (correcting || reading.isExclusive) && !utterance.adds
                let old = replaces ? [] : conversation.facts.held(fact.name)
                let kept = old.filter { item in !held.contains { $0.id == item.id } && !isExclusive(item, fact) }
                conversation.facts[fact.name] = .held(kept + held)
                if check.question == .fact(fact.name) || replaces || reading.isAll {
                    conversation.isConfirmed = true
                }
            } else if let sum = added(reading, fact) {
                conversation.facts[fact.name] = sum
            } else if !isNothingNew(value, fact), !addsElsewhere(reading, fact) {
                conversation.facts[fact.name] = value
            }
        }
        if reading.isAll, form.facts.contains(where: { !conversation.facts.held($0.name).isEmpty }) {
            conversation.isConfirmed = true
        }
        // « 8 ans, mais je ne sais pas si cela compte comme du social »
        for flag in reading.doubted { conversation.facts[flag] = nil }
        check.leave(open: reading.doubted.map { .fact($0) })
        takeImplied(reading, check.question)
        forget(reading.denied)
        if let choice = reading.choice { makePrecise(choice, check.question ?? precisionMissing()) }
        if conversation.check != nil { conversation.check = check }
        if correcting, !reading.facts.isEmpty {
            say(fill(bot.definition.phrases.corrected, ["faits": told(reading.facts)]), intent: form.intent)
        }
    }

    /// Facts of somebody else are not those of the person who writes: the sheet begins anew.
    mutating func turnTo(_ reading: Reading) {
        guard !reading.tellsNothing else { return }
        let about = reading.relation.flatMap { ThirdPerson($0) }
        let speaksOfOneself = reading.relation == nil && speaksOfOneself(reading)
        guard about != conversation.about, about != nil || speaksOfOneself else { return }
        conversation.forgetFacts()
        // What one person could not answer may be asked of the next.
        if conversation.check != nil { conversation.check = Conversation.Check() }
        conversation.about = about
    }

    /// « elle est assistante sociale, je crois » still speaks of her.
    private func speaksOfOneself(_ reading: Reading) -> Bool {
        let words = utterance.tokens.map(\.text)
        if words.indices.contains(where: {
            words[$0] == "moi" && ($0 == 0 || ["et", "pour", "mais"].contains(words[$0 - 1]))
        }) {
            return true
        }
        // « elle est à côté de moi, j'avais oublié : 6 ans »: years alone are still hers.
        guard tellsValue(reading) || !reading.inProgress.isEmpty else { return false }
        let speaksOfOther = words.indices.dropLast().contains { index in
            words[index] == conversation.about?.pronoun && !["y", "faut", "me"].contains(words[index + 1])
        }
        return !speaksOfOther
            && words.indices.dropLast().contains { index in
                ["je", "j"].contains(words[index]) && Self.ownVerbs.contains(words[index + 1])
                    && !(index + 2 < words.count && Self.toldParticiples.contains(words[index + 2]))
            }
    }

    /// « je plaisantais », « j'ai oublié » tell nothing of the person who writes.
    private static let ownVerbs: Set = [
        "ai", "suis", "travaille", "bosse", "exerce", "possede", "prepare", "fais", "occupe", "interviens", "dirige",
        "accompagne", "encadre", "n", "me", "viens", "peux", "voudrais", "veux", "avais", "vais", "tiens", "gere",
        "vends",
    ]
    private static let toldParticiples: Set = [
        "oublie", "son", "sa", "ses", "verifie", "demande", "dit", "mal", "regarde", "retrouve", "confondu", "appris",
        "appele", "trompe",
        "trompee", "sais", "bete", "desole", "desolee", "perdu", "perdue", "nul", "nulle", "sur", "sure", "confus",
        "compte", "calcule",
    ]

    /// A sentence about the person who writes, or its version about somebody else.
    func voiced(_ text: String, _ other: String?) -> String {
        guard let about = conversation.about, let other else { return text }
        return fill(other, ["qui": about.name, "Qui": about.name.capitalizedFirst, "pronom": about.pronoun])
    }

    /// An answer to a question that names a flag says the flag too.
    mutating func takeImplied(_ reading: Reading, _ question: Question?) {
        guard case .fact(let name) = question, reading.facts[name] != nil, let fact = form?.fact(name) else { return }
        guard !reading.namesOtherPlace else { return }
        for flag in fact.implies where reading.facts[flag] == nil && !reading.doubted.contains(flag) {
            conversation.facts[flag] = .flag(true, words: "")
        }
    }

    /// Whether all that a message names are levels, said of « mon diplôme », where a diploma with its name is known.
    private func isLevelOfKnown(_ held: [FactSheet.Held], _ fact: FactDefinition) -> Bool {
        func value(_ item: FactSheet.Held) -> CategoryValue? { fact.values.first { $0.id == item.id } }
        let words = utterance.tokens.map(\.text)
        let speaksOfIt = words.indices.dropLast().contains { index in
            ["mon", "le", "ce"].contains(words[index]) && words[index + 1] == "diplome"
        }
        return speaksOfIt && held.allSatisfy { value($0)?.precision != nil }
            && conversation.facts.held(fact.name).contains { value($0)?.way != nil && value($0)?.isExclusive == false }
    }

    /// « quel diplôme, exactement ? », answered with a name: the name stands for the level that was asked about.
    mutating func forgetVague(_ fact: FactDefinition, namedBy held: [FactSheet.Held], _ question: Question?) {
        let asked: Question? = question ?? conversation.open.first
        guard case .precision(_, let value) = asked,
            held.contains(where: { item in fact.values.first { $0.id == item.id }?.way != nil })
        else { return }
        let kept = conversation.facts.held(fact.name).filter { $0.id != value }
        conversation.facts[fact.name] = kept.isEmpty ? nil : .held(kept)
    }

    /// « jamais travaillé dans le social », after years elsewhere: those years stay.
    func isNothingNew(_ value: FactSheet.Value, _ fact: FactDefinition) -> Bool {
        let isOutside = isInField(conversation.facts) == false
        switch value {
        case .duration(let length, _):
            return isOutside && length == Seniority(0)
        case .flag(true, _):
            // It came with those « no years ».
            return isOutside && !utterance.hasQuestionMark && Possession.deniesAll(utterance.tokens)
        default: return false
        }
    }

    private var saysBefore: Bool { utterance.tokens.contains { ["avant", "auparavant"].contains($0.text) } }

    private var knowsLength: Bool {
        form?.facts.contains { conversation.facts.duration($0.name).map { $0.lower > 0 } ?? false } ?? false
    }

    /// « non, jamais bossé dans le social », after a length that was taken to be in the field.
    private func deniesField(_ reading: Reading) -> Bool {
        guard let fact = form?.facts.first(where: { $0.kind == .duration }), reading.deniesField,
            // « je n'ai jamais travaillé dans le social avant »
            !saysBefore,
            let known = conversation.facts.duration(fact.name), known.lower > 0
        else { return false }
        guard case .duration(let length, _) = reading.facts[fact.name] else { return true }
        return length == Seniority(0)
    }

    /// « j'ai aussi fait 2 ans en IME »: a length more, not another one; years in the field and elsewhere stay apart.
    private func added(_ reading: Reading, _ fact: FactDefinition) -> FactSheet.Value? {
        guard case .duration(let more, let words) = reading.facts[fact.name],
            let known = conversation.facts.duration(fact.name), addsLength(reading)
        else { return nil }
        var sum = known + more
        switch (isInField(conversation.facts), isInField(reading.facts)) {
        case (true, false):
            sum = known
            sum.elsewhere += more.nominal
        case (false, true):
            sum = more
            sum.elsewhere += known.nominal
        default: break
        }
        // Longer than a working life: what was known stays.
        guard sum.lower + sum.elsewhere <= DurationReader.longestCareer else { return .duration(known, words: words) }
        return .duration(sum, words: words)
    }

    /// « j'ai aussi un DEES et 2 ans d'expérience » adds the diploma, not the years.
    private func addsLength(_ reading: Reading) -> Bool { utterance.adds && !tellsValue(reading) }

    /// Whether the years elsewhere that a message adds leave the flag of those in the field as it is.
    private func addsElsewhere(_ reading: Reading, _ fact: FactDefinition) -> Bool {
        guard case .flag(false, _) = reading.facts[fact.name] else { return false }
        return addsLength(reading) && isInField(conversation.facts) == true
            && reading.facts.values.contains { if case .duration = $0.value { true } else { false } }
    }

    private func isInField(_ facts: FactSheet) -> Bool? {
        guard let form else { return nil }
        for fact in form.facts where form.fieldFlags.contains(fact.name) {
            if case .flag(let flag, _) = facts[fact.name] { return flag }
        }
        return nil
    }

    /// « jamais bossé dans le social », after « 7 ans »: those years were elsewhere.
    private mutating func takeDenial(_ reading: Reading) -> Bool {
        guard let form, deniesField(reading) else { return false }
        for flag in form.fieldFlags { conversation.facts[flag] = .flag(false, words: utterance.text) }
        return true
    }

    func isExclusive(_ item: FactSheet.Held, _ fact: FactDefinition) -> Bool {
        fact.values.first { $0.id == item.id }?.isExclusive ?? false
    }

    /// A value that is denied after it was told is no longer held.
    mutating func forget(_ denied: [String]) {
        guard let form, !denied.isEmpty else { return }
        for fact in form.facts {
            let held = conversation.facts.held(fact.name)
            let kept = held.filter { !denied.contains($0.id) }
            if kept.count < held.count { conversation.facts[fact.name] = kept.isEmpty ? nil : .held(kept) }
        }
    }

    mutating func makePrecise(_ choice: Precision.Choice, _ question: Question?) {
        guard let form, case .precision(_, let value) = question else { return }
        for fact in form.facts {
            var held = conversation.facts.held(fact.name)
            guard let index = held.firstIndex(where: { $0.id == value }) else { continue }
            held[index].id = choice.becomes
            if held.count(where: { $0.id == choice.becomes }) > 1 { held.remove(at: index) }
            conversation.facts[fact.name] = .held(held)
        }
    }

    func told(_ facts: FactSheet) -> String {
        guard let form else { return "" }
        return FactWords(form: form, facts: facts).list
    }
}
