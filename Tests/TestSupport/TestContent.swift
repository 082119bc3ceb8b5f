import Content
import Dialogue
import Foundation
import French
import Understanding

/// The content of the repository and a bot made of it, loaded and trained once for all tests.
public enum TestContent {
    /// The root of the repository.
    public static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// The content folder as it is.
    public static let source: Result<ContentSource, ContentError> = Result { () throws(ContentError) in
        try ContentSource(folder: "\(root)/Intents")
    }

    /// The content as it was loaded, with its examples.
    public static func loaded() throws(ContentError) -> BotDefinition {
        try ContentLoader.load(try source.get()).definition
    }

    /// The bot of the repository's content.
    public static let bot: Bot = {
        do {
            let definition = try ContentLoader.load(try source.get()).definition
            return Bot(definition, classifier: definition.trainClassifier())
        } catch {
            fatalError("The content of the repository does not load: \(error)")
        }
    }()

    /// The examples that the bot learned from.
    public static let examples: @Sendable () -> [LabelledExample] = { (try? loaded())?.examples ?? [] }

    /// The paths of the repository's transcripts, from its root, in order.
    public static let transcripts: [String] = {
        let below = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/Transcripts")) ?? []
        return below.filter { $0.hasSuffix(".txt") }.sorted().map { "Transcripts/\($0)" }
    }()

    /// The bytes of a file of the repository.
    public static func bytes(of path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
    }

    /// The day of all tests that need one.
    public static let today = Day(year: 2026, month: 1, day: 15)!
}

/// A conversation with the repository's bot, one line a turn.
public struct TestChat {
    public private(set) var conversation = Conversation()

    public init() {}

    /// Says something and gives the reply.
    @discardableResult
    public mutating func say(_ text: String) -> Reply {
        TestContent.bot.reply(to: text, in: &conversation, on: TestContent.today)
    }

    /// Whether the conversation can be written as bytes and read back, as the line protocol does between two turns.
    public var isKept: Bool { TestContent.bot.conversation(from: TestContent.bot.bytes(of: conversation)) != nil }

    /// Puts a fact into the conversation; a fact that the form does not have is a mistake of the test.
    public mutating func set(_ name: String, _ value: String) {
        precondition(TestContent.bot.set(name, to: value, in: &conversation), "no fact \(name) = \(value)")
    }
}
