import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite("repartie replay and repartie transcript")
struct ReplayCommandTests {
    let program: Program

    init() throws { program = try Program() }

    /// A folder with one transcript that passes and one that fails.
    private func folder() throws -> String {
        let folder = program.home.appending(path: "essais")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write("> bonjour\n? genre conversation\n", to: "essais/bien.txt")
        try write("# à garder\n> Quel est le salaire ?\n< Faux & <bon>.\n? intention duree\n", to: "essais/mal.txt")
        return folder.path
    }

    @discardableResult
    private func write(_ text: String, to name: String) throws -> String {
        let file = program.home.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    @Test("A failure is told in TAP, for the file that fails")
    func tap() throws {
        let result = try program.run(["replay", "--format", "tap", try folder()])
        #expect(result.status == 1)
        #expect(result.lines.prefix(2) == ["TAP version 14", "1..2"])
        #expect(result.lines.contains { $0.hasPrefix("ok 1 - ") && $0.hasSuffix("essais/bien.txt") })
        #expect(result.lines.contains { $0.hasPrefix("not ok 2 - ") && $0.hasSuffix("essais/mal.txt") })
        #expect(result.output.contains("devait être : intention duree"))
    }

    @Test("JUnit's XML can be read, with what was said and expected")
    func junit() throws {
        let result = try program.run(["replay", "--format", "junit", try folder()])
        #expect(result.status == 1)
        let reader = JUnitReader()
        let parser = XMLParser(data: Data(result.output.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.cases == ["bien.txt", "mal.txt"])
        #expect(reader.failures.count == 1)
        #expect(reader.failures.first?.contains("& <bon>") == true)
    }

    private final class JUnitReader: NSObject, XMLParserDelegate {
        var cases: [String] = []
        var failures: [String] = []
        private var isInFailure = false

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if name == "testcase" { cases.append(attributes["name"] ?? "") }
            isInFailure = name == "failure"
            if isInFailure { failures.append("") }
        }

        func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
            isInFailure = false
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if isInFailure { failures[failures.count - 1] += text }
        }
    }

    @Test("JSON tells each file, and each difference of one that fails")
    func json() throws {
        let result = try program.run(["replay", "--format", "json", "--coverage", try folder()])
        #expect(result.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(object?["passed"] as? Int == 1)
        #expect(object?["failed"] as? Int == 1)
        let transcripts = object?["transcripts"] as? [[String: Any]]
        let failures = transcripts?.last?["failures"] as? [[String: Any]]
        let differences = failures?.first?["differences"] as? [[String: Any]]
        #expect(differences?.map { $0["kind"] as? String } == ["lines", "statement"])
        let answers = (object?["coverage"] as? [String: Any])?["answer"] as? [String: Any]
        let missing = answers?["missing"] as? [String]
        #expect(missing?.contains("debouches") == true)
        #expect(missing?.contains("salutation") == false)
    }

    @Test("The outcome is the same on one core and on several")
    func jobs() throws {
        let one = try program.run(["replay", "--jobs", "1", "Transcripts/article"])
        let several = try program.run(["replay", "--jobs", "8", "Transcripts/article"])
        #expect(one.status == 0)
        #expect(one.output == several.output)
    }

    @Test("The transcripts of the repository reach all answers and all rows of the rules")
    func coverage() throws {
        let result = try program.run(["replay", "--coverage"])
        #expect(result.status == 0)
        #expect(result.output.contains("total: "))
        let part = try program.run(["replay", "--coverage", "Transcripts/article/duree.txt"])
        #expect(part.status == 1)
        #expect(part.output.contains("not reached: debouches"))
        #expect(!part.output.contains("not reached: duree\n"))
    }

