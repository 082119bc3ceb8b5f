import Foundation
import TestSupport
import Testing

/// What a pipe must bear: endless lines, slow readers, signals, many lines.
@Suite("Limits of the pipe") struct PipeLimitsTests {
    private let program: Program

    init() throws { program = try Program() }

    /// A running program, with both ends in hand; one thread writes, one reads.
    private final class Running: @unchecked Sendable {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        private var unread = Data()

        init(_ program: Program, _ arguments: [String]) throws {
            process.executableURL = URL(filePath: Program.path)
            process.arguments = arguments
            process.environment = program.environment
            process.currentDirectoryURL = URL(filePath: TestContent.root)
            process.standardInput = input
            process.standardOutput = output
            try process.run()
        }

        func write(_ data: Data) throws { try input.fileHandleForWriting.write(contentsOf: data) }

        /// The next line of output.
        func line() -> String {
            while true {
                if let end = unread.firstIndex(of: 0x0A) {
                    defer { unread = unread[(end + 1)...] }
                    return String(decoding: unread[..<end], as: UTF8.self)
                }
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { return "" }
                unread = Data(unread) + more
            }
        }

        /// The most memory that the program has held, in MB.
        func peakMemory() throws -> Int {
            let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
            return (line.split(separator: " ").compactMap { Int($0) }.first ?? .max) / 1024
        }

        func finish() throws -> Int32 {
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test("A line of 50 MB costs no memory, gets one error, and the next line is served", arguments: [true, false])
    func endlessLine(isJSON: Bool) throws {
        let running = try Running(program, isJSON ? ["--json"] : [])
        let question = isJSON ? #"{"text":"Quelle est la durée ?"}"# : "Quelle est la durée ?"
        try running.write(Data("\(question)\n".utf8))
        #expect(running.line().contains("trois ans"))
        let before = try running.peakMemory()
        let block = Data(repeating: 0x61, count: 1 << 20)
        for _ in 0..<50 { try running.write(block) }
        try running.write(Data("\n\(question)\n".utf8))
        #expect(running.line().contains(isJSON ? "line_too_long" : "trop longue"))
        #expect(running.line().contains("trois ans"))
        #expect(try running.peakMemory() - before <= 2)
        #expect(try running.finish() == 0)
    }

    @Test("A slow reader holds the writer back, without growth and without a lost line")
    func slowReader() throws {
        let running = try Running(program, ["--json", "--independent"])
        try running.write(Data("{\"text\":\"Bonjour\",\"id\":-1}\n".utf8))
        #expect(running.line().contains("\"id\":-1"))
        let before = try running.peakMemory()
        let count = 30_000
        let writer = Thread {
            for id in 0..<count { try? running.write(Data("{\"text\":\"Bonjour\",\"id\":\(id)}\n".utf8)) }
            try? running.input.fileHandleForWriting.close()
        }
        writer.start()
        // Long enough for everything to be read, were it not held back.
        Thread.sleep(forTimeInterval: 1.5)
        #expect(try running.peakMemory() - before <= 4)
        for id in 0..<count { #expect(running.line().hasPrefix("{\"id\":\(id),")) }
        #expect(running.line() == "")
        running.process.waitUntilExit()
        #expect(running.process.terminationStatus == 0)
    }

    @Test("A program that is stopped and continued while it waits goes on")
    func stopped() throws {
        let running = try Running(program, [])
        for _ in 0..<3 {
            kill(running.process.processIdentifier, SIGSTOP)
            kill(running.process.processIdentifier, SIGCONT)
            try running.write(Data("Quelle est la durée ?\n".utf8))
            #expect(running.line().contains("trois ans"))
        }
        #expect(try running.finish() == 0)
    }

    @Test("Half a line is no line until its end comes")
    func halves() throws {
        let running = try Running(program, [])
        for byte in Data("Quelle est la durée ?\n".utf8) { try running.write(Data([byte])) }
        #expect(running.line().contains("trois ans"))
        #expect(try running.finish() == 0)
    }

    @Test("Ten thousand lines take no more memory than a thousand")
    func manyLines() throws {
        let running = try Running(program, ["--json", "--max-sessions", "50"])
        func send(_ range: Range<Int>) throws {
            let lines = range.map { "{\"text\":\"suis-je éligible ?\",\"id\":\($0),\"session\":\"\($0)\"}" }
            let data = Data((lines.joined(separator: "\n") + "\n").utf8)
            let writer = Thread { try? running.write(data) }
            writer.start()
            for id in range { #expect(running.line().hasPrefix("{\"id\":\(id),")) }
        }
        try send(0..<1000)
        let before = try running.peakMemory()
        try send(1000..<10_000)
        #expect(try running.peakMemory() - before <= 2)
        #expect(try running.finish() == 0)
    }
}
