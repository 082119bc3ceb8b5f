import French

/// How good a classifier is on labelled questions that it has not seen.
public struct Evaluation: Sendable, Equatable {
    /// What was measured of one intent.
    public struct Intent: Sendable, Equatable {
        public let name: String
        public let precision: Double
        public let recall: Double
        public let f1: Double
        /// How many questions have this intent.
        public let support: Int
    }

    /// The share of in-scope questions whose first intent is right.
    public let accuracy: Double
    /// The mean of the F1 of every intent that an in-scope question has.
    public let macroF1: Double
    /// The chance that an in-scope question has a better score than an out-of-scope one; nil without the latter.
    public let outOfScopeAUROC: Double?
    /// The expected calibration error of the first intent's confidence, over ten bins of equal width, on all questions whose
    /// label the classifier can give.
    public let calibrationError: Double
    /// In-scope questions that were declined, as a share; nil without an out-of-scope label.
    public let wronglyDeclined: Double?
    /// Out-of-scope questions that were declined, as a share; nil without an out-of-scope label.
    public let rightlyDeclined: Double?
    public let intents: [Intent]
    /// Right and wrong intent of the questions that are wrong.
    public let errors: [(example: LabelledExample, got: Ranking.Intent)]

    public static func == (left: Evaluation, right: Evaluation) -> Bool {
        left.accuracy == right.accuracy && left.macroF1 == right.macroF1 && left.intents == right.intents
    }
}

extension IntentClassifier {
    /// Measures the classifier on examples.
    public func evaluate(_ examples: [LabelledExample], spelling: Spelling = Spelling()) -> Evaluation {
        var results = EvaluationCounts(outOfScope: outOfScope)
        for example in examples {
            let utterance = Utterance(example.text, spelling: spelling)
            let ranking = rank(utterance)
            results.add(example, ranking, decision: decide(ranking), inScopeScore: inScopeScore(utterance))
        }
        return results.evaluation()
    }

    /// What tells in-scope questions from others; higher is more in scope.
    func inScopeScore(_ utterance: Utterance) -> Float {
        confidence.scopeScore(read(utterance))
    }
}

/// Gathers what an evaluation is computed from.
struct EvaluationCounts {
    let outOfScope: String?
    private var total = 0
    private var binned = 0
    private var right = 0
    private var truths: [String: Int] = [:]
    private var guesses: [String: Int] = [:]
    private var hits: [String: Int] = [:]
    private var bins = [(count: Int, right: Int, confidence: Double)](repeating: (0, 0, 0), count: 10)
    private var inside: [Float] = []
    private var outside: [Float] = []
    private var declinedInside = 0
    private var declinedOutside = 0
    private var errors: [(example: LabelledExample, got: Ranking.Intent)] = []

    init(outOfScope: String?) { self.outOfScope = outOfScope }

    mutating func add(_ example: LabelledExample, _ ranking: Ranking, decision: Decision, inScopeScore: Float) {
        guard let first = ranking.first else { return }
        let isRight = first.name == example.label
        let isInside = example.label != outOfScope
        if isInside {
            total += 1
            right += isRight ? 1 : 0
            truths[example.label, default: 0] += 1
        }
        guesses[first.name, default: 0] += 1
        if isRight { hits[first.name, default: 0] += 1 } else { errors.append((example, first)) }
        if ranking.intents.contains(where: { $0.name == example.label }) { addToBin(first, isRight: isRight) }
        if isInside {
            inside.append(inScopeScore)
            declinedInside += decision == .decline ? 1 : 0
        } else {
            outside.append(inScopeScore)
            declinedOutside += decision == .decline ? 1 : 0
        }
    }

    private mutating func addToBin(_ first: Ranking.Intent, isRight: Bool) {
        let bin = min(9, Int(first.confidence * 10))
        binned += 1
        bins[bin].count += 1
        bins[bin].right += isRight ? 1 : 0
        bins[bin].confidence += Double(first.confidence)
    }

    func evaluation() -> Evaluation {
        let intents = truths.keys.sorted().map { intent($0) }
        let error = bins.reduce(0.0) { $0 + abs(Double($1.right) - $1.confidence) }
        func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
        let knowsOutside = outOfScope != nil && !outside.isEmpty
        return Evaluation(
            accuracy: share(right, total),
            macroF1: intents.isEmpty ? 0 : intents.reduce(0) { $0 + $1.f1 } / Double(intents.count),
            outOfScopeAUROC: knowsOutside && !inside.isEmpty ? Self.auroc(inside, outside) : nil,
            calibrationError: binned == 0 ? 0 : error / Double(binned),
            wronglyDeclined: outOfScope == nil ? nil : share(declinedInside, inside.count),
            rightlyDeclined: knowsOutside ? share(declinedOutside, outside.count) : nil, intents: intents,
            errors: errors)
    }

    private func intent(_ name: String) -> Evaluation.Intent {
        let hits = Double(self.hits[name] ?? 0)
        let support = truths[name] ?? 0
        let guessed = guesses[name] ?? 0
        let precision = guessed == 0 ? 0 : hits / Double(guessed)
        let recall = hits / Double(max(1, support))
        let f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
        return Evaluation.Intent(name: name, precision: precision, recall: recall, f1: f1, support: support)
    }

    /// The area under the ROC curve, as the Mann–Whitney statistic; ties count half. O(n log n).
    static func auroc(_ positives: [Float], _ negatives: [Float]) -> Double {
        let sorted = (positives.map { ($0, true) } + negatives.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var wins = 0.0
        var below = 0
        var index = 0
        while index < sorted.count {
            var end = index
            var (tiedPositives, tiedNegatives) = (0, 0)
            while end < sorted.count, sorted[end].0 == sorted[index].0 {
                if sorted[end].1 { tiedPositives += 1 } else { tiedNegatives += 1 }
                end += 1
            }
            wins += Double(tiedPositives) * (Double(below) + Double(tiedNegatives) / 2)
            below += tiedNegatives
            index = end
        }
        return wins / (Double(positives.count) * Double(negatives.count))
    }
}
