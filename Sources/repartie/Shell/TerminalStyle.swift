import Dialogue
import Glibc

/// How replies look on a terminal.
struct TerminalStyle {
    let isColored: Bool
    /// Without colours, symbols or redrawing, for screen readers.
    let isPlain: Bool

    /// The terminal's own colours and weights, which suit dark and light backgrounds alike.
    private enum Code {
        static let prompt = "\u{1B}[1;36m"
        static let dim = "\u{1B}[2m"
        static let bold = "\u{1B}[1m"
        static let reset = "\u{1B}[0m"
    }

    /// The widest column of text that reads well.
    private static let widestText = 100

    /// The prompt of the line editor; `awaited` says what is waited for. Colours stand between marks that tell Readline that
    /// they take no room.
    func prompt(_ awaited: String?) -> String {
        let awaited = awaited.map(Diagnostics.printable)
        if isPlain { return awaited.map { "Vous, \($0) : " } ?? "Vous : " }
        let text = awaited.map { "\($0) › " } ?? "› "
        return isColored ? "\u{01}\(Code.prompt)\u{02}\(text)\u{01}\(Code.reset)\u{02}" : text
    }

    /// A reply, wrapped to the terminal, with its sections and what to ask next.
    ///
    /// - Parameters:
    ///   - next: the titles of what a person would ask next.
    ///   - isNumbered: whether a number chooses one of them.
    func text(of reply: Reply, next: [String], isNumbered: Bool) -> String {
        var paragraphs: [String] = []
        for message in reply.messages {
            paragraphs += message.text.split(separator: "\n").map { wrapped(String($0)) }
            if let source = message.source { paragraphs.append(dimmed(section(source))) }
        }
        if !next.isEmpty { paragraphs.append(dimmed(suggestions(next, isNumbered))) }
        return paragraphs.joined(separator: "\n")
    }

    private func section(_ name: String) -> String { isPlain ? "Section de l’article : \(name)" : "— \(name)" }

    private func suggestions(_ titles: [String], _ isNumbered: Bool) -> String {
        let items = titles.enumerated().map { isNumbered ? "\($0 + 1)\u{A0}\($1)" : $1 }
        if isPlain { return "Pour continuer\u{A0}: " + items.joined(separator: ", ") + "." }
        return "→ " + items.joined(separator: " · ")
    }

    /// A line that begins with a name in bold.
    func titled(_ name: String, _ text: String) -> String {
        let line = wrapped(name + (isPlain ? ". " : " — ") + text)
        let name = Diagnostics.printable(name)
        return line.hasPrefix(name) ? bold(name) + line.dropFirst(name.count) : line
    }

    /// A text wrapped to the terminal.
    func wrapped(_ text: String) -> String { TextWrapping.wrap(Diagnostics.printable(text), width: Self.width) }

    func dimmed(_ text: String) -> String {
        isColored
            ? wrapped(text).split(separator: "\n").map { Code.dim + $0 + Code.reset }.joined(separator: "\n")
            : wrapped(text)
    }

    /// A text set two columns in, or after a name in a column of its own, with all its lines in line. A name that is wider
    /// than its column has a line of its own.
    func indented(_ text: String, under name: String = "", column: Int = 2) -> String {
        let column = min(column, Self.width / 2)
        let lines = TextWrapping.wrap(Diagnostics.printable(text), width: Self.width - column).split(separator: "\n")
        let margin = String(repeating: " ", count: column)
        guard !name.isEmpty else { return lines.map { margin + $0 }.joined(separator: "\n") }
        let room = column - 2 - TextWrapping.columns(name)
        let first = "  \(bold(name))" + (room > 0 ? String(repeating: " ", count: room) : "\n\(margin)")
        return lines.enumerated().map { ($0 == 0 ? first : margin) + $1 }.joined(separator: "\n")
    }

    func bold(_ text: String) -> String { isColored ? Code.bold + text + Code.reset : text }

    /// The columns of text that the terminal has room for.
    static var width: Int { min(max(width(of: 1), 20), widestText) }

    /// The columns of the terminal behind a descriptor.
    static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
