import French

/// How near words stand to the examples of each side: naive Bayes log-odds that a question with such a word, or such a
/// meaning, is one that the bot can be asked.
///
/// A net weighs the whole of a question, and three familiar words outweigh a foreign one; here the most foreign word
/// speaks for itself (« le taux de réussite *du permis* »).
struct WordOdds: Sendable, Equatable {
    let vocabulary: Vocabulary
    /// The log-odds of each row of the vocabulary.
    let odds: StoredArray<Float>

    /// Odds that know no word.
    init() { self.init(vocabulary: Vocabulary(features: []), odds: StoredArray([])) }

    init(vocabulary: Vocabulary, odds: StoredArray<Float>) {
        self.vocabulary = vocabulary
        self.odds = odds
    }

    /// Counts the units of examples on each side. O(units).
    ///
    /// - Parameter examples: the units of each example, each once, and whether it is in scope.
    init(_ examples: [(units: [UInt64], isInside: Bool)]) {
        var counts: [UInt64: (inside: Float, outside: Float)] = [:]
        var order: [UInt64] = []
        var totals = (inside: Float(1), outside: Float(1))
        for (units, isInside) in examples {
            if isInside { totals.inside += 1 } else { totals.outside += 1 }
            for unit in units {
                if counts[unit] == nil { order.append(unit) }
                if isInside {
                    counts[unit, default: (0, 0)].inside += 1
                } else {
                    counts[unit, default: (0, 0)].outside += 1
                }
            }
        }
        let prior = totals.inside / totals.outside
        vocabulary = Vocabulary(features: order)
        odds = StoredArray(
            order.map { unit in
                let count = counts[unit] ?? (0, 0)
                return naturalLogarithm(
                    (count.inside / prior + Self.smoothing) / (count.outside + Self.smoothing))
            })
    }

    /// What is added to both counts: a word met once says little.
    private static let smoothing: Float = 1

    /// The odds of the units that are known.
    func reading(of units: [UInt64]) -> Reading {
        var (lowest, highest, sum, count) = (Float(0), Float(0), Float(0), Float(0))
        for unit in units {
            guard let row = vocabulary.row(of: unit) else { continue }
            lowest = min(lowest, odds[row])
            highest = max(highest, odds[row])
            sum += odds[row]
            count += 1
        }
        return Reading(lowest: lowest, highest: highest, mean: sum / max(1, count))
    }

    /// The odds of the words of one text.
    struct Reading: Sendable {
        let lowest: Float
        let highest: Float
        let mean: Float
    }
}
