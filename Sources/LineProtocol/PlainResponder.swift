import Dialogue
import French

/// The plain line protocol: a line of text in, a line of text out, blank for blank.
package struct PlainResponder: LineResponder {
    let bot: Bot
    let isIndependent: Bool
    private var conversation = Conversation()

    package var keepsNothing: Bool { isIndependent }

    package init(bot: Bot, isIndependent: Bool) {
        self.bot = bot
        self.isIndependent = isIndependent
    }

    package mutating func respond(to frame: LineFramer.Frame, line: Int, on today: Day) -> String {
        switch frame {
        case .notUTF8: return bot.definition.phrases.unreadableLine
        case .tooLong: return bot.definition.phrases.lineTooLong
        case .text(let text):
            guard !text.unicodeScalars.allSatisfy(Self.isBlank) else { return "" }
            if isIndependent { conversation = Conversation() }
            return Self.line(bot.reply(to: text, in: &conversation, on: today))
        }
    }

    /// Spaces of any kind; control characters count as such.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.isControl
    }

    /// A reply on one line; each answer names its section.
    static func line(_ reply: Reply) -> String {
        let parts = reply.messages.map { message in
            let text = onOneLine(message.text)
            return message.source.map { "\(text) (Section « \($0) »)" } ?? text
        }
        return parts.joined(separator: " ")
    }

    private static func onOneLine(_ text: String) -> String {
        // Few texts have a line break, and to look for one is ten times faster than to go through the characters.
        guard text.unicodeScalars.contains(where: breaksLine) else { return text }
        return String(text.map { $0.isNewline ? " " : $0 })
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
