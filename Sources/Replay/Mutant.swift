import Dialogue
import French

/// A mistake put into content on purpose, to see whether the transcripts notice it.
public struct Mutant: Sendable {
    /// Kinds of mistakes.
    public enum Kind: String, Sendable, CaseIterable {
        /// A sentence of an answer is gone.
        case droppedSentence = "dropped_sentence"
        /// Two topics have each other's answer.
        case swappedAnswers = "swapped_answers"
        /// A bound of a rule is another one.
        case shiftedBound = "shifted_bound"
        /// A flag of a rule is the other way round.
        case flippedFlag = "flipped_flag"
        /// An intent has no examples: nobody is understood to mean it.
        case removedExamples = "removed_examples"
    }

    public let kind: Kind
    /// What was changed, for the author of the content.
    public let change: String
    /// The content with the mistake.
    public let definition: BotDefinition
    /// What of the content it concerns: transcripts that reach it are likely to notice.
    let item: Coverage.Item?

    /// Whether the classifier has to learn anew.
    public var needsTraining: Bool { kind == .removedExamples }
}

extension BotDefinition {
    /// The content with one mistake each, in every place where there can be one.
    public var mutants: [Mutant] {
        topics.indices.flatMap(droppedSentences) + swappedAnswers + ruleMutants
            + topics.indices.compactMap(withoutExamples)
    }

    // MARK: Answers

    private func droppedSentences(_ index: Int) -> [Mutant] {
        let topic = topics[index]
        // The topic that starts the check is answered by its first question.
        var result = topic.id == form?.intent ? [] : mutants(index, \.answer, topic.id, .answer)
        if topic.more != nil { result += mutants(index, \.moreText, "\(topic.id), plus de détails", .answer) }
        if topic.otherwise != nil { result += mutants(index, \.otherwiseText, "\(topic.id), en plus simple", .answer) }
        for (number, variant) in topic.variants.enumerated() {
            let name = "\(topic.id), « \(variant.phrases.first ?? "") »"
            result += mutants(index, \.variants[number].answer, name, .variant)
        }
        return result
    }

    private func mutants(
        _ index: Int, _ path: WritableKeyPath<Topic, String>, _ name: String, _ kind: Coverage.Kind
    ) -> [Mutant] {
        Sentences.dropping(from: topics[index][keyPath: path]).map { rest, dropped in
            var changed = self
            changed.topics[index][keyPath: path] = rest
            return Mutant(
                kind: .droppedSentence, change: "\(name) : sans « \(dropped) »", definition: changed,
                item: Coverage.Item(kind: kind, name: name))
        }
    }

    /// Each topic with the answer of the next one of its kind.
    private var swappedAnswers: [Mutant] {
        Topic.Kind.allCases.flatMap { kind -> [Mutant] in
            let places = topics.indices.filter { topics[$0].kind == kind && topics[$0].id != form?.intent }
            guard places.count > 1 else { return [] }
            return zip(places, places.dropFirst() + places.prefix(1)).map { first, second in
                var changed = self
                (changed.topics[first].answer, changed.topics[second].answer) = (
                    topics[second].answer, topics[first].answer
                )
                return Mutant(
                    kind: .swappedAnswers,
                    change: "\(topics[first].id) et \(topics[second].id) : réponses échangées", definition: changed,
                    item: Coverage.Item(kind: .answer, name: topics[first].id))
            }
        }
    }

    // MARK: Examples

    private func withoutExamples(_ index: Int) -> Mutant? {
        guard !topics[index].examples.isEmpty else { return nil }
        var changed = self
        changed.topics[index].examples = []
        return Mutant(
            kind: .removedExamples, change: "\(topics[index].id) : sans exemples", definition: changed,
            item: Coverage.Item(kind: .intent, name: topics[index].id))
    }

    // MARK: Rules

    private var ruleMutants: [Mutant] {
        guard let form else { return [] }
        let closing = Sentences.dropping(from: form.texts.closing).map { rest, dropped in
            var changed = self
            changed.form?.texts.closing = rest
            return Mutant(
                kind: .droppedSentence, change: "fin de la vérification : sans « \(dropped) »", definition: changed,
                item: nil)
        }
        return closing
            + form.table.mutants.map { kind, change, table in
                var changed = self
                changed.form?.table = table
                return Mutant(kind: kind, change: change, definition: changed, item: nil)
            }
    }
}

