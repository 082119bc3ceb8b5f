/// A checksum over eight bytes at a time: it finds damage, not malice.
enum StableChecksum {
    static func of(_ buffer: UnsafeRawBufferPointer) -> UInt64 {
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

/// Reads what `ByteWriter` wrote, straight from memory, so that a model of many megabytes is copied once; every read is nil
/// past the end.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    /// - Parameter bytes: memory that stays valid as long as the reader is used.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    mutating func read(count: Int) -> [UInt8]? {
        guard count >= 0, count <= remaining else { return nil }
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }

    mutating func readUInt32() -> UInt32? { number() }
    mutating func readUInt64() -> UInt64? { number() }

    private mutating func number<Number: FixedWidthInteger & BitwiseCopyable>() -> Number? {
        let size = MemoryLayout<Number>.size
        guard size <= remaining else { return nil }
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
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

    mutating func readNumbers() -> [UInt64]? { readArray() }
    mutating func readBytes() -> [UInt8]? { readArray() }
    mutating func readFloats() -> [Float]? { readArray() }
    mutating func readLanes() -> [Net.Lanes]? { readArray() }
    mutating func readInt32s() -> [Int32]? { readArray() }
    mutating func readRows() -> [NetEnsemble.Row]? { readArray() }

    /// Copies whole elements; the layout on disk is that of memory on a little-endian machine.
    private mutating func readArray<Element: BitwiseCopyable>() -> [Element]? {
        guard let count = readUInt32() else { return nil }
        let size = Int(count) * MemoryLayout<Element>.stride
        guard size <= remaining else { return nil }
        defer { offset += size }
        return [Element](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + size)]))
            initialized = Int(count)
        }
    }
}
