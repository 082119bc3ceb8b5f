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
        let items = heldOut.map { Outlook($0.ranking, label: $0.label, outOfScope: outOfScope) }
        var best = (cost: Float.greatestFiniteMagnitude, answer: Float(0.5), clarify: Float(0.7))
        for answerStep in stride(from: 10, through: 90, by: 2) {
            for clarifyStep in stride(from: 10, through: 96, by: 4) {
                self.init(answer: Float(answerStep) / 100, clarify: Float(clarifyStep) / 100)
                let cost = items.reduce(Float(0)) { $0 + $1.cost(decide($1)) }
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
        guard let first = ranking.first else { return .decline }
        switch decide(Outlook(ranking, label: nil, outOfScope: outOfScope)) {
        case .decline: return .decline
        case .answer: return .answer(first.name)
        case .clarify: return .clarify(Outlook.known(ranking, outOfScope).map(\.name))
        }
    }

    private func decide(_ outlook: Outlook) -> Outlook.Step {
        guard outlook.isFirstKnown else { return .decline }
        if outlook.first >= answer { return .answer }
        guard outlook.shared >= clarify, outlook.areAllKnown || outlook.knownCount > 1 else { return .decline }
        return outlook.knownCount == 1 ? .answer : .clarify
    }
}

/// What a decision about a ranking rests on.
private struct Outlook {
    enum Step { case answer, clarify, decline }

    /// Whether the first intent is one that can be answered, and its confidence.
    let isFirstKnown: Bool
    let first: Float
    /// The intents that a clarifying question would offer: how many, whether they are all that is near, and the confidence
    /// that they share.
    let knownCount: Int
    let areAllKnown: Bool
    let shared: Float
    /// Whether the first is right, whether one of those offered is, and whether declining is.
    private let isFirstRight: Bool
    private let isOfferRight: Bool
    private let isDeclineRight: Bool

    init(_ ranking: Ranking, label: String?, outOfScope: String?) {
        let known = Self.known(ranking, outOfScope)
        isFirstKnown = ranking.first.map { $0.name != outOfScope } ?? false
        first = ranking.first?.confidence ?? 0
        knownCount = known.count
        areAllKnown = known.count == min(DecisionThresholds.choices, ranking.intents.count)
        shared = known.reduce(0) { $0 + $1.confidence }
        isFirstRight = ranking.first?.name == label
        isOfferRight = known.contains { $0.name == label }
        isDeclineRight = label == outOfScope
    }

    /// The first intents that are sure enough to be offered.
    static func known(_ ranking: Ranking, _ outOfScope: String?) -> [Ranking.Intent] {
        ranking.intents.prefix(DecisionThresholds.choices).filter {
            $0.name != outOfScope && $0.confidence >= leastOffered
        }
    }

    private static let leastOffered: Float = 0.05

    /// What a decision costs.
    func cost(_ step: Step) -> Float {
        typealias Cost = DecisionThresholds.Cost
        return switch step {
        case .answer: isFirstRight ? 0 : Cost.wrongAnswer
        case .clarify: isOfferRight ? Cost.clarifyRight : Cost.clarifyWrong
        case .decline: isDeclineRight ? 0 : Cost.declineKnown
        }
    }
}
