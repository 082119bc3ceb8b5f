import French

/// A classifier as bytes, so that it is trained once and read many times.
///
/// ```
/// "REPM" version:u32 | labels | out of scope | limits, temperature | known utterances | features | nets (biases, output,
/// scales, rows) | scope model | lexicon | known words | blocks left out | checksum:u64
/// ```
/// Numbers are little-endian. A file that is damaged, cut or of another version reads as nil, never as a wrong model.
extension IntentClassifier {
    private static let magic: [UInt8] = Array("REPM".utf8)
    private static let version: UInt32 = 23

    /// The bytes of the classifier.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes += Self.magic
        writer.write(Self.version)
        writer.write(labels)
        writer.write(outOfScope ?? "")
        for number in [thresholds.answer, thresholds.clarify, confidence.temperature] {
            writer.write(number.bitPattern)
        }
        let sorted = known.sorted { $0.key < $1.key }
        writer.write(sorted.map(\.key))
        writer.write(sorted.map { UInt64($0.value) })
        writer.write(vocabulary)
        writer.write(ensemble.inputBias)
        writer.write(ensemble.output)
        writer.write(ensemble.outputBias)
        writer.write(ensemble.scales)
        writer.write(ensemble.rows)
        writer.write(UInt32(confidence.scope.map { $0.label + 1 } ?? 0))
        writer.write((confidence.scope?.model).map { $0.weights + [$0.bias] } ?? [])
        writer.write(odds.vocabulary)
        writer.write(odds.odds)
        lexicon.write(to: &writer)
        writer.write(repair?.keys ?? StoredArray([]))
        writer.write(repair?.counts ?? StoredArray([]))
        writer.write(leftOut.map(\.rawValue).sorted())
        writer.write(writer.bytes.withUnsafeBytes { StableChecksum.of($0) })
        return writer.bytes
    }

    /// A classifier from its bytes; nil where they are not a whole classifier of this version.
    public init?(encoded bytes: [UInt8]) {
        self.init(encodedIn: bytes.withUnsafeBytes { StoredMemory(copying: $0) }, at: 0..<bytes.count)
    }

    /// A classifier whose bytes lie in memory; its big tables stay there.
    public init?(encodedIn memory: StoredMemory, at range: Range<Int>) {
        var reader = ByteReader(memory, range)
        guard range.count > 16, reader.read(count: 4) == Self.magic, reader.readUInt32() == Self.version,
            let labels = reader.readStrings(), let outOfScope = reader.readString(),
            let answer = reader.readUInt32(), let clarify = reader.readUInt32(), let temperature = reader.readUInt32(),
            let keys = reader.readNumbers(), let values = reader.readNumbers(), keys.count == values.count,
            let vocabulary = Vocabulary(&reader), let inputBias = reader.readLanes(), let output = reader.readLanes(),
            let outputBias = reader.readLanes(), let scales = reader.readLanes(),
            let rows: StoredArray<NetEnsemble.Row> = reader.readStored(),
            let scopeLabel = reader.readUInt32(), scopeLabel <= labels.count, let scope = reader.readFloats(),
            let units = Vocabulary(&reader), let odds: StoredArray<Float> = reader.readStored(),
            units.count == odds.count,
            let lexicon = ConceptLexicon(&reader),
            let wordKeys: StoredArray<UInt32> = reader.readStored(),
            let wordCounts: StoredArray<UInt8> = reader.readStored(),
            let leftOut = reader.readStrings(),
            reader.remaining == 8,
            reader.readUInt64() == memory.checksum(of: range.dropLast(8)),
            values.allSatisfy({ $0 < labels.count }), rows.count == vocabulary.count * (inputBias.count / 2),
            let ensemble = NetEnsemble(
                labelCount: labels.count, rows: rows, scales: scales, inputBias: inputBias, output: output,
                outputBias: outputBias)
        else { return nil }
        self.init(
            labels: labels, outOfScope: outOfScope.isEmpty ? nil : outOfScope,
            thresholds: DecisionThresholds(
                answer: Float(bitPattern: answer), clarify: Float(bitPattern: clarify)),
            vocabulary: vocabulary, ensemble: ensemble,
            confidence: Confidence(
                temperature: Float(bitPattern: temperature),
                scope: ScopeModel(weights: scope.dropLast(), bias: scope.last ?? 0).map {
                    Confidence.Scope(label: Int(scopeLabel) - 1, model: $0)
                }),
            odds: WordOdds(vocabulary: units, odds: odds),
            known: Dictionary(zip(keys, values.map(Int.init)), uniquingKeysWith: { first, _ in first }),
            lexicon: lexicon, repair: wordKeys.isEmpty ? nil : WordRepair(keys: wordKeys, counts: wordCounts),
            leftOut: Set(leftOut.compactMap { FeatureBlock(rawValue: $0) }))
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ vocabulary: Vocabulary) {
        write(vocabulary.fingerprints)
        write(vocabulary.table)
    }
}

extension Vocabulary {
    fileprivate init?(_ reader: inout ByteReader) {
        guard let fingerprints: StoredArray<UInt32> = reader.readStored(),
            let table: StoredArray<Int32> = reader.readStored()
        else { return nil }
        self.init(fingerprints: fingerprints, table: table)
    }
}

extension ConceptLexicon {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(concepts)
        writer.write(subjects.map(\.kind.rawValue))
        writer.write(subjects.map(\.name))
        writer.write(subjects.map { $0.outside ?? "" })
        writer.write(meanings.map { UInt64($0.concepts.count) })
        writer.write(meanings.flatMap { $0.concepts.map { UInt64($0) } })
        writer.write(meanings.map { UInt64($0.subject + 1) })
        writer.write(table.keys)
        writer.write(table.values)
    }

    fileprivate init?(_ reader: inout ByteReader) {
        guard let concepts = reader.readStrings(), let kinds = reader.readStrings(), let names = reader.readStrings(),
            let outsides = reader.readStrings(), kinds.count == names.count, outsides.count == names.count,
            let counts = reader.readNumbers(), let numbers = reader.readNumbers(),
            let subjectNumbers = reader.readNumbers(), subjectNumbers.count == counts.count,
            numbers.allSatisfy({ $0 < concepts.count }), subjectNumbers.allSatisfy({ $0 <= names.count }),
            counts.allSatisfy({ $0 <= numbers.count }), counts.reduce(0, +) == numbers.count,
            let keys: StoredArray<UInt32> = reader.readStored(),
            let values: StoredArray<Int32> = reader.readStored(), values.allSatisfy({ $0 < counts.count }),
            let table = PhraseTable(keys: keys, values: values)
        else { return nil }
        let subjects = names.indices.map { index in
            Subject(
                kind: Subject.Kind(rawValue: kinds[index]) ?? .field, name: names[index],
                outside: outsides[index].isEmpty ? nil : outsides[index])
        }
        var meanings: [Meaning] = []
        var start = 0
        for (count, subject) in zip(counts, subjectNumbers) {
            let end = start + Int(count)
            meanings.append(Meaning(concepts: numbers[start..<end].map { Int($0) }, subject: Int(subject) - 1))
            start = end
        }
        self.init(concepts: concepts, subjects: subjects, meanings: meanings, table: table)
    }
}
