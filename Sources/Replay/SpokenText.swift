import Dialogue

/// A text of the content that the bot may say.
struct SpokenText: Sendable {
    let item: Coverage.Item
    /// The text as the content has it, with placeholders in braces.
    let template: String
    /// The intent of the messages that say it; nil where any may.
    let intent: String?
    private let parts: [String]

    init(_ kind: Coverage.Kind, _ name: String, _ template: String, intent: String? = nil) {
        item = Coverage.Item(kind: kind, name: name)
        self.template = template
        self.intent = intent
        parts = Self.literals(of: template)
    }

    /// Whether a message says it: its literal parts stand in the message, in order.
    func isSaid(in message: Message) -> Bool {
        guard intent == nil || intent == message.intent else { return false }
        var rest = Substring(message.text)
        for part in parts {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return !parts.isEmpty
    }

    /// What stands between the placeholders. Words beside a placeholder may change with what it stands for (« de {qui} »,
    /// « d’Anna »), so that the letters nearest to it do not count.
    private static func literals(of template: String) -> [String] {
        let raw = template.split(separator: "{", omittingEmptySubsequences: false)
        var result: [String] = []
        for (index, piece) in raw.enumerated() {
            var part = index == 0 ? piece : piece.drop { $0 != "}" }.dropFirst()
            if index > 0 { part = part.dropFirst(beside) }
            if index < raw.count - 1 { part = part.dropLast(beside) }
            if !part.isEmpty { result.append(String(part)) }
        }
        return result
    }

    private static let beside = 3
}

extension BotDefinition {
    /// The texts of the content that conversations can reach, each with a name that its author knows.
    var spokenTexts: [SpokenText] {
        // The topic that starts the check is answered by its first question.
        topics.flatMap { $0.spokenTexts(isForm: $0.id == form?.intent) } + (form?.spokenTexts ?? [])
    }
}

extension Topic {
    fileprivate func spokenTexts(isForm: Bool) -> [SpokenText] {
        (isForm ? [] : [SpokenText(.answer, id, answer, intent: id)])
            + (more.map { [SpokenText(.answer, "\(id), plus de détails", $0, intent: id)] } ?? [])
            + (otherwise.map { [SpokenText(.answer, "\(id), en plus simple", $0, intent: id)] } ?? [])
            + variants.map { SpokenText(.variant, "\(id), « \($0.phrases.first ?? "") »", $0.answer, intent: id) }
    }
}

extension Form {
    fileprivate var spokenTexts: [SpokenText] {
        facts.flatMap(\.spokenTexts) + precisions.flatMap(\.spokenTexts) + confirmations
    }

    private var confirmations: [SpokenText] {
        [
            SpokenText(.question, "confirmation", texts.confirmation),
            SpokenText(.question, "confirmation, pourquoi", texts.confirmationWhy),
            SpokenText(.question, "confirmation, lequel", texts.confirmationWhich),
        ]
            + (texts.confirmationOther.map { [SpokenText(.question, "confirmation, d’une autre personne", $0)] } ?? [])
            + numbered("confirmation, autrement", texts.confirmationRephrased)
    }
}

extension FactDefinition {
    fileprivate var spokenTexts: [SpokenText] {
        [
            SpokenText(.question, name, texts.question), SpokenText(.question, "\(name), pourquoi", texts.why),
            SpokenText(.question, "\(name), aide", texts.help),
        ]
            + (texts.vague.map { [SpokenText(.question, "\(name), imprécis", $0)] } ?? [])
            + (texts.questionOther.map { [SpokenText(.question, "\(name), d’une autre personne", $0)] } ?? [])
            + numbered("\(name), autrement", texts.rephrased)
            + numbered("\(name), autrement, d’une autre personne", texts.rephrasedOther)
    }
}

extension Precision {
    fileprivate var spokenTexts: [SpokenText] {
        [
            SpokenText(.question, id, question), SpokenText(.question, "\(id), pourquoi", why),
            SpokenText(.question, "\(id), aide", help),
        ] + numbered("\(id), autrement", rephrased)
    }
}

private func numbered(_ name: String, _ texts: [String]) -> [SpokenText] {
    texts.enumerated().map { SpokenText(.question, "\(name) \($0 + 1)", $1) }
}
