/// A classifier as bytes, so that it is trained once and read many times.
///
/// ```
/// "REPM" version:u32 | labels | out of scope | thresholds, temperature | known utterances | features | biases, scales, rows
/// ```
/// Numbers are little-endian. A file that is damaged, cut or of another version reads as nil, never as a wrong model.
extension IntentClassifier {
    private static let magic: [UInt8] = Array("REPM".utf8)
    private static let version: UInt32 = 2

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
        writer.write(model.scales)
        writer.write(model.rows)
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
            let features = reader.readNumbers(), let biases = reader.readLanes(), let scales = reader.readFloats(),
            let rows = reader.readRows(),
            reader.remaining == 8, reader.readUInt64() == StableChecksum.of(bytes.dropLast(8)),
            values.allSatisfy({ $0 < labels.count }), scales.count == features.count,
            let model = QuantizedModel(labelCount: labels.count, biases: biases, rows: rows, scales: scales)
        else { return nil }
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
    static func of(_ bytes: some Collection<UInt8>) -> UInt64 {
        Array(bytes).withUnsafeBytes { buffer in
            var sum: UInt64 = 0x9e37_79b9_7f4a_7c15 ^ UInt64(buffer.count)
            var offset = 0
            while offset + 8 <= buffer.count {
                sum = (sum ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0xff51_afd7_ed55_8ccd
                sum ^= sum >> 32
                offset += 8
            }
            for byte in buffer[offset...] { sum = (sum ^ UInt64(byte)) &* 0xc4ce_b9fe_1a85_ec53 }
            return sum
        }
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

    /// Writes elements as they lie in memory, which on the machines that Swift knows is little-endian.
    mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) {
        write(UInt32(elements.count))
        elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
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
    mutating func readFloats() -> [Float]? { readArray(of: Float.self, repeating: 0) }
    mutating func readLanes() -> [LinearModel.Lanes]? { readArray(of: LinearModel.Lanes.self, repeating: .zero) }
    mutating func readRows() -> [QuantizedModel.Row]? { readArray(of: QuantizedModel.Row.self, repeating: .zero) }

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
