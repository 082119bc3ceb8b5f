import Foundation
import TestSupport
import Testing

/// What the README shows is what happens. `…` in its output stands for any text.
@Suite("The README")
struct ReadmeTests {
    /// A command with the output that the README shows under it.
    struct Example: CustomTestStringConvertible {
        let command: String
        var output: [String]

        var testDescription: String { command }
    }

    static let readme = (try? String(contentsOfFile: "\(TestContent.root)/README.md", encoding: .utf8)) ?? ""

    /// The lines of each fenced block of a language.
    static func blocks(_ language: String) -> [[String]] {
        var blocks: [[String]] = []
        var isInside = false
        for line in readme.components(separatedBy: "\n") {
            if line == "```\(language)" {
                blocks.append([])
                isInside = true
            } else if line.hasPrefix("```") {
                isInside = false
            } else if isInside {
                blocks[blocks.count - 1].append(line)
            }
        }
        return blocks
    }

    static let examples: [Example] = blocks("console").flatMap { block in
        block.reduce(into: [Example]()) { examples, line in
            if line.hasPrefix("$ ") {
                examples.append(Example(command: String(line.dropFirst(2)), output: []))
            } else {
                examples[examples.count - 1].output.append(line)
            }
        }
    }

    @Test("Every command line prints what stands under it", arguments: examples)
    func console(example: Example) throws {
        let program = try Program()
        let output = program.home.appending(path: "output")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", "\(example.command) >'\(output.path)'"]
        process.environment = program.environment
        process.environment?["PATH"] =
            URL(filePath: Program.path).deletingLastPathComponent().path + ":/usr/local/bin:/usr/bin:/bin"
        process.currentDirectoryURL = URL(filePath: TestContent.root)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let printed = normalised(try String(contentsOf: output, encoding: .utf8))
        let pattern = example.output.map { NSRegularExpression.escapedPattern(for: normalised($0)) }
            .joined(separator: "\n").replacingOccurrences(of: "…", with: "(?s:.*)")
        let whole = NSRange(printed.startIndex..., in: printed)
        let regex = try NSRegularExpression(pattern: "^\(pattern)\n$")
        #expect(regex.firstMatch(in: printed, range: whole) != nil, "\(printed)")
    }

    @Test("There are examples to run, and a conversation to have")
    func thereAreExamples() {
        #expect(Self.examples.count >= 5)
        #expect(Self.blocks("chat").count == 1)
    }

    @Test("The conversation goes as it stands there")
    func conversation() throws {
        let lines = try #require(Self.blocks("chat").first)
        var program = try Program()
        program.environment["TERM"] = "dumb"
        let terminal = try PseudoTerminal(program, arguments: ["--today", "2026-11-24"])
        for line in lines {
            guard let prompt = line.range(of: "› ") else {
                if !line.isEmpty { try terminal.wait(for: line) }
                continue
            }
            try terminal.wait(for: String(line[..<prompt.upperBound]))
            terminal.type(line[prompt.upperBound...] + "\r")
        }
        #expect(try terminal.end() == 0)
    }

    @Test("CI runs every make target that the README names")
    func makeTargets() throws {
        let script = try String(contentsOfFile: "\(TestContent.root)/.ci/run", encoding: .utf8)
        for line in Self.blocks("sh").joined() where line.hasPrefix("make ") {
            let target = line.split(separator: " ")[1]
            #expect(script.contains("make \(target)"), "\(target)")
        }
    }

    /// No-break spaces cannot be seen, so that nobody can be asked to type them into a README.
    private func normalised(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }
}
