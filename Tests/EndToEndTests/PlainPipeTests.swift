import Foundation
import TestSupport
import Testing

@Suite("Plain lines on a pipe")
struct PlainPipeTests {
    let program: Program

    init() throws { program = try Program() }

    @Test("Each line gets one line, and the stream is one conversation")
    func conversation() throws {
        let result = try program.run(input: "Combien de temps dure la formation ?\nEt en heures ?\n")
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(result.lines.count == 2)
        #expect(result.lines.first?.contains("trois ans") == true)
        #expect(result.lines.last?.contains("700") == true)
    }

    @Test("With --independent no line knows of another")
    func independent() throws {
        let lines = "Je suis éducatrice spécialisée depuis 8 ans, suis-je éligible ?\npourquoi ?\n"
        let together = try program.run(input: lines)
        let apart = try program.run(["--independent"], input: lines)
        let alone = try program.run(input: "pourquoi ?\n")
        #expect(apart.lines.first == together.lines.first)
        #expect(apart.lines.last == alone.lines.first)
    }

    @Test("Blank lines stay blank, and a last line without a line feed is served")
    func shape() throws {
        let result = try program.run(input: "\nBonjour\n   \nQuelle est la durée ?")
        #expect(result.lines.count == 4)
        #expect(result.lines[0] == "")
        #expect(result.lines[2] == "")
        #expect(result.lines[3].contains("trois ans"))
    }

    @Test("An initial BOM and CRLF make no difference")
    func windows() throws {
        let plain = try program.run(input: "Quelle est la durée ?\nMerci\n")
        let windows = try program.run(input: "\u{FEFF}Quelle est la durée ?\r\nMerci\r\n")
        #expect(plain.output == windows.output)
    }

    @Test("A line that is not UTF-8, and one that is too long, get a line that says so; the next one is served")
    func badLines() throws {
        var input = Data([0xFF, 0xFE, 0x41, 0x0A])
        input.append(Data(repeating: 0x61, count: 70_000))
        input.append(Data("\nQuelle est la durée ?\n".utf8))
        let result = try program.run(input: input)
        #expect(result.status == 0)
        #expect(result.lines.count == 3)
        #expect(result.lines[0].contains("UTF-8"))
        #expect(result.lines[1].contains("trop longue"))
        #expect(result.lines[2].contains("trois ans"))
    }

    @Test("Control characters are never echoed, and nothing piped is a command")
    func hostile() throws {
        let result = try program.run(input: "\u{1B}[31mdurée\u{7}\u{0} ?\n/quitter\nQuelle est la durée ?\n")
        #expect(result.lines.count == 3)
        #expect(!result.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(result.lines[2].contains("trois ans"))
    }

    @Test("--today sets the day that « depuis 2019 » counts from")
    func today() throws {
        let input = "Je suis éducateur spécialisé depuis 2019, puis-je entrer en formation ?\n"
        let early = try program.run(["--today", "2020-06-01"], input: input)
        let late = try program.run(["--today", "2026-11-23"], input: input)
        #expect(early.lines.first?.contains("Pas encore") == true)
        #expect(late.lines.first?.contains("Oui, vous pouvez") == true)
    }

    @Test("An answer comes while the other side keeps the pipe open")
    func interactive() throws {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(filePath: Program.path)
        process.environment = program.environment
        process.currentDirectoryURL = URL(filePath: TestContent.root)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        for _ in 0..<2 {
            try input.fileHandleForWriting.write(contentsOf: Data("Quelle est la durée ?\n".utf8))
            // Blocks for ever where an answer is held back.
            #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).hasSuffix("\n"))
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
