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
            guard !text.allSatisfy(\.isWhitespace) else { return "" }
            if isIndependent { conversation = Conversation() }
            return Self.line(bot.reply(to: text, in: &conversation, on: today))
        }
    }

    /// A reply on one line; each answer names its section.
    static func line(_ reply: Reply) -> String {
        let parts = reply.messages.map { message in
            let text = String(message.text.map { $0.isNewline ? " " : $0 })
            return message.source.map { "\(text) (Section « \($0) »)" } ?? text
        }
        return parts.joined(separator: " ")
    }
}
