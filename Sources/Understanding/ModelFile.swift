/// A classifier as bytes, so that it is trained once and read many times.
///
/// ```
/// "REPM" version:u32 | labels | out of scope | thresholds, temperature | known utterances | features | biases, weights
/// ```
/// Numbers are little-endian. A file that is damaged, cut or of another version reads as nil, never as a wrong model.
extension IntentClassifier {
    private static let magic: [UInt8] = Array("REPM".utf8)
    private static let version: UInt32 = 1

    /// The bytes of the classifier.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes += Self.magic
        writer.write(Self.version)
        writer.write(labels)
        writer.write(outOfScope ?? "")
        for number in [thresholds.answer, thresholds.clarify, temperature] { writer.write(number.bitPattern) }
        let sorted = known.sorted { $0.key < $1.key }
        writer.write(sorted.map(\.key))
        writer.write(sorted.map { UInt64($0.value) })
        writer.write(vocabulary.features)
        writer.write(model.biases)
        writer.write(model.weights)
        writer.write(StableChecksum.of(writer.bytes))
        return writer.bytes
    }

    /// A classifier from its bytes; nil where they are not a whole classifier of this version.
    public init?(encoded bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard bytes.count > 16, reader.read(count: 4) == Self.magic, reader.readUInt32() == Self.version,
            let labels = reader.readStrings(), let outOfScope = reader.readString(),
            let answer = reader.readUInt32(), let clarify = reader.readUInt32(), let temperature = reader.readUInt32(),
            let keys = reader.readNumbers(), let values = reader.readNumbers(), keys.count == values.count,
            let features = reader.readNumbers(), let biases = reader.readLanes(), let weights = reader.readLanes(),
            reader.remaining == 8, reader.readUInt64() == StableChecksum.of(bytes.dropLast(8)),
            values.allSatisfy({ $0 < labels.count })
        else { return nil }
        var model = LinearModel(labelCount: labels.count, featureCount: 0)
        guard biases.count == model.stride, weights.count == features.count * model.stride else { return nil }
        model.biases = biases
        model.weights = weights
        self.init(
            labels: labels, outOfScope: outOfScope.isEmpty ? nil : outOfScope,
            thresholds: DecisionThresholds(
                answer: Float(bitPattern: answer), clarify: Float(bitPattern: clarify)),
            vocabulary: Vocabulary(features: features), model: model, temperature: Float(bitPattern: temperature),
            known: Dictionary(zip(keys, values.map(Int.init)), uniquingKeysWith: { first, _ in first }))
    }
}

/// A checksum over eight bytes at a time: it finds damage, not malice.
enum StableChecksum {
    static func of(_ bytes: some RandomAccessCollection<UInt8>) -> UInt64 {
        var sum: UInt64 = 0x9e37_79b9_7f4a_7c15
        var word: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            word |= UInt64(byte) << shift
            shift += 8
            if shift == 64 {
                sum = (sum ^ word) &* 0xff51_afd7_ed55_8ccd
                sum ^= sum >> 32
                (word, shift) = (0, 0)
            }
        }
        return (sum ^ word ^ shift) &* 0xc4ce_b9fe_1a85_ec53
    }
}

/// Writes little-endian numbers, strings and arrays.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ text: String) {
        write(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ texts: [String]) {
        write(UInt32(texts.count))
        for text in texts { write(text) }
    }

    mutating func write(_ numbers: [UInt64]) {
        write(UInt32(numbers.count))
        numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ lanes: [LinearModel.Lanes]) {
        write(UInt32(lanes.count))
        lanes.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}

/// Reads what `ByteWriter` wrote; every read is nil past the end.
struct ByteReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    mutating func read(count: Int) -> [UInt8]? {
        guard count >= 0, count <= remaining else { return nil }
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }

    mutating func readUInt32() -> UInt32? { number() }
    mutating func readUInt64() -> UInt64? { number() }

    private mutating func number<Number: FixedWidthInteger>() -> Number? {
        let size = MemoryLayout<Number>.size
        guard size <= remaining else { return nil }
        defer { offset += size }
        var number: Number = 0
        for index in (0..<size).reversed() { number = number << 8 | Number(truncatingIfNeeded: bytes[offset + index]) }
        return number
    }

    mutating func readString() -> String? {
        guard let count = readUInt32(), let bytes = read(count: Int(count)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    mutating func readStrings() -> [String]? {
        guard let count = readUInt32(), Int(count) <= remaining else { return nil }
        var result: [String] = []
        for _ in 0..<count {
            guard let text = readString() else { return nil }
            result.append(text)
        }
        return result
    }

    mutating func readNumbers() -> [UInt64]? { readArray(of: UInt64.self, repeating: 0) }
    mutating func readLanes() -> [LinearModel.Lanes]? { readArray(of: LinearModel.Lanes.self, repeating: .zero) }

    /// Copies whole elements; the layout on disk is that of memory on a little-endian machine.
    private mutating func readArray<Element: BitwiseCopyable>(
        of type: Element.Type, repeating zero: Element
    ) -> [Element]? {
        guard let count = readUInt32() else { return nil }
        let size = Int(count) * MemoryLayout<Element>.stride
        guard size <= remaining else { return nil }
        defer { offset += size }
        var result = [Element](repeating: zero, count: Int(count))
        result.withUnsafeMutableBytes { $0.copyBytes(from: bytes[offset..<(offset + size)]) }
        return result
    }
}
