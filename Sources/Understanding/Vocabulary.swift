/// The features that a model knows: each feature's hash and its row (open addressing, power-of-two table).
struct Vocabulary: Sendable, Equatable {
    /// The hash of each row's feature.
    let features: [UInt64]
    private let table: [Int32]

    /// A vocabulary of distinct features, in the order of their rows.
    init(features: [UInt64]) {
        self.features = features
        var size = 16
        while size < features.count * 2 { size *= 2 }
        var table = [Int32](repeating: -1, count: size)
        for (row, feature) in features.enumerated() {
            var slot = Int(truncatingIfNeeded: feature) & (size - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            table[slot] = Int32(row)
        }
        self.table = table
    }

    /// The row of a feature, or nil where the model does not know it. O(1) on average.
    func row(of feature: UInt64) -> Int? {
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: feature) & mask
        while table[slot] >= 0 {
            let row = Int(table[slot])
            if features[row] == feature { return row }
            slot = (slot + 1) & mask
        }
        return nil
    }
}

/// The known features of one utterance, as rows and values.
///
/// The value of a feature is one over the square root of the number of known features in its block, so that every
/// block has length 1 whatever the length of the text.
struct SparseVector: Sendable {
    var rows: [Int32] = []
    var values: [Float] = []
    /// Where each block ends in `rows`; the features of one block have one value.
    var ends: [Int] = []

    /// The vector of the features of an utterance, block by block.
    init(_ blocks: [[UInt64]], _ vocabulary: Vocabulary) {
        for block in blocks {
            let start = rows.count
            for feature in block {
                if let row = vocabulary.row(of: feature) { rows.append(Int32(row)) }
            }
            let value = 1 / Float(max(1, rows.count - start)).squareRoot()
            for _ in start..<rows.count { values.append(value) }
            ends.append(rows.count)
        }
    }
}
