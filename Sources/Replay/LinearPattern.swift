/// A pattern that is matched in time linear in the text, whatever the pattern (Thompson 1968; no backtracking).
///
/// Regular expressions know `.`, `*`, `+`, `?`, `|`, `( )`, `[ ]` with ranges and `^`, `\d`, `\w`, `\s` and escapes.
/// A pattern always means the whole line.
public struct LinearPattern: Sendable, Equatable {
    /// A pattern that cannot be read.
    public struct Failure: Error, Sendable, Equatable {
        public let reason: String
        /// Characters before the place.
        public let offset: Int
    }

    enum Step: Sendable, Equatable {
        case character(Matcher)
        case split(Int, Int)
        case jump(Int)
        case accept
    }

    indirect enum Matcher: Sendable, Equatable {
        case any
        case one(Character)
        case range(Character, Character)
        case digit, letter, space
        case anyOf([Matcher], negated: Bool)

        func matches(_ character: Character) -> Bool {
            switch self {
            case .any: true
            case .one(let other): character == other
            case .range(let low, let high): low <= character && character <= high
            case .digit: character.isASCII && character.isNumber
            case .letter: character.isLetter || character.isNumber || character == "_"
            case .space: character.isWhitespace
            case .anyOf(let matchers, let negated): matchers.contains { $0.matches(character) } != negated
            }
        }
    }

    private var steps: [Step]

    /// A longer expression is refused, in characters: it is compiled in time that grows with the square of its length.
    public static let longestExpression = 2_000

    /// A regular expression.
    public init(_ expression: String) throws(Failure) {
        guard expression.count <= Self.longestExpression else {
            throw Failure(reason: "plus de \(Self.longestExpression) caractères", offset: Self.longestExpression)
        }
        var compiler = PatternCompiler(Array(expression))
        try compiler.compile()
        steps = compiler.steps
    }

    /// A glob: `*` stands for any characters, `\*` for a star, everything else for itself.
    public init(glob: String) {
        steps = []
        var escaped = false
        for character in glob {
            if escaped || (character != "*" && character != "\\") {
                steps.append(.character(.one(character)))
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else {
                let start = steps.count
                steps += [.split(start + 1, start + 3), .character(.any), .jump(start)]
            }
        }
        steps.append(.accept)
    }

    /// Whether the pattern matches a whole text. O(text × pattern).
    public func matchesWhole(_ text: String) -> Bool {
        var current: [Int] = []
        var marks = [Int](repeating: -1, count: steps.count)
        add(0, to: &current, &marks, generation: 0)
        for (offset, character) in text.enumerated() {
            var next: [Int] = []
            for state in current {
                if case .character(let matcher) = steps[state], matcher.matches(character) {
                    add(state + 1, to: &next, &marks, generation: offset + 1)
                }
            }
            current = next
            if current.isEmpty { return false }
        }
        return current.contains { steps[$0] == .accept }
    }

    /// Follows splits and jumps from a state, each state once, without recursion.
    private func add(_ state: Int, to states: inout [Int], _ marks: inout [Int], generation: Int) {
        var pending = [state]
        while let state = pending.popLast() {
            guard marks[state] != generation else { continue }
            marks[state] = generation
            switch steps[state] {
            case .jump(let target): pending.append(target)
            case .split(let first, let second): pending += [second, first]
            case .character, .accept: states.append(state)
            }
        }
    }
}

/// Compiles a regular expression to steps, by recursive descent.
private struct PatternCompiler {
    private let source: [Character]
    private var index = 0
    private var depth = 0
    var steps: [LinearPattern.Step] = []

    init(_ source: [Character]) { self.source = source }

    mutating func compile() throws(LinearPattern.Failure) {
        let body = try alternatives()
        guard index == source.count else { throw failure("parenthèse fermante en trop") }
        steps = body + [.accept]
    }

    private typealias Steps = [LinearPattern.Step]