extension Topic {
    fileprivate var moreText: String {
        get { more ?? "" }
        set { more = newValue }
    }

    fileprivate var otherwiseText: String {
        get { otherwise ?? "" }
        set { otherwise = newValue }
    }
}

extension DecisionTable {
    fileprivate typealias Change = (kind: Mutant.Kind, change: String, table: DecisionTable)

    /// A bound is one and the same for all rows of a rule: one that asks for three years, and one that tells who has fewer.
    fileprivate var mutants: [Change] {
        var result = rows.indices.flatMap(droppedSentences)
        for rule in rules {
            for (fact, bound) in bounds(of: rule) {
                for (shift, words) in Self.shifts {
                    let table = changing(rule) { name, condition in
                        name == fact ? condition.shifted(from: bound, by: shift) : condition
                    }
                    result.append((.shiftedBound, "règle \(rule), \(fact) : \(bound) devient \(words)", table))
                }
            }
            for fact in flags(of: rule) {
                let table = changing(rule) { name, condition in name == fact ? condition.flipped : condition }
                result.append((.flippedFlag, "règle \(rule), \(fact) : oui et non échangés", table))
            }
        }
        return result
    }

    private func droppedSentences(_ index: Int) -> [Change] {
        let row = rows[index]
        return Sentences.dropping(from: row.text).map { rest, dropped in
            let name = "règle \(row.rule ?? "aucune") \(row.outcome.rawValue), ligne \(row.line)"
            return (.droppedSentence, "\(name) : sans « \(dropped) »", replacing(index, row.with(text: rest)))
        }
    }

    private func replacing(_ index: Int, _ row: Row) -> DecisionTable {
        var rows = rows
        rows[index] = row
        return DecisionTable(ways: ways, rows: rows)
    }

    /// Just over a bound, those who reach it exactly no longer do; under it, some who did not now do.
    private static let shifts = [(0.01, "un peu plus"), (-1.0, "un de moins")]

    /// The rules that rows are part of, each once.
    private var rules: [String] { rows.compactMap(\.rule).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

    private func conditions(of rule: String) -> [(fact: String, condition: Condition)] {
        rows.filter { $0.rule == rule }.flatMap { row in
            row.conditions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
    }

    private func bounds(of rule: String) -> [(fact: String, bound: Double)] {
        conditions(of: rule).reduce(into: []) { result, next in
            guard let bound = next.condition.bound else { return }
            if !result.contains(where: { $0 == (next.fact, bound) }) { result.append((next.fact, bound)) }
        }
    }

    private func flags(of rule: String) -> [String] {
        conditions(of: rule).reduce(into: []) { result, next in
            if case .flag = next.condition, !result.contains(next.fact) { result.append(next.fact) }
        }
    }

    private func changing(_ rule: String, _ change: (String, Condition) -> Condition) -> DecisionTable {
        let rows = rows.map { row in
            guard row.rule == rule else { return row }
            return row.with(
                conditions: Dictionary(uniqueKeysWithValues: row.conditions.map { ($0.key, change($0.key, $0.value)) }))
        }
        return DecisionTable(ways: ways, rows: rows)
    }
}

extension DecisionTable.Row {
    fileprivate func with(conditions: [String: DecisionTable.Condition]? = nil, text: String? = nil) -> Self {
        DecisionTable.Row(
            rule: rule, conditions: conditions ?? self.conditions, outcome: outcome, requiredYears: requiredYears,
            countsYears: countsYears, text: text ?? self.text, textOther: textOther, line: line)
    }
}

extension DecisionTable.Condition {
    fileprivate var bound: Double? {
        switch self {
        case .atLeast(let bound), .below(let bound): bound
        case .among, .flag: nil
        }
    }

    fileprivate func shifted(from bound: Double, by shift: Double) -> Self {
        switch self {
        case .atLeast(bound): .atLeast(bound + shift)
        case .below(bound): .below(bound + shift)
        default: self
        }
    }

    fileprivate var flipped: Self {
        if case .flag(let flag) = self { .flag(!flag) } else { self }
    }
}
