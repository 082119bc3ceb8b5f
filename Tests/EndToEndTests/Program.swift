import Foundation
import TestSupport

/// The built program, run as a user or another program would run it.
struct Program {
    /// What a run left behind.
    struct Result {
        let output: String
        let errors: String
        let status: Int32

        /// The lines of standard output; the last one must have ended with a line feed to count.
        var lines: [String] {
            output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
    }

    /// The program stands beside the test bundle that is running.
    static let path: String = {
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = [running, CommandLine.arguments[0]].map {
            URL(filePath: $0).deletingLastPathComponent().appending(path: "repartie").path
        }
        let built = beside + ["\(TestContent.root)/.build-tests/release/repartie"]
        return built.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "repartie"
    }()

    /// A home of its own for one run, or several that share it; it goes with the last copy of the program.
    var home: URL { folder.url }
    private let folder: TemporaryFolder
    var environment: [String: String]

    init() throws {
        folder = TemporaryFolder(url: try Self.temporaryFolder())
        environment = [
            "HOME": folder.url.path, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "XDG_CACHE_HOME": Self.sharedCache,
        ]
    }

    private final class TemporaryFolder: Sendable {
        let url: URL

        init(url: URL) { self.url = url }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    /// The trained model is kept for all runs: they are about what the program says.
    private static let sharedCache = FileManager.default.temporaryDirectory.path + "/repartie-tests-\(getpid())"

    static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "repartie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Runs the program in the repository until it ends.
    func run(_ arguments: [String] = [], input: String) throws -> Result {
        try run(arguments, input: Data(input.utf8))
    }

    func run(_ arguments: [String] = [], input: Data = Data()) throws -> Result {
        let input = try file("input", input)
        let output = try file("output", Data())
        let errors = try file("errors", Data())
        let process = Process()
        process.executableURL = URL(filePath: Self.path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: TestContent.root)
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
            status: process.terminationStatus)
    }

    private func file(_ name: String, _ data: Data) throws -> URL {
        let url = home.appending(path: "\(name)-\(UUID().uuidString)")
        try data.write(to: url)
        return url
    }
}
