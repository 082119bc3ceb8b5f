import Foundation
import TestSupport
import Testing

@Suite("repartie check and repartie explain")
struct AuthorCommandTests {
    let program: Program

    init() throws { program = try Program() }

    /// The diving club's content, with something changed in one of its files.
    private func content(_ file: String, replacing text: String = "", with other: String = "") throws -> String {
        let folder = program.home.appending(path: "Club")
        try FileManager.default.copyItem(atPath: "\(TestContent.root)/Tests/Fixtures/plongee", toPath: folder.path)
        guard !text.isEmpty else { return folder.path }
        let path = folder.appending(path: file)
        let old = try String(contentsOf: path, encoding: .utf8)
        try #require(old.contains(text))
        try old.replacing(text, with: other, maxReplacements: 1).write(to: path, atomically: true, encoding: .utf8)
        return folder.path
    }

    /// The first file below a folder that holds a text.
    private func file(holding text: String) throws -> String {
        let root = "\(TestContent.root)/Tests/Fixtures/plongee"
        let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".yml") }.sorted()
        return try #require(
            files.first { (try? String(contentsOfFile: "\(root)/\($0)", encoding: .utf8))?.contains(text) ?? false })
    }

    @Test("The repository's content has nothing wrong with it, not even a warning")
    func wholeContent() throws {
        let result = try program.run(["check", "--strict"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("nothing is wrong: "))
    }

    @Test("An error is shown with its line and a caret under its place, and is status 65")
    func unknownKey() throws {
        let name = try file(holding: "\ntitre: ")
        let result = try program.run([
            "check", "--intents", try content(name, replacing: "\ntitre: ", with: "\ntitra: "),
        ])
        #expect(result.status == 65)
        let place = try #require(result.lines.firstIndex { $0.contains("clé inconnue « titra »") })
        #expect(result.lines[place].hasPrefix("Club/\(name):"))
        #expect(result.lines[place].contains("vouliez-vous dire « titre »"))
        #expect(result.lines[place + 1].hasPrefix("    titra: "))
        #expect(result.lines[place + 2] == "    ^")
        #expect(result.lines.last?.contains(" error") == true)
    }

    @Test("A placeholder that nothing fills is an error with a guess")
    func placeholder() throws {
        let name = try file(holding: "{faits}")
        let folder = try content(name, replacing: "{faits}", with: "{fait}")
        let result = try program.run(["check", "--intents", folder])
        #expect(result.status == 65)
        #expect(result.output.contains("rien ne remplace « {fait} » ; vouliez-vous dire « faits »"))
    }

    @Test("A warning is status 1 with --strict alone; programs get JSON")
    func warning() throws {
        let name = try file(holding: "\nexemples:\n")
        let example = "\nexemples:\n  - zut alors du sable\n  - zut alors du sable\n"
        let folder = try content(name, replacing: "\nexemples:\n", with: example)
        #expect(try program.run(["check", "--intents", folder]).status == 0)
        let result = try program.run(["check", "--intents", folder, "--strict", "--format", "json"])
        #expect(result.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(object?["errors"] as? Int == 0)
        let finding = (object?["findings"] as? [[String: Any]])?.first
        #expect(finding?["severity"] as? String == "warning")
        #expect(finding?["file"] as? String == "Club/\(name)")
    }

    @Test("A folder that is not there is told, with what to do")
    func noFolder() throws {
        let result = try program.run(["check", "--intents", "/nulle/part"])
        #expect(result.status == 65)
        #expect(result.output.contains("ce dossier n’existe pas"))
    }

    @Test("explain tells what was read, corrected, understood and decided")
    func explain() throws {
        let result = try program.run(["explain", "combein", "de", "tepms", "dure", "la", "formation", "?"])
        #expect(result.status == 0)
        #expect(result.lines.contains("corrigé  : combien de temps dure la formation"))
        #expect(result.lines.contains { $0.hasPrefix("sujets   : duree ") })
        #expect(result.lines.contains { $0.hasPrefix("exemple  : « ") && $0.hasSuffix("(duree)") })
        #expect(result.lines.contains { $0.hasPrefix("décision : répondre « duree »") })
        let declined = try program.run(["explain", "--json", "Qui a gagné le match hier soir ?"])
        let object = try JSONSerialization.jsonObject(with: Data(declined.output.utf8)) as? [String: Any]
        #expect((object?["decision"] as? [String: Any])?["step"] as? String == "decline")
        #expect(try program.run(["explain", " "]).status == 64)
    }
}
