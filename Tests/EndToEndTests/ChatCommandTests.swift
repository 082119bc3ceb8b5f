import Foundation
import TestSupport
import Testing

@Suite("The commands of the chat", .serialized)
struct ChatCommandTests {
    let program: Program

    init() throws { program = try Program() }

    private func terminal(_ arguments: [String] = []) throws -> PseudoTerminal {
        try PseudoTerminal(program, arguments: ["--today", "2026-01-15"] + arguments)
    }

    @Test("/aide explains a command, with and without its stroke")
    func help() throws {
        let terminal = try terminal()
        try terminal.say("/aide enregistrer")
        try terminal.wait(for: "/enregistrer FICHIER")
        try terminal.say("/aide /faits")
        try terminal.wait(for: "Rien n’en est écrit")
    }

    @Test("/sujets shows every section, and what the article does not say")
    func topics() throws {
        let terminal = try terminal()
        try terminal.say("/sujets")
        let shown = try terminal.wait(for: "Le salaire")
        for part in ["Quels sont les débouchés ?", "La durée de la formation", "Ce que l’article ne dit pas"] {
            #expect(shown.contains(part), "\(part)")
        }
    }

    @Test("/source says where the last answer comes from")
    func source() throws {
        let terminal = try terminal()
        try terminal.say("/source")
        try terminal.wait(for: "Je n’ai encore rien répondu")
        try terminal.say("Quels sont les débouchés ?")
        try terminal.say("/source")
        try terminal.wait(for: "Section « Quels sont les débouchés ? »")
        try terminal.wait(for: "Tiphaine Yver")
    }

    @Test("/pourquoi tells what else a message could have been, and what counted")
    func why() throws {
        let terminal = try terminal()
        try terminal.say("/pourquoi")
        try terminal.wait(for: "encore rien dit")
        try terminal.say("ça mène à quoi comme boulots ?")
        try terminal.say("/pourquoi")
        try terminal.wait(for: "J’ai compris : Les débouchés")
        try terminal.wait(for: "Ont compté pour « Les débouchés »")
        try terminal.wait(for: "L’exemple le plus proche")
    }

    @Test("/annuler stops the check and keeps what was told; /recommencer forgets it")
    func acts() throws {
        let terminal = try terminal()
        try terminal.say("j’ai un master, suis-je éligible ?")
        try terminal.say("/annuler")
        try terminal.wait(for: "j’arrête la vérification")
        try terminal.say("/faits")
        try terminal.wait(for: "un master")
        try terminal.say("/recommencer")
        try terminal.say("/faits")
        try terminal.wait(for: "Je ne sais rien de vous")
    }

    @Test("/annuler takes a choice away")
    func cancellingChoice() throws {
        let terminal = try terminal()
        try terminal.say("la formation et le travail")
        try terminal.wait(for: "choix › ")
        terminal.type("/annuler\r")
        try terminal.wait(for: "Très bien")
        try terminal.waitForLine("›")
    }

