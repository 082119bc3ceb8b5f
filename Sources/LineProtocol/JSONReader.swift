/// Reads one JSON object as RFC 8259 has it: nothing more is let pass, and nothing is lost.
///
/// Values inside other values are checked and passed over, whatever their depth: only the object's own fields are kept.
/// Numbers are kept as they are written, for no number type holds all of them. O(length), without recursion.
struct JSONReader {
    /// A field's value.
    enum Value: Equatable {
        case null
        case bool(Bool)
        /// A number as it was written.
        case number(String)
        case string(String)
        /// An array or an object.
        case container
    }

    /// What a line holds.
    enum Content {
        /// The fields of an object, in their order.
        case object([(name: String, value: Value)])
        /// Another JSON value.
        case other
    }

    /// The line is no JSON value.
    struct SyntaxError: Error {
        /// The fields that were read before the place of the error.
        let fields: [(name: String, value: Value)]
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ line: String) { bytes = Array(line.utf8) }

    /// Reads the whole line.
    mutating func read() throws(SyntaxError) -> Content {
        var fields: [(name: String, value: Value)] = []
        skipSpace()
        let isObject = peek == UInt8(ascii: "{")
        guard isObject ? readFields(&fields) : readValue() != nil else { throw SyntaxError(fields: fields) }
        skipSpace()
        guard place == bytes.count else { throw SyntaxError(fields: fields) }
        return isObject ? .object(fields) : .other
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ byte: Character) -> Bool {
        guard peek == byte.asciiValue else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
    }

    /// The fields of the outermost object; false where it is none.
    private mutating func readFields(_ fields: inout [(name: String, value: Value)]) -> Bool {
        place += 1
        skipSpace()
        if take("}") { return true }
        repeat {
            skipSpace()
            guard let name = readString() else { return false }
            skipSpace()
            guard take(":") else { return false }
            skipSpace()
            guard let value = readValue() else { return false }
            fields.append((name, value))
            skipSpace()
        } while take(",")
        return take("}")
    }

    // MARK: Values

    private mutating func readValue() -> Value? {
        switch peek {
        case UInt8(ascii: "["), UInt8(ascii: "{"): skipContainer() ? .container : nil
        default: readScalar()
        }
    }

    private mutating func readScalar() -> Value? {
        switch peek {
        case UInt8(ascii: "\""): readString().map { .string($0) }
        case UInt8(ascii: "n"): readWord("null") ? .null : nil
        case UInt8(ascii: "t"): readWord("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): readWord("false") ? .bool(false) : nil
        default: readNumber().map { .number($0) }
        }
    }

    private mutating func readWord(_ word: String) -> Bool {
        guard bytes[place...].starts(with: word.utf8) else { return false }
        place += word.utf8.count
        return true
    }

    /// Passes over an array or an object. The closing brackets that are awaited stand in a list instead of calls, so that
    /// no depth exhausts the stack.
    private mutating func skipContainer() -> Bool {
        var awaited: [UInt8] = []
        repeat {
            // At the start of a value.
            skipSpace()
            if take("[") {
                awaited.append(UInt8(ascii: "]"))
                skipSpace()
                guard peek == UInt8(ascii: "]") else { continue }
            } else if take("{") {
                awaited.append(UInt8(ascii: "}"))
                skipSpace()
                guard peek == UInt8(ascii: "}") else {
                    guard skipName() else { return false }
                    continue
                }
            } else if readScalar() == nil {
                return false
            }
            guard finishValue(&awaited) else { return false }
        } while !awaited.isEmpty
        return true
    }

    /// Goes from the end of a value to the start of the next one, or out of the containers that end there.
    private mutating func finishValue(_ awaited: inout [UInt8]) -> Bool {
        while let closing = awaited.last {
            skipSpace()
            if peek == closing {
                place += 1
                awaited.removeLast()
            } else {
                guard take(",") else { return false }
                return closing == UInt8(ascii: "]") || skipName()
            }
        }
        return true
    }

    private mutating func skipName() -> Bool {
        skipSpace()
        guard readString() != nil else { return false }
        skipSpace()
        return take(":")
    }

    // MARK: Numbers

    private mutating func readNumber() -> String? {
        let start = place
        _ = take("-")
        if !take("0") { guard readDigits() else { return nil } }
        if take(".") { guard readDigits() else { return nil } }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            guard readDigits() else { return nil }
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func readDigits() -> Bool {
        let start = place
        while let byte = peek, byte >= 0x30, byte <= 0x39 { place += 1 }
        return place > start
    }

    // MARK: Strings

    private mutating func readString() -> String? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = peek {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case 0..<0x20: return nil
            case UInt8(ascii: "\\"):
                guard let scalar = readEscape() else { return nil }
                text += Array(String(scalar).utf8)
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func readEscape() -> Unicode.Scalar? {
        guard let byte = peek else { return nil }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return readCodeUnits()
        default: return nil
        }
    }

    /// `\u` escapes are UTF-16: one unit, or a pair of surrogates. A lone one stands for no text.
    private mutating func readCodeUnits() -> Unicode.Scalar? {
        guard let first = readCodeUnit() else { return nil }
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) }
        guard take("\\"), take("u"), let second = readCodeUnit(), (0xDC00...0xDFFF).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func readCodeUnit() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[place..<(place + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        place += 4
        return unit
    }
}
