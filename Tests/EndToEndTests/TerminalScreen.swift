/// What a person sees of what a program writes: the rows of a terminal, as far as Readline needs one.
///
/// Every character is one column wide, which holds for what the chat shows.
struct TerminalScreen {
    private var rows: [[Character]] = [[]]
    private var row = 0
    private var column = 0
    /// A row that is full is left only by the character after it.
    private var isFull = false
    private var columns: Int
    private var escape: [Character]?

    init(columns: Int) { self.columns = columns }

    /// The rows that were written, also those that have scrolled away, without the spaces at their ends.
    var lines: [String] {
        rows.map { row in
            var row = row
            while row.last == " " { row.removeLast() }
            return String(row)
        }
    }

    /// The row that the cursor stands in.
    var current: String { lines[row] }

    /// The terminal has another width from now on.
    mutating func resize(columns: Int) { self.columns = columns }

    /// Takes in what was written.
    mutating func write(_ text: String) {
        for scalar in text.unicodeScalars { take(scalar) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if escape != nil { return takeEscaped(Character(scalar)) }
        switch scalar {
        case "\u{1B}": escape = []
        case "\r": move(to: 0)
        case "\n": goDown()
        case "\u{8}": move(to: max(0, column - 1))
        case "\u{7}", "\u{0}": break
        default:
            if scalar.properties.generalCategory == .nonspacingMark { return combine(scalar) }
            put(Character(scalar))
        }
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        guard column > 0, column <= rows[row].count else { return }
        rows[row][column - 1] = Character(String(rows[row][column - 1]) + String(scalar))
    }

    private mutating func put(_ character: Character) {
        if isFull {
            goDown()
            move(to: 0)
        }
        fill(to: column)
        if column < rows[row].count { rows[row][column] = character } else { rows[row].append(character) }
        if column + 1 == columns { isFull = true } else { column += 1 }
    }

    private mutating func fill(to column: Int) { while rows[row].count < column { rows[row].append(" ") } }

    private mutating func move(to column: Int) {
        self.column = min(column, columns - 1)
        isFull = false
    }

    private mutating func goDown() {
        row += 1
        if row == rows.count { rows.append([]) }
        isFull = false
    }

    // MARK: Escape sequences

    private mutating func takeEscaped(_ character: Character) {
        escape?.append(character)
        guard let sequence = escape, let first = sequence.first else { return }
        if first == "[" {
            guard sequence.count > 1, ("@"..."~").contains(character) else { return }
            perform(character, sequence.dropFirst().dropLast())
        } else if first == "(" || first == ")" {
            guard sequence.count > 1 else { return }
        }
        escape = nil
    }

    private mutating func perform(_ command: Character, _ parameters: ArraySlice<Character>) {
        let number = Int(String(parameters))
        let count = number ?? 1
        switch command {
        case "A": row = max(0, row - count)
        case "B": for _ in 0..<count { goDown() }
        case "C": move(to: column + count)
        case "D": move(to: max(0, column - count))
        case "G": move(to: count - 1)
        case "K": eraseLine(number ?? 0)
        case "J": eraseBelow()
        case "P":
            if column < rows[row].count { rows[row].removeSubrange(column..<min(rows[row].count, column + count)) }
        case "@":
            fill(to: column)
            rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
        default: break
        }
    }

    private mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: rows[row] = Array(rows[row].prefix(column))
        case 1: for place in 0..<min(column + 1, rows[row].count) { rows[row][place] = " " }
        default: rows[row] = []
        }
    }

    private mutating func eraseBelow() {
        eraseLine(0)
        rows.removeSubrange((row + 1)...)
    }
}
