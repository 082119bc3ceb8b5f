import French

/// Questions of the check that a message answers though they are not being asked.
extension Turn {
    /// The question that a message outside the check is read as an answer to; nil where it answers none.
    var impliedQuestion: Question? { questionLeft() ?? vagueQuestion() }

    /// A bare number after a verdict that needed no length answers what the person expected to be asked.
    private func questionLeft() -> Question? {
        guard conversation.hasVerdict, utterance.tokens.count <= 2, utterance.tokens.contains(where: \.isNumber),
            let fact = form?.facts.first(where: { $0.kind == .duration && conversation.facts[$0.name] == nil })
        else { return nil }
        return .fact(fact.name)
    }

    /// « niveau III », remembered from a message that asked something else: « oui, c'est un diplôme d'État » makes it
    /// precise.
    private func vagueQuestion() -> Question? {
        guard !conversation.hasVerdict || completesVerdict, conversation.check == nil, !utterance.isQuestion else {
            return nil
        }
        return precisionMissing()
    }

    /// The question that would make a remembered value precise.
    func precisionMissing() -> Question? {
        guard let form else { return nil }
        for fact in form.facts {
            for item in conversation.facts.held(fact.name) {
                guard let value = fact.values.first(where: { $0.id == item.id }), let precision = value.precision else {
                    continue
                }
                return .precision(id: precision, value: value.id)
            }
        }
        return nil
    }

    /// Whether the verdict left a precision open, and a few words that doubt nothing may close it: « si, c'est un diplôme
    /// d'État ». « oui » alone answers anything.
    private var completesVerdict: Bool {
        guard (3...Self.longestCompletion).contains(utterance.tokens.count),
            case .precision(let id, _) = precisionMissing(),
            conversation.open.contains(where: { if case .precision(id, _) = $0 { true } else { false } }),
            !utterance.tokens.contains(where: { Self.doubts.contains($0.text) })
        else { return false }
        return bot.reader?.precisions[id]?.matches(in: utterance.tokens).isEmpty == false
    }

    private static let longestCompletion = 10
    private static let doubts: Set = ["non", "nan", "nn", "ne", "n", "pas", "ni", "ou", "sais", "ignore", "etre"]
}
