import Dialogue
import FoundationEssentials
import French

/// A conversation as a string that any process with the same content reads back.
///
/// ```
/// version: 1 byte | content: 8 bytes | conversation (see ConversationCoder) | check: 8 bytes      in base64url
/// ```
/// The check finds damage and hand-made strings, it is no signature: what a forged string can hold is limited by what
/// `Bot.conversation(from:)` accepts.
package struct StateString: Sendable {
    private static let version: UInt8 = 1
    /// The longest string that is read, in bytes.
    package static let longest = 16 << 10

    private let bot: Bot
    private let content: UInt64

    /// - Parameter content: the hash of the bot's content.
    package init(bot: Bot, content: UInt64) {
        self.bot = bot
        self.content = content
    }

    /// The string of a conversation.
    package func string(of conversation: Conversation) -> String {
        var bytes = [Self.version] + Self.bytes(of: content) + bot.bytes(of: conversation)
        bytes += Self.bytes(of: StableHash.of(bytes, seed: 97))
        return Self.base64(bytes)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [])
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The conversation of a string; nil where it is malformed, of another version or content, or too long.
    package func conversation(from string: String) -> Conversation? {
        guard string.utf8.count <= Self.longest else { return nil }
        let padding = String(repeating: "=", count: (4 - string.utf8.count % 4) % 4)
        let plain = string.replacing("-", with: "+").replacing("_", with: "/") + padding
        guard let data = Data(base64Encoded: plain), data.count > 17 else { return nil }
        let bytes = [UInt8](data)
        let end = bytes.count - 8
        guard bytes[0] == Self.version, Array(bytes[1..<9]) == Self.bytes(of: content),
            Array(bytes[end...]) == Self.bytes(of: StableHash.of(bytes[..<end], seed: 97)),
            // Bits that stand for nothing are 0.
            Self.base64(bytes) == string
        else { return nil }
        return bot.conversation(from: Array(bytes[9..<end]))
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
