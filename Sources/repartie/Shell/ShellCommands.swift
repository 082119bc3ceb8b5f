import Content
import Dialogue
import French
import Replay
import Understanding

/// What the commands do.
extension Shell {
    /// Does what a command line asks for; false where it asks to leave.
    func command(_ text: String) -> Bool {
        let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        let name = parts[0].lowercased()
        let argument = parts.count > 1 ? parts[1].trimmingSpaces() : ""
        guard let command = ShellCommand(typed: name) else {
            unknown(name)
            return true
        }
        guard command != .quit else { return false }
        // Nothing that is typed during a check is kept.
        if !conversation.isChecking { remember(text) }
        perform(command, argument)
        return true
    }

    private func perform(_ command: ShellCommand, _ argument: String) {
        switch command {
        case .help: help(argument)
        case .topics: topics()
        case .source: source()
        case .why: explain()
        case .facts: facts()
        case .forget: forget()
        case .cancel: act(bot.cancelPhrase)
        case .restart: act(bot.restartPhrase)
        case .save: save(to: argument)
        case .report: report(to: argument)
        case .reload: reload()
        case .quit: break
        }
        if command != .cancel, command != .restart { print("") }
    }

    private func unknown(_ name: String) {
        let nearest = Nearest.word(to: name, among: ShellCommand.allCases.map(\.rawValue))
        let hint = nearest.map { "Vouliez-vous dire \($0) ?" } ?? "/aide les montre toutes."
        print(style.wrapped("Je ne connais pas la commande \(name). \(hint)"))
        print("")
    }

    /// Says the content's own words for an order.
    private func act(_ phrase: String?) {
        guard let phrase else { return print(style.wrapped("Ce contenu ne connaît pas cette demande.")) }
        say(phrase)
    }

    // MARK: Help

    private func help(_ name: String) {
        guard !name.isEmpty else { return helpWithAll() }
        let name = name.lowercased()
        guard let command = ShellCommand(typed: name.hasPrefix("/") ? name : "/" + name) else {
            return print(style.wrapped("Je ne connais pas la commande \(name). /aide les montre toutes."))
        }
        print(style.bold([command.rawValue, command.argument].compactMap { $0 }.joined(separator: " ")))
        print(style.wrapped(command.details))
    }

    private func helpWithAll() {
        print(
            style.wrapped(
                "Posez votre question en français, comme elle vient. Tapez le numéro d’une suggestion pour la choisir.")
        )
        let keys = [
            ("Tab", "complète une commande, un sujet, une question"),
            ("Ctrl-R", "cherche dans ce que vous avez déjà tapé"),
        ]
        let commands = ShellCommand.allCases.map {
            ([$0.rawValue, $0.argument].compactMap { $0 }.joined(separator: " "), $0.summary)
        }
        for (name, text) in commands + keys { print(style.indented(text, under: name, column: 26)) }
    }

    // MARK: What the bot knows

    private func topics() {
        let titles = bot.definition.topics.filter { $0.kind == .article || $0.kind == .silence }
        for section in bot.definition.article.sections {
            show(titles.filter { $0.section == section }.map(\.title), under: section)
        }
        show(titles.filter { $0.kind == .silence }.map(\.title), under: "Ce que l’article ne dit pas")
    }

    private func show(_ titles: [String], under heading: String) {
        guard !titles.isEmpty else { return }
        print(style.bold(style.wrapped(heading)))
        for title in titles { print(style.indented(title)) }
    }

    private func source() {
        let article = bot.definition.article
        let date = Day(iso: article.date)?.french ?? article.date
        let sections = last?.reply.messages.compactMap(\.source) ?? []
        let place =
            sections.isEmpty
            ? "La dernière réponse ne vient d’aucune section." : "Section « \(sections.joined(separator: " », « ")) »."
        print(style.wrapped(last == nil ? "Je n’ai encore rien répondu." : place))
        print(style.wrapped("L’article : « \(article.title) », \(article.author), \(date)."))
    }

    private func facts() {
        let facts = bot.facts(in: conversation)
        print(style.wrapped(facts.isEmpty ? "Je ne sais rien de vous." : "J’ai retenu : \(facts)."))
    }

    /// Begins a conversation.
    private func begin() {
        conversation = Conversation()
        log = TranscriptWriter(today: settings.today.day)
        last = nil
        numbered = []
    }

    private func forget() {
        begin()
        print(style.wrapped("J’ai oublié ce que vous m’avez dit."))
    }

    // MARK: Why

    private func explain() {
        guard let last, let understood = last.reply.understood else {
            return print(style.wrapped("Vous ne m’avez encore rien dit."))
        }
        let explanation = bot.explain(last.said)
        let ranking = explanation.ranking
        print(style.wrapped("Votre message : « \(last.said.withSpacesForControls) »"))
        print(style.wrapped("J’ai compris : \(understood.map(title).joined(separator: ", "))."))
        guard let first = ranking.first else { return }
        if !understood.contains(first.name) {
            print(style.wrapped("Le sens vient de la conversation ; les mots seuls parlaient d’autre chose."))
        }
        let ranked = ranking.intents.prefix(4).filter { $0.confidence >= 0.01 }.map { intent in
            "\(title(intent.name)) (\(percent(intent.confidence)))"
        }
        print(style.wrapped("D’après les mots seuls : \(ranked.joined(separator: ", "))."))
        let parts = explanation.parts.map { "\($0.text) (\($0.weight > 0 ? "+" : "−")\(percent(abs($0.weight))))" }
        if !parts.isEmpty {
            print(style.wrapped("Ont compté pour « \(title(first.name)) » : \(parts.joined(separator: ", "))."))
        }
        if let nearest = bot.nearestExample(to: last.said, of: first.name, among: loaded.examples()) {
            print(style.wrapped("L’exemple le plus proche : « \(nearest.example.text) »."))
        }
    }

    private func title(_ intent: String) -> String { bot.topic(intent)?.title ?? intent }

    private func percent(_ share: Float) -> String { "\(Int((share * 100).rounded()))\u{A0}%" }

    // MARK: Reading content again

    /// Reads the content again; where it has errors they are shown, and the old content stays.
    ///
    /// - Parameter isAsked: whether to say that nothing has changed.
    func reload(isAsked: Bool = true) {
        do throws(ContentError) {
            let new = try settings.loader.load(announcing: "Je lis le nouveau contenu, un instant…")
            guard new.contentHash != loaded.contentHash else {
                return isAsked ? print(style.wrapped("Le contenu n’a pas changé.")) : ()
            }
            let goesOn = new.bot.canTakeOver(from: bot)
            loaded = new
            prepareCompletion()
            print(style.wrapped("J’ai relu le contenu."))
            guard !goesOn else { return }
            let hadBegun = last != nil
            begin()
            if hadBegun {
                print(style.wrapped("La conversation reprend au début : les sujets ou la vérification ont changé."))
            }
        } catch {
            for finding in error.findings { print(style.wrapped(finding.description)) }
            print(style.wrapped("Je garde l’ancien contenu."))
        }
    }
}

extension Reply {
    /// The intents that were answered; where something was only asked, the likeliest one. nil where there is none.
    fileprivate var understood: [String]? {
        var answered: [String] = []
        for message in messages where message.kind != .ask && !answered.contains(message.intent) {
            answered.append(message.intent)
        }
        return answered.isEmpty ? intents.first.map { [$0.name] } : answered
    }
}
