import French

/// The features that a model knows: each feature's row (open addressing, power-of-two table).
///
/// Of a feature's 64-bit hash the low half chooses the slot and the high half is kept, so that another feature is taken
/// for a known one once in about 2³² lookups.
struct Vocabulary: Sendable, Equatable {
    /// The high half of the hash of each row's feature.
    let fingerprints: StoredArray<UInt32>
    /// The row in each slot; -1 where it is free.
    let table: StoredArray<Int32>

    /// How many features there are.
    var count: Int { fingerprints.count }

    /// A vocabulary of distinct features, in the order of their rows.
    init(features: [UInt64]) {
        var size = 16
        while size < features.count + features.count / 2 { size *= 2 }
        var table = [Int32](repeating: -1, count: size)
        for (row, feature) in features.enumerated() {
            var slot = Int(truncatingIfNeeded: feature) & (size - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            table[slot] = Int32(row)
        }
        fingerprints = StoredArray(features.map(Self.fingerprint))
        self.table = StoredArray(table)
    }

    /// A vocabulary that was stored; nil where its parts do not fit together. O(slots).
    init?(fingerprints: StoredArray<UInt32>, table: StoredArray<Int32>) {
        guard table.count >= 16, table.count & (table.count - 1) == 0, table.contains(where: { $0 < 0 }),
            table.allSatisfy({ $0 < fingerprints.count })
        else { return nil }
        self.fingerprints = fingerprints
        self.table = table
    }

    /// The row of a feature, or nil where the model does not know it. O(1) on average.
    func row(of feature: UInt64) -> Int? {
        let mask = table.count - 1
        let fingerprint = Self.fingerprint(feature)
        var slot = Int(truncatingIfNeeded: feature) & mask
        while true {
            let row = Int(table[slot])
            guard row >= 0 else { return nil }
            if fingerprints[row] == fingerprint { return row }
            slot = (slot + 1) & mask
        }
    }

    private static func fingerprint(_ feature: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: feature >> 32) }
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
