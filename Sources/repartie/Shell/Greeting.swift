import Dialogue
import French

/// The first screen: who the bot is, what it knows and how old that is, what to ask, how to get help.
struct Greeting {
    private let definition: BotDefinition

    /// A terminal that is narrow or low shows no more without moving what matters out of sight, in lines.
    private static let mostLines = 9

    init(_ definition: BotDefinition) { self.definition = definition }

    /// The screen as a whole; where it is too long, first the details go, then the last sentences of the welcome.
    func text(in style: TerminalStyle) -> String {
        let whole = parts(in: style, welcome: definition.welcome, isShort: false)
        guard Self.lines(whole) > Self.mostLines else { return whole }
        var sentences = Sentences.split(definition.welcome)
        while true {
            let short = parts(in: style, welcome: sentences.joined(separator: " "), isShort: true)
            guard Self.lines(short) > Self.mostLines, sentences.count > 1 else { return short }
            sentences.removeLast()
        }
    }

    private func parts(in style: TerminalStyle, welcome: String, isShort: Bool) -> String {
        let article = definition.article
        let date = (Day(iso: article.date)?.french ?? article.date).replacing(" ", with: "\u{A0}")
        let source =
            isShort
            ? "Je ne connais qu’un article, du\u{A0}\(date)."
            : "Je ne connais qu’un article\u{A0}: « \(article.title) » (\(article.author), \(date))."
        let help = "/aide pour l’aide" + (isShort ? "." : ", /quitter ou Ctrl-D pour partir.")
        let questions = definition.questionsToTry.enumerated().map { style.wrapped("\($0 + 1). \($1)") }
        return
            ([style.titled(definition.name, help), style.wrapped(welcome), style.dimmed(source)] + questions)
            .joined(separator: "\n")
    }

    private static func lines(_ text: String) -> Int { text.count { $0 == "\n" } + 1 }
}
