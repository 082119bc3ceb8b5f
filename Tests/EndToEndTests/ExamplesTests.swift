import Foundation
import TestSupport
import Testing

/// The examples for other programs' authors run as they stand there.
@Suite struct ExamplesTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        "The Python client keeps one process and asks it questions", .enabled(if: python != nil, "python3 is missing"))
    func pythonClient() throws {
        let program = try Program()
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: Self.python ?? "python3")
        process.arguments = ["Examples/client.py", Program.path]
        process.environment = program.environment
        process.currentDirectoryURL = URL(filePath: TestContent.root)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let questions = "suis-je éligible ?\nj'ai le DEES\n4 ans\n"
        try input.fileHandleForWriting.write(contentsOf: Data(questions.utf8))
        try input.fileHandleForWriting.close()
        let data = try #require(try output.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: data, as: UTF8.self).contains("Oui, vous pouvez demander à entrer"))
    }
}