    private mutating func alternatives() throws(LinearPattern.Failure) -> [LinearPattern.Step] {
        let left = try sequence()
        guard index < source.count, source[index] == "|" else { return left }
        index += 1
        let right = try alternatives()
        return [.split(1, left.count + 2)] + shifted(left, 1) + [.jump(left.count + 2 + right.count)]
            + shifted(right, left.count + 2)
    }

    private mutating func sequence() throws(LinearPattern.Failure) -> [LinearPattern.Step] {
        var result: Steps = []
        while index < source.count, source[index] != "|", source[index] != ")" {
            let piece = try repeated(try atom())
            result += shifted(piece, result.count)
        }
        return result
    }

    private mutating func repeated(_ atom: [LinearPattern.Step]) throws(LinearPattern.Failure) -> [LinearPattern.Step] {
        guard index < source.count else { return atom }
        let count = atom.count
        switch source[index] {
        case "*":
            index += 1
            return [.split(1, count + 2)] + shifted(atom, 1) + [.jump(0)]
        case "+":
            index += 1
            return atom + [.split(0, count + 1)]
        case "?":
            index += 1
            return [.split(1, count + 1)] + shifted(atom, 1)
        default: return atom
        }
    }

    private mutating func atom() throws(LinearPattern.Failure) -> [LinearPattern.Step] {
        let character = source[index]
        index += 1
        switch character {
        case "(":
            depth += 1
            guard depth < 100 else { throw failure("trop de parenthèses") }
            let body = try alternatives()
            guard index < source.count else { throw failure("parenthèse non fermée") }
            index += 1
            depth -= 1
            return body
        case "[": return [.character(try characterClass())]
        case ".": return [.character(.any)]
        case "*", "+", "?":
            index -= 1
            throw failure("« \(character) » ne suit rien à répéter")
        case "^", "$":
            index -= 1
            throw failure(
                "« \(character) » est inutile : un motif vaut pour toute la ligne ; le signe s’écrit « \\\(character) »"
            )
        case "{":
            index -= 1
            throw failure("« { » n’est pas connu ; le signe s’écrit « \\{ »")
        case "\\": return [.character(try escape())]
        default: return [.character(.one(character))]
        }
    }

    private mutating func escape() throws(LinearPattern.Failure) -> LinearPattern.Matcher {
        guard index < source.count else { throw failure("« \\ » à la fin") }
        defer { index += 1 }
        switch source[index] {
        case "d": return .digit
        case "w": return .letter
        case "s": return .space
        case let letter where letter.isASCII && (letter.isLetter || letter.isNumber):
            throw failure("« \\\(letter) » n’est pas connu ; connus : \\d, \\w, \\s")
        default: return .one(source[index])
        }
    }

    private mutating func characterClass() throws(LinearPattern.Failure) -> LinearPattern.Matcher {
        var matchers: [LinearPattern.Matcher] = []
        let negated = index < source.count && source[index] == "^"
        if negated { index += 1 }
        while index < source.count, source[index] != "]" || matchers.isEmpty {
            let character = source[index]
            index += 1
            if character == "\\" {
                matchers.append(try escape())
            } else if index + 1 < source.count, source[index] == "-", source[index + 1] != "]" {
                guard character <= source[index + 1] else {
                    throw failure("« \(character)-\(source[index + 1]) » va à rebours")
                }
                matchers.append(.range(character, source[index + 1]))
                index += 2
            } else {
                matchers.append(.one(character))
            }
        }
        guard index < source.count else { throw failure("crochet non fermé") }
        index += 1
        return .anyOf(matchers, negated: negated)
    }

    private func shifted(_ steps: [LinearPattern.Step], _ offset: Int) -> [LinearPattern.Step] {
        steps.map { step in
            switch step {
            case .split(let first, let second): .split(first + offset, second + offset)
            case .jump(let target): .jump(target + offset)
            case .character, .accept: step
            }
        }
    }

    private func failure(_ reason: String) -> LinearPattern.Failure {
        LinearPattern.Failure(reason: reason, offset: index)
    }
}
