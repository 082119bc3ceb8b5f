/// Something that is wrong in the content, and where.
public struct Finding: Sendable, Equatable {
    /// Whether the bot can run all the same.
    public enum Severity: String, Sendable {
        case error, warning
    }

    /// What is wrong. `FindingWords.swift` turns it into sentences.
    public enum Problem: Sendable, Equatable {
        case folderMissing
        case folderEmpty
        case unreadable(reason: String)
        case notUTF8
        case tooLarge(bytes: Int, limit: Int)
        case syntax(String)
        case notAMapping
        case unknownKind(keys: [String], known: [String])
        case missingKey(String)
        case unknownKey(String, known: [String])
        case duplicateKey(String)
        case wrongType(key: String, expected: String)
        case emptyText(key: String)
        case unknownValue(key: String, value: String, known: [String])
        case duplicateID(String, firstFile: String)
        case missingFile(kind: String)
        case missingTopic(kind: String)
        case missingAct(String)
        case unknownSection(String, known: [String])
        case missingSection
        case unknownSuggestion(String)
        case tooFewExamples(count: Int, least: Int)
        case contradictoryExample(String, otherTopic: String)
        case duplicateExample(String)
        case badCondition(String)
        case unknownReference(key: String, value: String)
        case unknownPlaceholder(String, known: [String])
        case badDate(String)
        case ambiguousForm(String, first: String, second: String)
        case gap(person: String)
        case overlap(person: String, otherLine: Int)
    }

    /// The path of the file, relative to the content folder's parent.
    public let file: String
    /// From 1; 0 where the whole file is meant.
    public let line: Int
    public let column: Int
    public let severity: Severity
    public let problem: Problem

    public init(file: String, line: Int = 0, column: Int = 0, severity: Severity = .error, problem: Problem) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.problem = problem
    }
}

/// Content that cannot be loaded, with all that is wrong.
public struct ContentError: Error, Sendable {
    public let findings: [Finding]

    public init(findings: [Finding]) { self.findings = findings }
}
