import French

extension Bot {
    /// What is known about the person, in words: « un master, 2 ans d’expérience »; empty where nothing is.
    public func facts(in conversation: Conversation) -> String {
        definition.form.map { FactWords(form: $0, facts: conversation.facts).list } ?? ""
    }

    /// Puts a fact into a conversation, as if the person had told it.
    ///
    /// - Parameter value: the id or a form of a category's value, a number of years, or « oui » and « non ».
    /// - Returns: whether the form has such a fact and the value is one of its values.
    public func set(_ name: String, to value: String, in conversation: inout Conversation) -> Bool {
        guard let fact = definition.form?.fact(name) else { return false }
        switch fact.kind {
        case .category(let values):
            let folded = Utterance(value).folded
            guard
                let found = values.first(where: { item in
                    item.id == value
                        || ([item.label] + item.forms + item.professions).contains { Utterance($0).folded == folded }
                })
            else { return false }
            conversation.facts[name] = .held([FactSheet.Held(id: found.id, words: value)])
        case .duration:
            guard let years = Double(value), years >= 0, years <= DurationReader.longestCareer else { return false }
            conversation.facts[name] = .duration(Seniority(years), words: value)
        case .flag:
            guard value == "oui" || value == "non" else { return false }
            conversation.facts[name] = .flag(value == "oui", words: value)
        }
        return true
    }
}
