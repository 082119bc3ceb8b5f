import Testing

@testable import LineProtocol

@Suite struct JSONReaderTests {
    private func read(_ line: String) -> JSONReader.Content? {
        var reader = JSONReader(line)
        return try? reader.read()
    }

    private func value(_ text: String) -> JSONReader.Value? {
        guard case .object(let fields) = read("{\"a\":\(text)}") else { return nil }
        return fields.first?.value
    }

    @Test(
        "What RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "{\"a\":1}x",
            "{} {}",
            "01", "-", "-01", "1.", ".5", "1e", "1e+", "+1", "1-2", "1.2.3", "0x1", "NaN", "Infinity", "nul", "True",
            "\"", "\"\\q\"", "\"\\u00g0\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\u0041\"",
            "\"\\udc00\"", "\"\u{1}\"", "\"\t\"", "[\"\n\"]", "{\"a\":[1 2]}", "{\"a\":{\"b\" 1}}", "[[]", "[]]",
            "\u{FEFF}{}",
            "{\"zz\":{\"a\":01}}", "{\"zz\":[\"\\q\"]}", "{\u{0}}",
        ])
    func refused(line: String) {
        #expect(read(line) == nil)
    }

    @Test("Values come as they are, numbers as they were written")
    func values() {
        #expect(value("null") == .null)
        #expect(value(" true ") == .bool(true))
        #expect(value("-0") == .number("-0"))
        #expect(value("1e400") == .number("1e400"))
        #expect(value("3.141592653589793") == .number("3.141592653589793"))
        #expect(value(#""\u00e9\ud83d\ude00\n\/\"é""#) == .string("é😀\n/\"é"))
        #expect(value("[{\"b\":[]},{},[[1,2],\"]\"]]") == .container)
    }

    @Test("No depth is too deep")
    func depth() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(value(deep) == .container)
        #expect(value(String(repeating: "{\"a\":", count: 100_000)) == nil)
    }

    @Test("Another value than an object is told from what is no value")
    func others() throws {
        for line in ["1", "[]", "\"a\"", "null"] {
            guard case .other = read(line) else { throw TestFailure(line) }
        }
    }
}

struct TestFailure: Error {
    let line: String
    init(_ line: String) { self.line = line }
}