    @Test("/enregistrer writes a transcript that replays, for nobody else to read, over nothing that is there")
    func saving() throws {
        let path = program.home.appending(path: "conversation.txt").path
        let terminal = try terminal()
        try terminal.say("/enregistrer \(path)")
        try terminal.wait(for: "encore rien à enregistrer")
        try terminal.say("Quels sont les débouchés ?")
        try terminal.say("j’ai un master et 2 ans dans le social, suis-je éligible ?")
        try terminal.say("/enregistrer")
        try terminal.wait(for: "Indiquez un fichier")
        try terminal.say("/enregistrer \(path)")
        try terminal.wait(for: "La conversation est enregistrée")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try program.run(["replay", path]).status == 0)
        try terminal.say("/enregistrer \(path)")
        try terminal.wait(for: "choisissez un autre nom")
        try terminal.say("/enregistrer /nulle/part.txt")
        try terminal.wait(for: "ne peut pas être écrit (ce dossier n’existe pas)")
    }

    @Test("Tab completes the file of /enregistrer")
    func fileCompletion() throws {
        let folder = program.home.appending(path: "mes conversations")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let terminal = try terminal()
        try terminal.waitForLine("›")
        terminal.type("/enregistrer \(program.home.path)/me\t")
        try terminal.wait(for: "mes")
        terminal.type("\u{3}")
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("/aide ENR\t")
        try terminal.waitForLine("› /aide enregistrer")
    }

    @Test("/signaler writes a transcript that fails until the reply is another")
    func reporting() throws {
        let path = program.home.appending(path: "signalement.txt").path
        let terminal = try terminal()
        try terminal.say("Quels sont les débouchés ?")
        try terminal.say("/signaler \(path)")
        try terminal.wait(for: "Le signalement est enregistré")
        let failed = try program.run(["replay", path])
        #expect(failed.status == 1)
        #expect(failed.output.contains("intention debouches"))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("! intention debouches", with: "? intention debouches")
            .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try program.run(["replay", path]).status == 0)
        try terminal.say("/signaler")
        try terminal.wait(for: ".local/state/repartie/signalements/2026-01-15-1.txt")
    }

    @Test("/recharger takes new content in, and keeps the old where the new has an error")
    func reloading() throws {
        let folder = try content()
        let terminal = try terminal(["--intents", folder.path])
        try terminal.say("/recharger")
        try terminal.wait(for: "n’a pas changé")
        try change("dure trois ans", to: "dure TROIS ANS", in: folder)
        try terminal.say("/recharger")
        try terminal.wait(for: "J’ai relu le contenu")
        try terminal.say("Quelle est la durée de la formation ?")
        try terminal.wait(for: "TROIS ANS")
        try change("reponse:", to: "reponce:", in: folder)
        try terminal.say("/recharger")
        try terminal.wait(for: "duree.yml")
        try terminal.wait(for: "Je garde l’ancien contenu")
        try terminal.say("Quelle est la durée de la formation ?")
        try terminal.wait(for: "TROIS ANS")
    }

    @Test("--watch takes new content in while a line is being typed")
    func watching() throws {
        let folder = try content()
        let terminal = try terminal(["--intents", folder.path, "--watch"])
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("la durée de")
        try terminal.waitForLine("› la durée de")
        try change("dure trois ans", to: "dure TROIS ANS", in: folder)
        try terminal.wait(for: "J’ai relu le contenu")
        try terminal.waitForLine("› la durée de")
        terminal.type(" la formation ?\r")
        try terminal.wait(for: "TROIS ANS")
    }

    @Test("Where new content changes the check, the conversation begins anew instead of saying something else")
    func reloadingForm() throws {
        let folder = try content()
        let terminal = try terminal(["--intents", folder.path])
        try terminal.say("j’ai un master")
        try terminal.wait(for: "expérience ")
        try change(
            "  - id: master\n",
            to: "  - id: essai\n    nom: un essai\n    voie: aucune\n    formes: [essai xyz]\n  - id: master\n",
            in: folder, file: "verification/diplomes.yml")
        try terminal.say("/recharger")
        try terminal.wait(for: "La conversation reprend au début")
        try terminal.say("/faits")
        try terminal.wait(for: "Je ne sais rien de vous")
    }

    @Test("What a person tells stays out of the history, said twice or in a check, too")
    func privateHistory() throws {
        let terminal = try terminal()
        for line in ["j’ai un master", "/master en droit", "/annuler", "j’ai un master", "/annuler"] {
            try terminal.say(line)
        }
        try terminal.say("Bonjour")
        try terminal.wait(for: PseudoTerminal.prompt)
        let file = program.home.appending(path: ".local/state/repartie/history")
        #expect(try String(contentsOf: file, encoding: .utf8) == "Bonjour\n")
    }

    @Test("A history that is linked to /dev/null keeps nothing, and stays a link")
    func noHistoryByLink() throws {
        let folder = program.home.appending(path: ".local/state/repartie")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "history")
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "/dev/null")
        let terminal = try terminal()
        try terminal.say("Bonjour")
        try terminal.say("/quitter")
        #expect(try terminal.end() == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == "/dev/null")
        #expect(!terminal.output.contains("L’historique"))
    }

    @Test("Words that leave elsewhere leave here", arguments: ["quitter", "exit", ":q"])
    func leaving(word: String) throws {
        let terminal = try terminal()
        try terminal.say(word)
        try terminal.wait(for: "Au revoir")
        #expect(try terminal.end() == 0)
    }

    @Test("A history that cannot be written is told once, and the chat goes on")
    func brokenHistory() throws {
        try Data("no folder".utf8).write(to: program.home.appending(path: ".local"))
        let terminal = try terminal()
        try terminal.say("Bonjour")
        try terminal.wait(for: "L’historique ne peut pas être enregistré")
        try terminal.say("Quelle est la durée ?")
        try terminal.wait(for: "trois ans")
        try terminal.say("/quitter")
        #expect(try terminal.end() == 0)
        #expect(terminal.output.ranges(of: "L’historique ne peut pas").count == 1)
    }

    @Test("A line typed twice stands once in the history, and Ctrl-R finds it")
    func history() throws {
        let terminal = try terminal()
        for line in ["Quelle est la durée ?", "Bonjour", "Quelle est la durée ?"] { try terminal.say(line) }
        try terminal.wait(for: PseudoTerminal.prompt)
        let file = program.home.appending(path: ".local/state/repartie/history")
        #expect(try String(contentsOf: file, encoding: .utf8) == "Bonjour\nQuelle est la durée ?\n")
        terminal.type("\u{12}onj\u{5}")
        try terminal.waitForLine("› Bonjour")
    }

    // MARK: Content to change

    private func content() throws -> URL {
        let folder = program.home.appending(path: "Intents")
        try FileManager.default.copyItem(at: URL(filePath: "\(TestContent.root)/Intents"), to: folder)
        return folder
    }

    private func change(_ old: String, to new: String, in folder: URL, file: String = "article/duree.yml") throws {
        let file = folder.appending(path: file)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains(old))
        try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
    }
}
