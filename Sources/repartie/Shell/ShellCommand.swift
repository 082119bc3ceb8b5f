/// The commands of the chat.
enum ShellCommand: String, CaseIterable {
    case help = "/aide"
    case topics = "/sujets"
    case source = "/source"
    case why = "/pourquoi"
    case facts = "/faits"
    case forget = "/effacer"
    case cancel = "/annuler"
    case restart = "/recommencer"
    case save = "/enregistrer"
    case report = "/signaler"
    case reload = "/recharger"
    case quit = "/quitter"

    /// What stands after the command, where something does.
    var argument: String? {
        switch self {
        case .help: "[commande]"
        case .save: "FICHIER"
        case .report: "[FICHIER]"
        default: nil
        }
    }

    /// What the command does, in a few words.
    var summary: String {
        switch self {
        case .help: "montre cette aide, ou celle d’une commande"
        case .topics: "montre tout ce que je connais"
        case .source: "dit d’où vient la dernière réponse"
        case .why: "dit pourquoi j’ai compris cela"
        case .facts: "montre ce que j’ai retenu de vous"
        case .forget: "me fait oublier ce que vous m’avez dit"
        case .cancel: "arrête la vérification en cours"
        case .restart: "reprend tout depuis le début"
        case .save: "enregistre la conversation"
        case .report: "signale une mauvaise réponse"
        case .reload: "relit le contenu après un changement"
        case .quit: "termine la conversation (Ctrl-D aussi)"
        }
    }

    /// What `/aide` says about this command alone.
    var details: String {
        switch self {
        case .help: "« /aide » montre toutes les commandes, « /aide enregistrer » explique cette commande-là."
        case .topics:
            "Les sujets sont rangés par section de l’article. Posez votre question sur l’un d’eux avec vos mots."
        case .source: "Donne la section de l’article dont vient la dernière réponse, l’article et sa date."
        case .why:
            "Montre les sujets auxquels votre dernier message pouvait se rapporter, les mots qui ont compté, et l’exemple le plus proche parmi ceux que j’ai appris."
        case .facts:
            "Montre ce que vous m’avez dit de votre situation. Rien n’en est écrit sur le disque, sauf par /enregistrer et /signaler."
        case .forget: "Efface de ma mémoire toute la conversation, et ce que j’ai retenu de vous."
        case .cancel: "Arrête la vérification ; vous pouvez aussi l’écrire : « annuler »."
        case .restart: "Oublie votre situation et reprend ; vous pouvez aussi l’écrire : « recommencer »."
        case .save:
            "Écrit la conversation dans un fichier neuf, que vous seul pouvez lire. « repartie replay FICHIER » la rejoue. Ce que vous avez dit de vous s’y trouve aussi."
        case .report:
            "Écrit l’échange dans un fichier que la personne qui écrit le contenu peut compléter : il dit quelle réponse ne va pas. Ce que vous avez dit de vous s’y trouve aussi."
        case .reload: "Relit le dossier du contenu. Une erreur est montrée, et l’ancien contenu reste."
        case .quit: "« quitter », « exit », « :q » et Ctrl-D font de même ; Ctrl-C deux fois aussi."
        }
    }

    /// What also leaves.
    static let farewells: Set = ["quitter", "exit", "quit", ":q", ":q!", ":wq"]

    /// The command that was typed, also by a name that other programs give it.
    init?(typed name: String) {
        switch name {
        case "/", "/?", "/help": self = .help
        case "/q", "/quit", "/exit": self = .quit
        default: self.init(rawValue: name)
        }
    }
}
