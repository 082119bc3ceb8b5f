/// Writes small values as few bytes: numbers as LEB128 varints (seven bits a byte, the low ones first), texts with their
/// length before them.
public struct ByteFieldWriter: Sendable {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// Nothing was written.
    public init() {}

    /// Writes a byte.
    public mutating func write(byte: UInt8) { bytes.append(byte) }

    /// Writes a number that is not negative.
    public mutating func write(_ number: Int) {
        precondition(number >= 0)
        var rest = UInt64(number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes a number exactly, in eight bytes.
    public mutating func write(_ number: Double) {
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64(shift)))) }
    }

    /// Writes a text.
    public mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes up to eight yes-or-no values in a byte, the first one lowest.
    public mutating func write(flags: [Bool]) {
        precondition(flags.count <= 8)
        bytes.append(flags.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt8($1.offset) : 0) })
    }
}

/// Why bytes could not be read.
public struct ByteFieldError: Error {
    /// Bytes that end early, or that no writer would write.
    public init() {}
}

/// Reads what `ByteFieldWriter` wrote; nothing that it is given can make it trap.
public struct ByteFieldReader: Sendable {
    private let bytes: [UInt8]
    private var offset = 0

    /// A reader at the start of the bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether every byte was read.
    public var isAtEnd: Bool { offset == bytes.count }

    /// Reads a byte.
    public mutating func readByte() throws(ByteFieldError) -> UInt8 {
        guard offset < bytes.count else { throw ByteFieldError() }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// Reads a number up to a limit.
    public mutating func readNumber(atMost limit: Int) throws(ByteFieldError) -> Int {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            let byte = try readByte()
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                // One number has one writing.
                guard result <= UInt64(max(0, limit)), byte != 0 || shift == 0 else { throw ByteFieldError() }
                return Int(result)
            }
        }
        throw ByteFieldError()
    }

    /// Reads a number in eight bytes; it must be finite.
    public mutating func readDouble() throws(ByteFieldError) -> Double {
        var pattern: UInt64 = 0
        for shift in 0..<8 { pattern |= UInt64(try readByte()) << (8 * UInt64(shift)) }
        let number = Double(bitPattern: pattern)
        guard number.isFinite else { throw ByteFieldError() }
        return number
    }

    /// Reads a text of at most so many bytes.
    public mutating func readText(atMost limit: Int) throws(ByteFieldError) -> String {
        let count = try readNumber(atMost: limit)
        guard count <= bytes.count - offset else { throw ByteFieldError() }
        defer { offset += count }
        guard let text = String(validating: bytes[offset..<(offset + count)], as: UTF8.self) else {
            throw ByteFieldError()
        }
        return text
    }

    /// Reads a byte of yes-or-no values.
    public mutating func readFlags(_ count: Int) throws(ByteFieldError) -> [Bool] {
        let byte = try readByte()
        guard count >= 8 || byte >> UInt8(count) == 0 else { throw ByteFieldError() }
        return (0..<count).map { byte >> UInt8($0) & 1 == 1 }
    }
}
