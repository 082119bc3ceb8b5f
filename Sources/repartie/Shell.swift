import Content
import Dialogue
import French
import Glibc

/// The chat on a terminal.
@MainActor
struct Shell {
    private let bot: Bot
    private let today: TodayOption
    private let style: TerminalStyle
    private let history: HistoryFile?
    private var conversation = Conversation()

    nonisolated init(bot: Bot, today: TodayOption, style: TerminalStyle, history: HistoryFile?) {
        self.bot = bot
        self.today = today
        self.style = style
        self.history = history
    }

    /// Chats until the person leaves.
    mutating func run() {
        LineEditor.start()
        LineEditor.completer = ShellCompletion(bot: bot).completions
        history?.load()
        greet()
        loop()
        if let problem = history?.save() {
            Diagnostics.write("repartie: l’historique n’a pas pu être enregistré (\(problem)).")
        }
    }

    private mutating func loop() {
        var cancelled = 0
        while true {
            switch LineEditor.read(prompt: style.prompt(promptText)) {
            case .end:
                print("\nAu revoir !")
                return
            case .cancelled:
                cancelled += 1
                print("")
                if cancelled > 1 { return print("Au revoir !") }
                print(style.dimmed("Ctrl-C encore une fois pour quitter."))
            case .line(let line):
                cancelled = 0
                guard take(line) else { return print("Au revoir !") }
            }
        }
    }

    private var promptText: String { conversation.isChecking ? "vérification › " : "› " }

    private func greet() {
        print(style.bold(bot.definition.name))
        print(style.wrapped(bot.definition.welcome))
        let article = bot.definition.article
        let date = Day(iso: article.date)?.french ?? article.date
        print(style.dimmed("Je ne connais qu’un article : « \(article.title) » (\(article.author), \(date))."))
        print(style.dimmed("/aide pour l’aide, /quitter ou Ctrl-D pour partir."))
        print("")
    }

    /// Does what a line asks for; false where it asks to leave.
    private mutating func take(_ line: String) -> Bool {
        let text = line.trimmingSpaces()
        guard !text.isEmpty else { return true }
        if text.hasPrefix("/") { return command(text) }
        if ["quitter", "exit", "quit", ":q"].contains(text.lowercased()) { return false }
        let known = bot.facts(in: conversation)
        let isAnswer = conversation.isChecking
        let reply = bot.reply(to: text, in: &conversation, on: today.day)
        // What a person tells of themselves is written nowhere, nor is a cry for help.
        let isPersonal =
            bot.facts(in: conversation) != known || reply.verdict != nil
            || reply.messages.contains { $0.kind == .distress }
        if !isAnswer, !isPersonal { history?.add(text) }
        print(style.text(of: reply) { bot.topic($0)?.title })
        print("")
        return true
    }

    // MARK: Commands

    private mutating func command(_ text: String) -> Bool {
        history?.add(text)
        let name = String(text.split(separator: " ").first ?? "").lowercased()
        switch ShellCommand(rawValue: name) {
        case .help: help()
        case .topics: topics()
        case .facts:
            let facts = bot.facts(in: conversation)
            print(style.wrapped(facts.isEmpty ? "Je ne sais rien de vous." : "J’ai retenu : \(facts)."))
        case .forget:
            conversation = Conversation()
            print(style.wrapped("J’ai oublié ce que vous m’avez dit."))
        case .quit: return false
        case nil:
            let nearest = Nearest.word(to: name, among: ShellCommand.allCases.map(\.rawValue))
            let hint = nearest.map { "Vouliez-vous dire \($0) ?" } ?? "/aide les montre toutes."
            print(style.wrapped("Je ne connais pas la commande \(name). \(hint)"))
        }
        print("")
        return true
    }

    private func help() {
        print(style.wrapped("Posez votre question en français, comme elle vient."))
        let keys = [
            ("Tab", "complète une commande ou un sujet"), ("Ctrl-R", "cherche dans ce que vous avez déjà tapé"),
        ]
        for (name, text) in ShellCommand.allCases.map({ ($0.rawValue, $0.help) }) + keys {
            print(style.indented(text, under: name))
        }
    }

    private func topics() {
        for section in bot.definition.article.sections {
            let titles = bot.definition.topics.filter { $0.section == section }.map(\.title)
            guard !titles.isEmpty else { continue }
            print(style.bold(style.wrapped(section)))
            for title in titles { print(style.indented(title)) }
        }
    }
}

/// The commands of the chat.
enum ShellCommand: String, CaseIterable {
    case help = "/aide"
    case topics = "/sujets"
    case facts = "/faits"
    case forget = "/effacer"
    case quit = "/quitter"

    /// What the command does, in French.
    var help: String {
        switch self {
        case .help: "montre cette aide"
        case .topics: "montre tout ce que je connais"
        case .facts: "montre ce que j’ai retenu de vous"
        case .forget: "me fait oublier ce que vous m’avez dit"
        case .quit: "termine la conversation (Ctrl-D aussi)"
        }
    }
}

/// What Tab proposes: commands at the start of a line, and the words of topic titles and examples.
struct ShellCompletion: Sendable {
    private let words: [(folded: String, word: String)]

    init(bot: Bot) {
        var seen: Set<String> = []
        var words: [(folded: String, word: String)] = []
        for topic in bot.definition.topics where topic.kind == .article || topic.kind == .silence {
            for part in topic.title.split(whereSeparator: { $0 == " " || $0 == "’" || $0 == "," }) {
                let word = part.lowercased()
                guard word.count > 3, seen.insert(word).inserted else { continue }
                words.append((Utterance(word).folded, word))
            }
        }
        self.words = words.sorted { $0.word < $1.word }
    }

    /// The completions of a word, after the text before it. Accents are optional.
    func completions(_ before: String, _ word: String) -> [String] {
        if before.isEmpty, word.hasPrefix("/") {
            return ShellCommand.allCases.map(\.rawValue).filter { $0.hasPrefix(word) }
        }
        let folded = Utterance(word).folded
        guard !folded.isEmpty else { return [] }
        return words.filter { $0.folded.hasPrefix(folded) }.map(\.word)
    }
}

extension String {
    func trimmingSpaces() -> String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