    @Test("Mistakes put into content are told where no transcript notices them; the last line is the share noticed")
    func mutation() throws {
        let fixtures = "\(TestContent.root)/Tests/Fixtures"
        let arguments = ["replay", "--mutate", "--intents", "\(fixtures)/plongee"]
        let result = try program.run(arguments + ["\(fixtures)/plongee-transcripts"])
        #expect(result.status == 0)
        #expect(result.output.contains("not noticed: "))
        #expect(result.lines.last?.hasPrefix("noticed: ") == true)
        let failing = try write("> bonjour\n! genre conversation\n", to: "echoue.txt")
        let refused = try program.run(arguments + [failing])
        #expect(refused.status == 1)
        #expect(refused.errors.contains("mend them first"))
    }

    @Test("--record failed shows what it changes, and writes only that; CI refuses")
    func recording() throws {
        let folder = try folder()
        let result = try program.run(["replay", "--record", "failed", folder])
        #expect(result.output.contains("- < Faux & <bon>."))
        let text = try String(contentsOfFile: "\(folder)/mal.txt", encoding: .utf8)
        #expect(text.hasPrefix("# à garder\n> Quel est le salaire ?\n< L’article"))
        #expect(text.hasSuffix("? intention duree\n"))
        #expect(
            try String(contentsOfFile: "\(folder)/bien.txt", encoding: .utf8) == "> bonjour\n? genre conversation\n")
        var continuous = program
        continuous.environment["CI"] = "true"
        #expect(try continuous.run(["replay", "--record", "all", folder]).status == 64)
    }

    @Test("Recording that leaves a statement unmet is a failure, and a link or the rights of a file stay as they were")
    func recordingFiles() throws {
        let folder = try folder()
        #expect(try program.run(["replay", "--record", "failed", folder]).status == 1)
        let file = "\(folder)/bien.txt"
        let link = "\(folder)/lien.txt"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(try program.run(["replay", "--record", "missing", link]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("< Bonjour"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("Folders are read through links, each file once; one with nothing in it is told")
    func folders() throws {
        let folder = try folder()
        let other = program.home.appending(path: "autre").path
        try FileManager.default.createDirectory(atPath: "\(other)/vide", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(other)/lien", withDestinationPath: folder)
        let result = try program.run(["replay", other, folder, "\(folder)/bien.txt"])
        #expect(result.lines.last == "1 passed, 1 failed")
        let empty = try program.run(["replay", "\(other)/vide", "\(folder)/bien.txt"])
        #expect(empty.status == 65)
        #expect(empty.errors.contains("vide: no transcript (*.txt) in this folder"))
        #expect(empty.lines.last == "1 passed, 0 failed", "the others are played")
    }

    @Test("A file that cannot be read stands in the report for programs")
    func unreadable() throws {
        let path = try write("> bonjour\n? humeur joyeuse\n", to: "faux.txt")
        let result = try program.run(["replay", "--format", "tap", path])
        #expect(result.status == 65)
        #expect(result.lines.contains { $0.hasPrefix("not ok 1 - ") })
        #expect(try program.run(["replay", "--format", "junit", path]).output.contains("<error "))
    }

    @Test("A report that cannot be written is an error")
    func fullOutput() throws {
        var program = program
        program.environment["PROGRAM"] = Program.path
        program.environment["FOLDER"] = try folder()
        let shell = try PseudoTerminal(
            program, path: "/bin/bash",
            arguments: ["-c", "\"$PROGRAM\" replay \"$FOLDER\" > /dev/full; echo status $?"])
        try shell.wait(for: "status 74")
    }

    @Test("Too small a share of noticed mistakes fails where that is asked; so does content without room for any")
    func leastShare() throws {
        let fixtures = "\(TestContent.root)/Tests/Fixtures"
        let arguments = [
            "replay", "--mutate", "--mistake", "dropped_sentence", "--intents", "\(fixtures)/plongee",
            "\(fixtures)/plongee-transcripts",
        ]
        #expect(try program.run(arguments + ["--least", "0"]).status == 0)
        #expect(try program.run(arguments + ["--least", "100"]).status == 1)
        #expect(try program.run(arguments + ["--least", "nan"]).status == 64)
    }

    @Test("The slowest transcripts are listed where that is asked")
    func slowest() throws {
        let result = try program.run(["replay", "--slowest", "3", "Transcripts/article"])
        #expect(result.lines.suffix(3).allSatisfy { $0.contains(" ms  Transcripts/article/") })
    }

    @Test("A terminal has colours, and what content or transcripts hold cannot change it")
    func colours() throws {
        let path = try write("> \u{1B}[31mbonjour\n? intention duree\n", to: "couleur.txt")
        let terminal = try PseudoTerminal(program, arguments: ["replay", path])
        let shown = try terminal.wait(for: "1 failed")
        #expect(shown.contains("\u{1B}[31;1mFAILED"))
        #expect(!shown.contains("\u{1B}[31mbonjour"))
    }

    @Test(
        "What cannot be used together is told",
        arguments: [
            ["--mutate", "--coverage"], ["--format", "tap", "--coverage"], ["--format", "json", "--record", "all"],
            ["--jobs", "0"],
        ])
    func wrongUse(options: [String]) throws {
        let result = try program.run(["replay"] + options)
        #expect(result.status == 64)
        #expect(result.errors.contains("--"))
    }

    // MARK: repartie transcript

    private static let requests = [
        #"{"text":"j'ai un master","session":"b/é"}"#, #"{"text":"Quels sont les débouchés ?","session":"a"}"#,
        #"{"text":"2 ans dans le social, suis-je éligible ?","session":"b/é"}"#, #"{"op":"reset","session":"a"}"#,
        #"{"text":"bonjour","session":"a"}"#,
    ]

    @Test("A log of requests becomes a transcript for each conversation, which passes")
    func log() throws {
        let log = try write(Self.requests.joined(separator: "\n"), to: "journal.jsonl")
        let folder = program.home.appending(path: "conversations").path
        let result = try program.run(["transcript", "--from", log, "--output", folder, "--today", "2026-01-15"])
        #expect(result.status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["a-2.txt", "a.txt", "b-é.txt"])
        let text = try String(contentsOfFile: "\(folder)/b-é.txt", encoding: .utf8)
        #expect(text.hasSuffix("? attend rien\n? verdict pas_encore A 1\n"))
        #expect(try program.run(["replay", folder]).status == 0)
        let again = try program.run(["transcript", "--from", log, "--output", folder])
        #expect(again.status == 74)
        #expect(again.errors.contains("is there already"))
    }

    @Test("The replies of a log are stated as they were, whatever the content says now")
    func logWithReplies() throws {
        let request = #"{"text":"Quels sont les débouchés ?"}"#
        let reply = try program.run(["--json"], input: request + "\n").output
            .replacing("\"debouches\"", with: "\"salaire\"")
        let log = try write("\(request)\n\(reply)", to: "journal.jsonl")
        let result = try program.run(["transcript", "--from", log])
        #expect(result.output.contains("> Quels sont les débouchés ?\n? intention salaire\n"))
    }

    @Test("Errors and other operations in a log move no reply to another message")
    func logWithErrors() throws {
        let long = String(repeating: "x", count: 5000)
        let requests = [
            #"{"text":"\#(long)"}"#, #"{"op":"hello"}"#, #"{"text":"Quel est le salaire ?","op":"explain"}"#,
            #"{"text":"Quels sont les débouchés ?"}"#,
        ]
        let replies = try program.run(["--json"], input: requests.joined(separator: "\n") + "\n").output
        let log = try write(requests.joined(separator: "\n") + "\n" + replies, to: "journal.jsonl")
        let result = try program.run(["transcript", "--from", log])
        #expect(result.output.contains("> Quels sont les débouchés ?\n? intention debouches\n"))
        #expect(result.lines.count { $0.hasPrefix("> ") } == 1)
    }

    @Test(
        "A log that is none, or holds several conversations for one output, is refused with its place",
        arguments: [
            ("zut\n", "journal.jsonl:1:1: error: "), ("{}\n", "nobody says anything"),
            (requests.joined(separator: "\n"), "give --output FOLDER"),
        ])
    func wrongLog(text: String, problem: String) throws {
        let log = try write(text, to: "journal.jsonl")
        let result = try program.run(["transcript", "--from", log])
        #expect(result.status == 65)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(problem))
    }
}
