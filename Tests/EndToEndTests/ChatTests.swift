import Foundation
import Testing

@Suite("The chat on a terminal", .serialized)
struct ChatTests {
    let program: Program

    init() throws { program = try Program() }

    @Test("A whole eligibility check, with a question in the middle and a correction")
    func check() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--today", "2026-01-15"])
        try terminal.say("Suis-je éligible ?")
        try terminal.wait(for: "Quel est votre diplôme")
        try terminal.wait(for: "diplôme ")
        try terminal.say("assistante sociale")
        try terminal.wait(for: "Combien d’années")
        try terminal.wait(for: "expérience ")
        try terminal.say("quel est le salaire ?")
        try terminal.wait(for: "L’article")
        try terminal.wait(for: "expérience ")
        try terminal.say("2 ans")
        try terminal.wait(for: "Pas encore")
        try terminal.say("non, 4 ans")
        try terminal.wait(for: "Oui, vous pouvez")
        try terminal.say("/quitter")
        try terminal.wait(for: "Au revoir")
        #expect(try terminal.end() == 0)
    }

    @Test("What was typed is there in the next chat, for nobody else to read, without the answers of a check")
    func history() throws {
        let first = try PseudoTerminal(program)
        try first.say("j'ai un CAFERUIS et 4 ans dans le social")
        try first.wait(for: "Pas encore")
        try first.say("/effacer")
        try first.say("Suis-je éligible ?")
        try first.wait(for: "diplôme ")
        try first.say("moniteur éducateur")
        try first.wait(for: "› ")
        first.type("\u{4}")
        #expect(try first.end() == 0)
        let file = program.home.appending(path: ".local/state/repartie/history")
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("Suis-je éligible ?"))
        #expect(!text.contains("moniteur"))
        #expect(!text.contains("CAFERUIS"), "facts that start a check are written nowhere either")

        let second = try PseudoTerminal(program)
        try second.wait(for: PseudoTerminal.prompt)
        second.type("\u{1B}[A")
        try second.wait(for: "Suis-je éligible ?")
        second.type("\r")
        try second.wait(for: "Quel est votre diplôme")
    }

    @Test("--no-history leaves nothing behind")
    func noHistory() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--no-history"])
        try terminal.say("Bonjour")
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("\u{4}")
        #expect(try terminal.end() == 0)
        #expect(!FileManager.default.fileExists(atPath: program.home.appending(path: ".local/state").path))
    }

    @Test("Tab completes commands, and words without their accents")
    func completion() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("/qu\t")
        try terminal.wait(for: "/quitter")
        terminal.type("\u{3}")
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("les debou\t")
        // Readline writes only what changes: the accented letter and what follows it.
        try terminal.wait(for: "ébouchés")
    }

    @Test("Ctrl-C drops the line; twice on an empty one leaves")
    func interrupt() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("une question que j’aband\u{3}")
        try terminal.say("Quelle est la durée ?")
        try terminal.wait(for: "trois ans")
        try terminal.wait(for: PseudoTerminal.prompt)
        #expect(!terminal.output.contains("encore une fois"), "a line that was dropped is no wish to leave")
        terminal.type("\u{3}")
        try terminal.wait(for: "encore une fois")
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("\u{3}")
        try terminal.wait(for: "Au revoir")
        #expect(try terminal.end() == 0)
    }

    @Test("/aide tells the commands, and a mistyped one is guessed")
    func commands() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.say("/aide")
        let help = try terminal.wait(for: "Ctrl-R")
        for command in [
            "/aide", "/sujets", "/source", "/pourquoi", "/faits", "/effacer", "/annuler", "/recommencer",
            "/enregistrer", "/signaler", "/recharger", "/quitter",
        ] {
            #expect(help.contains(command))
        }
        try terminal.say("/quiter")
        try terminal.wait(for: "Vouliez-vous dire /quitter")
    }

    @Test("/faits tells what is known, and /effacer forgets it")
    func facts() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.say("j'ai un master et 2 ans dans le social")
        try terminal.wait(for: "Pas encore")
        try terminal.say("/faits")
        try terminal.wait(for: "un master, 2 ans")
        try terminal.say("/effacer")
        try terminal.wait(for: "oublié")
        try terminal.say("/faits")
        try terminal.wait(for: "Je ne sais rien de vous")
    }

    @Test("A disk without room is told once, and the chat goes on")
    func fullDisk() throws {
        var program = program
        program.environment["PROGRAM"] = Program.path
        let terminal = try PseudoTerminal(
            program, path: "/bin/bash", arguments: ["-c", "ulimit -f 0; exec \"$PROGRAM\" 2>/dev/null"])
        try terminal.say("Quelle est la durée ?")
        try terminal.wait(for: "trois ans")
        try terminal.wait(for: "L’historique ne peut pas être enregistré")
        try terminal.say("Quels sont les débouchés ?")
        try terminal.wait(for: "à son compte")
        try terminal.say("/enregistrer \(program.home.path)/conversation.txt")
        let shown = try terminal.wait(for: "plus de place")
        #expect(!shown.contains("L’historique"))
        try terminal.say("/quitter")
        try terminal.wait(for: "Au revoir")
    }

    @Test("A program that is ended gives the terminal back as it was, on a line of its own")
    func termination() throws {
        var program = program
        program.environment["PS1"] = "$ "
        program.environment["PROGRAM"] = Program.path
        let shell = try PseudoTerminal(program, path: "/bin/bash", arguments: ["--norc", "--noprofile"])
        try shell.wait(for: "$ ")
        shell.type("stty -a > before; (sleep 1; pkill -TERM -P $$ repartie) & \"$PROGRAM\"\r")
        try shell.wait(for: PseudoTerminal.prompt)
        shell.type("une ligne")
        try shell.waitForLine("$")
        shell.type("stty -a | diff - before && echo as it was\r")
        try shell.wait(for: "as it was\r\n")
    }

    @Test("Lines fit a narrow terminal")
    func narrow() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--color", "never"], columns: 40)
        try terminal.say("durée ?")
        try terminal.wait(for: "trois ans")
        try terminal.wait(for: PseudoTerminal.prompt)
        for line in terminal.output.components(separatedBy: "\r\n") where !line.contains("\u{1B}") {
            #expect(line.count <= 40, "\(line)")
        }
    }

    @Test("Colours come on a terminal, not where NO_COLOR or TERM=dumb ask for none")
    func colours() throws {
        let coloured = try PseudoTerminal(program)
        #expect(try coloured.wait(for: PseudoTerminal.prompt).contains("\u{1B}[1;36m"))
        var plain = program
        plain.environment["NO_COLOR"] = "1"
        #expect(try !PseudoTerminal(plain).wait(for: PseudoTerminal.prompt).contains("\u{1B}[1"))
        plain.environment["NO_COLOR"] = nil
        for terminal in ["dumb", "unheard-of"] {
            plain.environment["TERM"] = terminal
            #expect(try !PseudoTerminal(plain).wait(for: PseudoTerminal.prompt).contains("\u{1B}["), "\(terminal)")
        }
    }

    @Test("Accents work in a locale that is not UTF-8")
    func locale() throws {
        var plain = program
        plain.environment["LC_ALL"] = "C"
        let terminal = try PseudoTerminal(plain)
        try terminal.say("dé\u{7F}\u{7F}Quelle est la durée ?")
        try terminal.wait(for: "Quelle est la durée ?")
        try terminal.wait(for: "trois ans")
    }

    @Test("Broken content says so and ends with 65, before a greeting")
    func brokenContent() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--intents", "/nowhere"])
        #expect(try terminal.end() == 65)
        #expect(terminal.output.contains("/nowhere"))
        #expect(!terminal.output.contains("Bonjour"))
    }
}
