/// What to do with a ranking of intents.
public enum Decision: Sendable, Equatable {
    /// The first intent is sure enough to be answered.
    case answer(String)
    /// Two or three intents are near: the person chooses.
    case clarify([String])
    /// Nothing that the bot knows is near.
    case decline
}

/// The limits between answering, asking and declining. They are fitted on held-out examples, never guessed.
public struct DecisionThresholds: Sendable, Equatable {
    /// The least confidence of the first intent that is answered.
    public var answer: Float
    /// The least confidence that the first three intents share for the person to be offered a choice.
    public var clarify: Float

    /// What a wrong reply costs, in units of a wrong answer. Stated, so that the fit can be judged:
    /// a wrong answer 1, a needless question 0.25, a question without the right choice 0.6, declining what the bot knows
    /// 0.6, answering what it does not 1.
    enum Cost {
        static let wrongAnswer: Float = 1
        static let clarifyRight: Float = 0.25
        static let clarifyWrong: Float = 0.6
        static let declineKnown: Float = 0.6
    }

    /// How many intents a clarifying question offers at the most.
    public static let choices = 3

    /// The limits with the least cost on held-out rankings, by trying a grid of a hundredth. O(100² · rankings).
    ///
    /// - Parameter outOfScope: the label of examples that must be declined, if there is one.
    init(fitting heldOut: [(ranking: Ranking, label: String)], outOfScope: String?) {
        var best = (cost: Float.greatestFiniteMagnitude, answer: Float(0.5), clarify: Float(0.7))
        for answerStep in stride(from: 10, through: 90, by: 2) {
            for clarifyStep in stride(from: 10, through: 96, by: 4) {
                self.init(answer: Float(answerStep) / 100, clarify: Float(clarifyStep) / 100)
                var cost: Float = 0
                for item in heldOut { cost += self.cost(item.ranking, label: item.label, outOfScope: outOfScope) }
                if cost < best.cost { best = (cost, answer, clarify) }
            }
        }
        self.init(answer: best.answer, clarify: best.clarify)
    }

    init(answer: Float, clarify: Float) {
        self.answer = answer
        self.clarify = clarify
    }

    /// What to do with a ranking.
    public func decide(_ ranking: Ranking, outOfScope: String?) -> Decision {
        guard let first = ranking.intents.first, first.name != outOfScope else { return .decline }
        if first.confidence >= answer { return .answer(first.name) }
        let near = ranking.intents.prefix(Self.choices)
        let known = near.filter { $0.name != outOfScope && $0.confidence >= 0.05 }
        let shared = known.reduce(0) { $0 + $1.confidence }
        guard shared >= clarify, known.count == near.count || known.count > 1 else { return .decline }
        return known.count == 1 ? .answer(first.name) : .clarify(known.map(\.name))
    }

    private func cost(_ ranking: Ranking, label: String, outOfScope: String?) -> Float {
        switch decide(ranking, outOfScope: outOfScope) {
        case .answer(let name): name == label ? 0 : Cost.wrongAnswer
        case .clarify(let names): names.contains(label) ? Cost.clarifyRight : Cost.clarifyWrong
        case .decline: label == outOfScope ? 0 : Cost.declineKnown
        }
    }
}
