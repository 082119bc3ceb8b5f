import Dialogue
import French
import Glibc
import Replay

/// The chat on a terminal.
@MainActor
final class Shell {
    /// What the command line says about the chat.
    struct Settings {
        let loader: BotLoader
        let today: TodayOption
        let style: TerminalStyle
        let history: HistoryFile
        /// Whether content is read again as its files change.
        let isWatching: Bool
    }

    let settings: Settings
    var loaded: LoadedBot
    var conversation = Conversation()
    /// What was said since the conversation began.
    var log: TranscriptWriter
    /// The last message, and the reply to it.
    var last: (said: String, reply: Reply)?
    /// What a number asks for.
    var numbered: [String] = []

    var bot: Bot { loaded.bot }
    var style: TerminalStyle { settings.style }

    init(_ loaded: LoadedBot, _ settings: Settings) {
        self.loaded = loaded
        self.settings = settings
        log = TranscriptWriter(today: settings.today.day)
    }

    /// Chats until the person leaves.
    func run() {
        LineEditor.start(isColored: style.isColored, isPlain: style.isPlain)
        prepareCompletion()
        settings.history.load()
        if settings.isWatching { watchContent() }
        greet()
        var wantsToLeave = false
        while true {
            switch LineEditor.read(prompt: style.prompt(awaited)) {
            case .end: return print("\nAu revoir !")
            case .cancelled(let wasEmpty):
                print("")
                if wasEmpty, wantsToLeave { return print("Au revoir !") }
                if wasEmpty { print(style.dimmed("Ctrl-C encore une fois pour quitter.")) }
                wantsToLeave = wasEmpty
            case .line(let line):
                wantsToLeave = false
                guard take(line) else { return print("Au revoir !") }
            }
        }
    }

    private func greet() {
        numbered = bot.definition.questionsToTry
        print(Greeting(bot.definition).text(in: style))
        print("")
    }

    // MARK: A line

    /// Does what a line asks for; false where it asks to leave.
    private func take(_ line: String) -> Bool {
        let text = line.trimmingSpaces()
        guard !text.isEmpty else { return true }
        if ShellCommand.farewells.contains(text.lowercased()) { return false }
        if text.hasPrefix("/") { return command(text) }
        if !choose(text), say(text) { remember(text) }
        return true
    }

    /// Asks what a number stands for; false where the text is no number, or numbers stand for nothing.
    private func choose(_ text: String) -> Bool {
        guard last?.reply.awaiting == nil, !numbered.isEmpty, let number = Int(text) ?? bot.choiceNumber(in: text)
        else { return false }
        guard numbered.indices.contains(number - 1) else {
            // « 12 », with three things to choose from, may be an answer that the bot knows what to do with.
            guard Int(text) != nil, bot.facts(in: conversation).isEmpty else { return false }
            print(style.wrapped("Choisissez un numéro de 1 à \(numbered.count), ou posez une question."))
            print("")
            return true
        }
        let question = numbered[number - 1]
        print(style.dimmed(style.isPlain ? "Vous demandez : \(question)" : "› \(question)"))
        say(question)
        return true
    }

    /// Says something to the bot, and shows what comes back.
    ///
    /// - Returns: whether it may be kept in the history. What a person tells of themselves stays out of it, and so does a cry
    ///   for help.
    @discardableResult
    func say(_ text: String) -> Bool {
        let isAnswer = conversation.isChecking
        let tellsFacts = bot.tellsFacts(text, on: settings.today.day)
        let reply = bot.reply(to: text, in: &conversation, on: settings.today.day)
        log.add(text, RecordedTurn(reply))
        last = (text, reply)
        let next = reply.suggestions.compactMap { bot.topic($0)?.title }
        numbered = reply.awaiting == nil ? next : []
        print(style.text(of: reply, next: next, isNumbered: !numbered.isEmpty))
        print("")
        return !isAnswer && !tellsFacts && reply.verdict == nil && !reply.messages.contains { $0.kind == .distress }
    }

    /// Keeps a line for the arrow keys and for later chats.
    func remember(_ text: String) {
        if let problem = settings.history.add(text) {
            print(style.wrapped("L’historique ne peut pas être enregistré (\(problem)) ; la conversation continue."))
        }
    }

    /// What the prompt says is awaited.
    private var awaited: String? {
        switch last?.reply.awaiting {
        case .fact(let name): bot.promptName(ofFact: name)
        case .precision: "précision"
        case .confirmation: "oui ou non"
        case .choice: "choix"
        case nil: nil
        }
    }

    // MARK: Content

    func prepareCompletion() {
        let completion = ShellCompletion(bot: bot, examples: loaded.examples)
        LineEditor.completer = { completion.completions($0, $1) }
    }

    private func watchContent() {
        var watch = ContentWatch(folder: settings.loader.folder)
        LineEditor.whileWaiting = { [unowned self] in
            guard watch.hasChanged() else { return }
            LineEditor.interrupt { self.reload(isAsked: false) }
        }
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
