/// Breaks lines at spaces. A no-break space keeps its words together.
enum TextWrapping {
    /// Wraps a text to a number of columns. Lines after the first of a list's item are indented under its text.
    static func wrap(_ text: String, width: Int) -> String {
        let indent = String(repeating: " ", count: itemIndent(text))
        var lines: [String] = []
        var line = ""
        for word in words(text) {
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

    /// The words of a text; a sign that French sets apart with a space stays with its word.
    private static func words(_ text: String) -> [String] {
        var result: [String] = []
        for word in text.split(separator: " ") {
            if let last = result.last, last.hasSuffix("«") || word.first.map(closing.contains) ?? false {
                result[result.count - 1] = "\(last)\u{A0}\(word)"
            } else {
                result.append(String(word))
            }
        }
        return result
    }

    private static let closing: Set<Character> = ["»", "?", "!", ":", ";", "%", "·"]

    /// The columns of « 1. », « — », « → », « - » and « • » with the space after them.
    private static func itemIndent(_ text: String) -> Int {
        guard let first = text.split(separator: " ", maxSplits: 1).first, first.count <= 3 else { return 0 }
        let isNumber = first.last == "." && first.count > 1 && first.dropLast().allSatisfy(\.isNumber)
        let isItem = isNumber || ["—", "→", "-", "–", "•"].contains(first)
        return isItem ? columns(String(first)) + 1 : 0
    }

    /// The columns that a text takes on a terminal.
    static func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        // A flag is two letters, and a variation selector makes a picture of a sign such as « ☎ ».
        if character.unicodeScalars.count > 1, isPicture(character) { return 2 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            if first.properties.isEmojiPresentation { return 2 }
            return [.nonspacingMark, .format].contains(first.properties.generalCategory) ? 0 : 1
        }
    }

    private static func isPicture(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value == 0xFE0F || (0x1F1E6...0x1F1FF).contains($0.value) }
    }
}
