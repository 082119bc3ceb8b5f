import Foundation
import Glibc
import Testing

@Suite("What the chat shows", .serialized)
struct ChatScreenTests {
    let program: Program

    init() throws { program = try Program() }

    @Test(
        "The first screen says who the bot is and what to ask, in under ten lines; a number asks it",
        arguments: [40, 60, 80, 200])
    func firstScreen(columns: UInt16) throws {
        let terminal = try PseudoTerminal(program, columns: columns)
        try terminal.waitForLine("›")
        // What is said while the content is read for the first time is gone the second time.
        let lines = terminal.screen.lines.drop { !$0.hasPrefix("Repartie") }.filter { !$0.isEmpty }.dropLast()
        #expect(lines.count < 10)
        let text = lines.joined(separator: " ")
        for part in ["Repartie", "DEIS", "qu’un article", "1er avril 2022", "/aide", "1. ", "3. "] {
            #expect(text.contains(part), "\(part)")
        }
        try terminal.say("2")
        try terminal.wait(for: "Combien de temps dure la formation ?")
        try terminal.wait(for: "trois ans")
    }

    @Test("A whole screen, at 40 columns")
    func wholeScreen() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--today", "2026-01-15"], columns: 40)
        try terminal.waitForLine("›")
        for (line, prompt) in [("Suis-je éligible ?", "diplôme ›"), ("ASS", "expérience ›"), ("2 ans", "›")] {
            terminal.type(line + "\r")
            try terminal.waitForLine(prompt)
        }
        let lines = terminal.screen.lines.drop { !$0.hasPrefix("Repartie") }
        #expect(
            lines.joined(separator: "\n") == """
                Repartie — /aide pour l’aide.
                Bonjour ! Je réponds à vos questions sur
                le métier d’ingénieur social et sur son
                diplôme, le DEIS.
                Je ne connais qu’un article,
                du 1er avril 2022.
                1. C’est quoi, un ingénieur social ?
                2. Combien de temps dure la formation ?
                3. Puis-je entrer dans la formation ?

                › Suis-je éligible ?
                Voyons cela ensemble : deux ou trois
                questions suffisent.
                Quel est votre diplôme le plus élevé, et
                avez-vous un diplôme d’État du travail
                social ?

                diplôme › ASS
                C’est noté : assistant de service
                social, dans le domaine social.
                Combien d’années d’expérience avez-vous
                dans le domaine social ?

                expérience › 2 ans
                Pas encore : avec un diplôme d’État de
                l’ancien niveau III, l’article demande
                au moins trois ans d’expérience. Il vous
                manque 1 an.
                J’ai retenu : assistant de service
                social, 2 ans d’expérience, dans le
                domaine social.
                L’admission se fait surtout sur
                entretien et sur dossier. Faites
                confirmer ce résultat par l’école qui
                prépare au DEIS : mes informations
                datent du 1er avril 2022.
                — Faut-il être déjà diplômé dans le
                  domaine social ?
                → 1 La sélection · 2 Les écoles · 3 Les
                  conditions d’admission

                ›
                """)
    }

    @Test("A number asks for what was proposed, but not in the check")
    func numbers() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--today", "2026-01-15"])
        try terminal.say("Quels sont les débouchés ?")
        try terminal.wait(for: "2 L’évolution de carrière")
        try terminal.say("2")
        try terminal.wait(for: "Oui, ce diplôme aide à évoluer")
        try terminal.say("j’ai un master, suis-je éligible ?")
        try terminal.wait(for: "expérience ")
        try terminal.say("2")
        try terminal.wait(for: "Pas encore")
    }

    @Test("A number that stands for nothing is told so, and the others still do")
    func wrongNumber() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.say("7")
        try terminal.wait(for: "Choisissez un numéro de 1 à 3")
        try terminal.say("la deuxième")
        try terminal.wait(for: "trois ans")
    }

    @Test(
        "Ctrl-C drops a line wherever the cursor stands, with Emacs keys and with those of vi",
        arguments: ["emacs", "vi"])
    func dropping(mode: String) throws {
        var program = program
        let settings = program.home.appending(path: "inputrc")
        try Data("set editing-mode \(mode)\n".utf8).write(to: settings)
        program.environment["INPUTRC"] = settings.path
        let terminal = try PseudoTerminal(program)
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("bonjour tout le monde")
        try terminal.waitForLine("› bonjour tout le monde")
        terminal.type(mode == "vi" ? "\u{1B}0" : "\u{1}")
        usleep(300_000)
        terminal.type("\u{3}")
        try terminal.waitForLine("›")
        #expect(terminal.screen.lines.contains("› bonjour tout le monde^C"))
    }

    @Test("A reply fits the width and loses no word", arguments: [40, 80, 200])
    func widths(columns: Int) throws {
        let terminal = try PseudoTerminal(program, arguments: ["--color", "never"], columns: UInt16(columns))
        try terminal.say("Quels sont les débouchés ?")
        try terminal.wait(for: "compte")
        try terminal.waitForLine("›")
        let lines = terminal.screen.lines
        #expect(lines.allSatisfy { $0.count <= columns })
        #expect(lines.contains { $0.count > min(columns, 100) - 15 }, "the width is used")
        let shown = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(shown.contains("On peut aussi former les salariés du travail social, ou s’installer à son compte"))
        #expect(shown.contains("— Quels sont les débouchés ?"))
    }

    @Test("A window that is resized has its next reply at its new width")
    func resizing() throws {
        let terminal = try PseudoTerminal(program, columns: 80)
        try terminal.waitForLine("›")
        terminal.resize(columns: 40)
        try terminal.say("Quels sont les débouchés ?")
        try terminal.wait(for: "3 Travailler")
        let reply = terminal.screen.lines.drop { !$0.hasPrefix("Avec ce diplôme") }
        #expect(!reply.isEmpty && reply.allSatisfy { $0.count <= 40 })
    }

    @Test("A window that is resized while a line is typed keeps the line")
    func resizingWhileTyping() throws {
        let terminal = try PseudoTerminal(program, columns: 80)
        try terminal.waitForLine("›")
        terminal.type("Quels sont les débouchés de ce métier, ")
        try terminal.waitForLine("› Quels sont les débouchés de ce métier,")
        terminal.resize(columns: 120)
        terminal.type("s’il vous plaît ?")
        try terminal.waitForLine("› Quels sont les débouchés de ce métier, s’il vous plaît ?")
        terminal.type("\r")
        try terminal.wait(for: "à son compte")
    }

    @Test("Lines that are pasted together are one message")
    func paste() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("\u{1B}[200~Quelle est la durée ?\nEt les débouchés ?\u{1B}[201~")
        terminal.type("\r")
        try terminal.wait(for: "trois ans")
        try terminal.wait(for: "un CCAS")
        try terminal.waitForLine("›")
        #expect(terminal.screen.lines.count { $0.hasPrefix("›") } == 2)
    }

    @Test("Ctrl-Z gives the terminal back to the shell; the line that was begun is there again after it")
    func suspending() throws {
        var program = program
        program.environment["PS1"] = "$ "
        let shell = try PseudoTerminal(program, path: "/bin/bash", arguments: ["--norc", "--noprofile", "-i"])
        try shell.wait(for: "$ ")
        shell.type("'\(Program.path)'\r")
        try shell.wait(for: PseudoTerminal.prompt)
        shell.type("Quelle est la du")
        try shell.waitForLine("› Quelle est la du")
        shell.type("\u{1A}")
        try shell.wait(for: "Stopped")
        try shell.wait(for: "$ ")
        shell.type("stty -a | grep -oe -icanon || echo as before; fg\r")
        try shell.wait(for: "as before\r\n")
        try shell.waitForLine("› Quelle est la du")
        // In the background it stops, rather than take the shell's settings for its own.
        shell.type("\u{1A}")
        try shell.wait(for: "$ ")
        shell.type("bg\r")
        try shell.wait(for: "$ ")
        shell.type("fg\r")
        try shell.waitForLine("› Quelle est la du")
        shell.type("rée ?\r")
        try shell.wait(for: "trois ans")
    }

    @Test("--sobre shows no colour and no symbol")
    func plain() throws {
        let terminal = try PseudoTerminal(program, arguments: ["--sobre", "--color", "always"])
        try terminal.wait(for: "Vous : ")
        terminal.type("Quels sont les débouchés ?\r")
        try terminal.wait(for: "Section de l’article : Quels sont les débouchés ?")
        try terminal.wait(for: "Pour continuer")
        try terminal.wait(for: "Vous : ")
        terminal.type("suis-je éligible ?\r")
        try terminal.wait(for: "Vous, diplôme : ")
        #expect(!terminal.output.contains("\u{1B}[1"))
        #expect(!terminal.output.contains("\u{1B}[2m"))
        for symbol in ["›", "→", "—", "·"] { #expect(!terminal.shown.contains(symbol), "\(symbol)") }
    }

    @Test("What could change the terminal is not shown raw")
    func harmlessText() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.say("\u{1B}[200~abc\u{202E}fed \u{9B}31m\u{1B}[201~")
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("/pourquoi\r")
        try terminal.wait(for: "abc fed 31m")
        for mark in ["\u{202E}", "\u{9B}"] { #expect(!terminal.output.contains(mark)) }
    }

    @Test("Nor is it as it is typed, or pasted by a terminal that does not mark a paste")
    func harmlessKeys() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.waitForLine("›")
        terminal.type("\u{202E}é\u{9B}31mœ—…\u{2066}x")
        try terminal.waitForLine("›    é  31mœ—…   x")
        for mark in ["\u{202E}", "\u{9B}", "\u{2066}"] { #expect(!terminal.output.contains(mark)) }
    }

    @Test("Tab completes the rest of a question that is known")
    func questionCompletion() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("la dur\t")
        try terminal.waitForLine("› la durée de la formation")
    }

    @Test("A terminal that is closed ends the chat, and what was said is in the history")
    func closing() throws {
        let terminal = try PseudoTerminal(program)
        try terminal.say("Quelle est la durée ?")
        try terminal.wait(for: "trois ans")
        try terminal.wait(for: PseudoTerminal.prompt)
        terminal.type("une ligne commencée")
        #expect(terminal.hangUp())
        let file = program.home.appending(path: ".local/state/repartie/history")
        #expect(try String(contentsOf: file, encoding: .utf8) == "Quelle est la durée ?\n")
    }
}
