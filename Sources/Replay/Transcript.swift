import Dialogue
import French

/// A conversation that must replay, as a file tells it.
///
/// ```
/// # a comment
/// @ aujourd'hui 2026-01-15
/// > what the person types
/// | another way to say the line above
/// < a line of the reply (glob)
/// ? intention duree
/// ! intention hors_sujet
/// ```
public struct Transcript: Sendable, Equatable {
    /// The file it was read from.
    public let path: String
    /// The day that « depuis 2019 » counts up to.
    public let today: Day
    /// Facts that are known from the start, by name, as written.
    public let knownFacts: [KnownFact]
    public let exchanges: [Exchange]
    /// The file as it was read, and its lines, for recording.
    let text: String
    let lines: [String]

    /// The day of transcripts that set none.
    public static let defaultDay = Day(year: 2026, month: 1, day: 15)!

    /// A fact that is known from the start.
    public struct KnownFact: Sendable, Equatable {
        public let name: String
        public let value: String
        public let line: Int
    }

    /// One message and what must come back.
    public struct Exchange: Sendable, Equatable {
        /// What the person types.
        public let said: String
        /// The line of the file, from 1.
        public let line: Int
        /// Other ways to say it.
        public internal(set) var variants: [Variant] = []
        /// The lines of the reply; nothing is said of them where this is empty.
        public internal(set) var expected: [ExpectedLine] = []
        public internal(set) var assertions: [Assertion] = []
    }

    /// Another way to say a line.
    public struct Variant: Sendable, Equatable {
        public let said: String
        public let line: Int
    }

    /// A line that the reply must have.
    public struct ExpectedLine: Sendable, Equatable {
        /// How a line is compared.
        public enum Pattern: Sendable, Equatable {
            case literal
            /// `*` stands for any characters, `\*` for a star.
            case glob(LinearPattern)
            /// A regular expression, matched in linear time.
            case regularExpression(LinearPattern)
        }

        /// The text as written, without its mark.
        public let text: String
        public let pattern: Pattern
        public let line: Int

        /// Whether a line of a reply is as expected.
        public func matches(_ actual: String) -> Bool {
            switch pattern {
            case .literal: text == actual
            case .glob(let pattern), .regularExpression(let pattern): pattern.matchesWhole(actual)
            }
        }
    }

    /// A statement on the data of a reply.
    public struct Assertion: Sendable, Equatable {
        /// What is stated.
        public enum Statement: Sendable, Equatable {
            case intent(String)
            /// nil: nothing is awaited.
            case awaiting(String?)
            /// nil: the fact is not known.
            case fact(name: String, value: String?)
            /// nil: no verdict is given.
            case verdict(Outcome?, rule: String?, missingYears: Double?)
            case source(String)
            case kind(Message.Kind)
        }

        public let statement: Statement
        /// `!`: the statement must not hold.
        public let isNegated: Bool
        /// The statement as written.
        public let text: String
        public let line: Int
    }
}

/// A transcript that cannot be read.
public struct TranscriptError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Sendable, Equatable {
        case notUTF8
        case isUTF16
        case settingTwice
        case unknownLine
        case nothingSaid
        case beforeFirstMessage
        case settingAfterMessage
        case unknownSetting
        case badDay(String)
        case badFact
        case unknownStatement(String)
        case badStatement(expected: String)
        case badPattern(String)
    }

    public let path: String
    public let line: Int
    public let column: Int
    public let problem: Problem
    /// The line itself.
    public let text: String

    /// `file:line:column: error: message`, with the line and a caret.
    public var description: String {
        let caret = String(repeating: " ", count: max(0, column - 1)) + "^"
        return "\(path):\(line):\(column): error: \(words)\n    \(text)\n    \(caret)"
    }

    private var words: String {
        switch problem {
        case .notUTF8: "ce caractère n’est pas en UTF-8 : enregistrez le fichier en UTF-8 (il est peut-être en Latin-1)"
        case .isUTF16: "ce fichier est en UTF-16 : enregistrez-le en UTF-8"
        case .settingTwice: "ce réglage se trouve déjà plus haut"
        case .unknownLine: "ligne inconnue ; attendu : # @ > | < ? ou ! suivi d’une espace"
        case .nothingSaid: "cette conversation ne contient aucune ligne « > »"
        case .beforeFirstMessage: "cette ligne vient avant la première ligne « > »"
        case .settingAfterMessage: "un réglage « @ » se place avant la première ligne « > »"
        case .unknownSetting: "réglage inconnu ; attendu : « @ aujourd'hui 2026-01-15 » ou « @ fait nom = valeur »"
        case .badDay(let day):
            day.isEmpty
                ? "il manque un jour ; attendu : 2026-01-15" : "« \(day) » n’est pas un jour ; attendu : 2026-01-15"
        case .badFact: "attendu : « fait nom = valeur »"
        case .unknownStatement(let word):
            "« \(word) » est inconnu ; attendu : intention, attend, fait, verdict, source ou genre"
        case .badStatement(let expected): "attendu : \(expected)"
        case .badPattern(let reason): "motif incorrect : \(reason)"
        }
    }
}
