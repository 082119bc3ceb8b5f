import French

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

    mutating func write<Element>(_ elements: StoredArray<Element>) {
        write(UInt32(elements.count))
        elements.withBytes { bytes.append(contentsOf: $0) }
    }
}

/// Reads what `ByteWriter` wrote; every read is nil past the end.
struct ByteReader {
    private let memory: StoredMemory
    private let end: Int
    private var offset: Int
    private var bytes: UnsafeRawBufferPointer { memory.bytes }

    /// A reader of a range of memory.
    init(_ memory: StoredMemory, _ range: Range<Int>) {
        self.memory = memory
        offset = range.lowerBound
        end = range.upperBound
    }

    var remaining: Int { end - offset }

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

    /// An array that stays where it is.
    mutating func readStored<Element: BitwiseCopyable & Sendable & Equatable>() -> StoredArray<Element>? {
        guard let count = readUInt32(), Int(count) * MemoryLayout<Element>.stride <= remaining,
            let array = StoredArray<Element>(in: memory, at: offset, count: Int(count))
        else { return nil }
        offset += Int(count) * MemoryLayout<Element>.stride
        return array
    }

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
