import Dialogue
import Glibc

/// How replies look on a terminal.
struct TerminalStyle {
    let isColored: Bool

    private enum Code {
        static let prompt = "\u{1B}[1;36m"
        static let dim = "\u{1B}[2m"
        static let bold = "\u{1B}[1m"
        static let reset = "\u{1B}[0m"
    }

    /// The widest column of text that reads well.
    private static let widestText = 100

    /// The prompt of the line editor. Colours stand between marks that tell Readline that they take no room.
    func prompt(_ text: String) -> String {
        isColored ? "\u{01}\(Code.prompt)\u{02}\(text)\u{01}\(Code.reset)\u{02}" : text
    }

    /// A reply, wrapped to the terminal, with its sections and what to ask next.
    func text(of reply: Reply, titles: (String) -> String?) -> String {
        var paragraphs: [String] = []
        for message in reply.messages {
            paragraphs += message.text.split(separator: "\n").map { wrapped(String($0)) }
            if let source = message.source { paragraphs.append(dimmed("— \(source)")) }
        }
        let next = reply.suggestions.compactMap(titles)
        if !next.isEmpty { paragraphs.append(dimmed("→ " + next.joined(separator: " · "))) }
        return paragraphs.joined(separator: "\n")
    }

    /// A text wrapped to the terminal.
    func wrapped(_ text: String) -> String { TextWrapping.wrap(Diagnostics.printable(text), width: Self.width) }

    func dimmed(_ text: String) -> String {
        isColored
            ? wrapped(text).split(separator: "\n").map { Code.dim + $0 + Code.reset }.joined(separator: "\n")
            : wrapped(text)
    }

    /// A text set two columns in, or after a name in a column of its own, with all its lines in line.
    func indented(_ text: String, under name: String = "") -> String {
        let column = name.isEmpty ? 2 : Self.nameColumn
        let lines = TextWrapping.wrap(Diagnostics.printable(text), width: Self.width - column).split(separator: "\n")
        let margin = String(repeating: " ", count: column)
        let padding = String(repeating: " ", count: max(1, column - 2 - TextWrapping.columns(name)))
        let first = name.isEmpty ? margin : "  \(bold(name))\(padding)"
        return lines.enumerated().map { ($0 == 0 ? first : margin) + $1 }.joined(separator: "\n")
    }

    /// Where the text after a name starts.
    private static let nameColumn = 12

    func bold(_ text: String) -> String { isColored ? Code.bold + text + Code.reset : text }

    /// The columns of text that the terminal has room for.
    static var width: Int {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(max(Int(size.ws_col), 20), widestText)
    }
}

/// Breaks lines at spaces. A no-break space keeps its words together.
enum TextWrapping {
    /// Wraps a text to a number of columns. Lines after that of a numbered item are indented under its text.
    static func wrap(_ text: String, width: Int) -> String {
        let indent = String(repeating: " ", count: itemIndent(text))
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let candidate = line.isEmpty ? String(word) : "\(line) \(word)"
            if line.isEmpty || columns(candidate) <= width {
                line = candidate
            } else {
                lines.append(line)
                line = indent + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// The columns of « 1. », « — » and « → » with the space after them.
    private static func itemIndent(_ text: String) -> Int {
        guard let first = text.split(separator: " ", maxSplits: 1).first, first.count <= 3 else { return 0 }
        let isItem = first == "—" || first == "→" || (first.last == "." && first.dropLast().allSatisfy(\.isNumber))
        return isItem ? columns(String(first)) + 1 : 0
    }

    /// The columns that a text takes on a terminal.
    static func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return first.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}
