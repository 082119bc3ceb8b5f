/// Turns scores into honest confidence: shares of 1 that say how often such a score is right.
struct Confidence: Sendable, Equatable {
    /// What the scores of the intents are divided by.
    let temperature: Float
    /// The number of the label of what must be declined, where the examples had one, and what tells it from the intents.
    let scope: Scope?

    struct Scope: Sendable, Equatable {
        let label: Int
        let model: ScopeModel
    }

    init(temperature: Float, scope: Scope?) {
        self.temperature = temperature
        self.scope = scope
    }

    /// Fits the confidence on held-out scores.
    init(fitting heldOut: [ClassifierTrainer.HeldOut], labels: [String], outOfScope: String?) {
        let place = outOfScope.flatMap { labels.firstIndex(of: $0) }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let known = heldOut.filter { $0.label != outOfScope && numbers[$0.label] != nil }
        temperature = Calibration.temperature(
            known.map { Self.inScope($0.text.scores, place) },
            targets: known.map { Self.place(of: numbers[$0.label] ?? 0, place) })
        guard let place, heldOut.contains(where: { $0.label == outOfScope }) else {
            scope = nil
            return
        }
        let evidence = heldOut.map { ScopeEvidence($0.text, outOfScope: place) }
        scope = Scope(
            label: place, model: ScopeModel(fitting: evidence, inScope: heldOut.map { $0.label != outOfScope }))
    }

    /// The confidence of every label. O(labels).
    func shares(_ text: ScoredText) -> [Float] {
        guard let scope else { return softmax(text.scores, temperature: temperature) }
        let chance = scope.model.chance(
            ScopeEvidence(text, outOfScope: scope.label))
        var shares = softmax(Self.inScope(text.scores, scope.label), temperature: temperature).map { $0 * chance }
        shares.insert(1 - chance, at: scope.label)
        return shares
    }

    /// What tells in-scope questions from others: the log-odds where examples taught them, else the best score, which
    /// measured better than the confidence.
    func scopeScore(_ text: ScoredText) -> Float {
        guard let scope else { return text.scores.max() ?? 0 }
        return scope.model.logOdds(ScopeEvidence(text, outOfScope: scope.label))
    }

    private static func inScope(_ scores: [Float], _ outOfScope: Int?) -> [Float] {
        var scores = scores
        if let outOfScope { scores.remove(at: outOfScope) }
        return scores
    }

    private static func place(of label: Int, _ outOfScope: Int?) -> Int {
        outOfScope.map { label > $0 ? label - 1 : label } ?? label
    }
}
