/// Cuts a stream of bytes into lines.
///
/// ```
/// bytes   EF BB BF 61 62 0D 0A │ 0A │ 63 64            (end)
///         └─ BOM ┘  a  b CR LF │ LF │  c  d
/// frames  "ab"                 │ "" │ "cd"
/// ```
/// A line ends with LF; one CR before it belongs to the end. The last line needs no end. A byte-order mark at the very
/// start is dropped. A line over the limit is given as `tooLong` once its end has come; its bytes are not kept.
package struct LineFramer {
    /// One line of input.
    package enum Frame: Sendable, Equatable {
        case text(String)
        case notUTF8
        case tooLong
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let limit: Int
    private var line: [UInt8] = []
    private var isOverLimit = false
    private var isAtStart = true

    /// - Parameter limit: the longest line that is served, in bytes without its end.
    package init(limit: Int) { self.limit = limit }

    /// Takes bytes in and gives the frames that they complete.
    package mutating func read(_ bytes: ArraySlice<UInt8>, _ body: (Frame) throws -> Void) rethrows {
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            append(rest[rest.startIndex..<end])
            rest = rest[(end + 1)...]
            try body(finishLine())
        }
        append(rest)
    }

    /// Gives the last line, where it has no end.
    package mutating func finish(_ body: (Frame) throws -> Void) rethrows {
        // A byte-order mark alone is an empty input.
        let isMark = isAtStart && line == Self.mark
        if isOverLimit || !line.isEmpty && !isMark { try body(finishLine()) }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !isOverLimit else { return }
        // One byte more than the limit may be the CR of the line's end.
        guard line.count + bytes.count <= limit + 4 else {
            isOverLimit = true
            line.removeAll()
            return
        }
        line += bytes
    }

    private mutating func finishLine() -> Frame {
        defer {
            line.removeAll(keepingCapacity: true)
            isOverLimit = false
            isAtStart = false
        }
        if line.last == 0x0D { line.removeLast() }
        if isAtStart, line.starts(with: Self.mark) { line.removeFirst(3) }
        if isOverLimit || line.count > limit { return .tooLong }
        return String(validating: line, as: UTF8.self).map { .text($0) } ?? .notUTF8
    }
}
