import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
    let program: Program

    init() throws { program = try Program() }

    @Test(
        "Wrong usage is status 64, with the usage",
        arguments: [
            ["--nope"], ["--today", "soon"], ["fly", "--high"], ["--max-line", "0"], ["--color", "blue"],
        ])
    func wrongUsage(arguments: [String]) throws {
        let result = try program.run(arguments)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains("Usage: repartie"))
    }

    @Test("--help and --version succeed")
    func help() throws {
        let help = try program.run(["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("replay"))
        let version = try program.run(["--version"])
        #expect(version.status == 0)
        #expect(!version.output.isEmpty)
    }

    @Test(
        "The manual page names every command and every option",
        arguments: ["chat", "pipe", "replay", "transcript", "check", "explain", "evaluate"])
    func manual(command: String) throws {
        let page = try String(contentsOfFile: "\(TestContent.root)/Manual/repartie.1", encoding: .utf8)
        #expect(page.contains(".Ss \(command)\n"))
        let help = try Program().run(["help", command]).output
        for option in help.matches(of: /--([a-z-]+)/).map({ String($0.1) }) {
            #expect(page.contains("Fl Fl \(option)"), "--\(option)")
        }
    }

    @Test("Broken content stops the program before a word, with the place and what was expected")
    func brokenContent() throws {
        let folder = try copyOfContent()
        let file = folder.appending(path: "article/duree.yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("genre: article", with: "genre: artikle").write(to: file, atomically: true, encoding: .utf8)
        let result = try program.run(["--intents", folder.path], input: "Bonjour\n")
        #expect(result.status == 65)
        #expect(result.output == "")
        #expect(result.errors.contains("article/duree.yml:2:8: error:"))
        #expect(result.errors.contains("artikle"))
    }

    @Test("A folder that is not there is status 65 and is named")
    func missingContent() throws {
        let result = try program.run(["--intents", "/nowhere/at-all"], input: "Bonjour\n")
        #expect(result.status == 65)
        #expect(result.errors.contains("/nowhere/at-all"))
    }

    @Test("With another folder of content it is another bot, at once")
    func otherContent() throws {
        let folder = try copyOfContent()
        let before = try program.run(["--intents", folder.path], input: "Quelle est la durée ?\n")
        let file = folder.appending(path: "article/duree.yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("trois ans", with: "mille et une nuits").write(to: file, atomically: true, encoding: .utf8)
        let after = try program.run(["--intents", folder.path], input: "Quelle est la durée ?\n")
        #expect(before.output.contains("trois ans"))
        #expect(after.output.contains("mille et une nuits"))
    }

    @Test("A bot about another subject, with another form, keeps its own conversations")
    func otherSubject() throws {
        let fixtures = "\(TestContent.root)/Tests/Fixtures"
        let result = try Program().run([
            "replay", "--intents", "\(fixtures)/plongee", "\(fixtures)/plongee-transcripts",
        ])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.lines.last?.hasSuffix(" passed, 0 failed") ?? false)
    }

    @Test("Without a cache, and with a damaged one, it answers the same")
    func cache() throws {
        let usual = try program.run(input: "Quelle est la durée ?\n")
        var other = try Program()
        other.environment["XDG_CACHE_HOME"] = "/proc/nowhere"
        #expect(try other.run(input: "Quelle est la durée ?\n").output == usual.output)
        other.environment["XDG_CACHE_HOME"] = other.home.path
        _ = try other.run(input: "Bonjour\n")
        let folder = other.home.appending(path: "repartie")
        let kept = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(kept.count == 1)
        for file in kept { try Data("damaged".utf8).write(to: file) }
        #expect(try other.run(input: "Quelle est la durée ?\n").output == usual.output)
    }

    @Test("replay passes on the repository's transcripts, and fails where a reply differs")
    func replay() throws {
        let passing = try program.run(["replay"])
        #expect(passing.status == 0)
        #expect(passing.lines.last?.hasSuffix("passed, 0 failed") == true)
        let file = program.home.appending(path: "wrong.txt")
        try "> Quelle est la durée ?\n? intention salaire\n".write(to: file, atomically: true, encoding: .utf8)
        let failing = try program.run(["replay", file.path])
        #expect(failing.status == 1)
        #expect(failing.output.contains("wrong.txt:1: « Quelle est la durée ? »"))
        #expect(failing.output.contains("intention salaire   (ligne 2)"))
        #expect(failing.lines.last == "0 passed, 1 failed")
    }

    @Test("A transcript that cannot be read is status 65, with its line")
    func badTranscript() throws {
        let file = program.home.appending(path: "bad.txt")
        try "> Bonjour\n? nonsense here\n".write(to: file, atomically: true, encoding: .utf8)
        let result = try program.run(["replay", file.path])
        #expect(result.status == 65)
        #expect(result.errors.contains("bad.txt:2"))
    }

    @Test("evaluate measures labelled questions, and refuses a line without a label")
    func evaluate() throws {
        let file = program.home.appending(path: "questions.tsv")
        try "duree\tla formation dure combien de temps ?\nsalaire\tc’est payé combien ?\n"
            .write(to: file, atomically: true, encoding: .utf8)
        let result = try program.run(["evaluate", "--test", file.path, "--format", "json"])
        let figures = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(figures["accuracy"] as? Double == 1)
        try "duree la formation\n".write(to: file, atomically: true, encoding: .utf8)
        let refused = try program.run(["evaluate", "--test", file.path])
        #expect(refused.status == 65)
        #expect(refused.errors.contains("questions.tsv:1"))
    }

    @Test("A full disk is an output error, a reader that goes away is met with silence")
    func output() throws {
        let full = try shell("printf 'Bonjour\\n' | \"$PROGRAM\" >/dev/full")
        #expect(full == 74)
        let many = program.home.appending(path: "many.txt")
        try String(repeating: "Bonjour\n", count: 20_000).write(to: many, atomically: true, encoding: .utf8)
        let errors = program.home.appending(path: "errors.txt").path
        _ = try shell("\"$PROGRAM\" <'\(many.path)' 2>'\(errors)' | head -n 1 >/dev/null")
        #expect(try String(contentsOfFile: errors, encoding: .utf8) == "")
    }

    private func shell(_ command: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", command]
        process.environment = program.environment.merging(["PROGRAM": Program.path]) { $1 }
        process.currentDirectoryURL = URL(filePath: TestContent.root)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func copyOfContent() throws -> URL {
        let folder = try Program.temporaryFolder().appending(path: "Intents")
        try FileManager.default.copyItem(at: URL(filePath: "\(TestContent.root)/Intents"), to: folder)
        return folder
    }
}
