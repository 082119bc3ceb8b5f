import ArgumentParser
import FoundationEssentials
import Replay

/// `repartie transcript`: conversations that happened, as transcripts.
struct TranscriptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transcript",
        abstract: "Turn a log of the JSON Lines protocol into transcripts.",
        discussion:
            """
            The log has the requests of the protocol, one a line, and may have the replies between them. What a reply was is \
            stated (intent, what is awaited, verdict), not its wording: 'replay --record missing' adds that. Without replies in \
            the log, the content at hand tells them.
            """)

    @OptionGroup var content: ContentOptions
    @OptionGroup var today: TodayOption

    @Option(help: ArgumentHelp("The log, one JSON object a line.", valueName: "file"))
    var from: String

    @Option(
        help: ArgumentHelp(
            "Where to write one file for each conversation (default: standard output).", valueName: "folder"))
    var output: String?

    func validate() throws {
        guard output != "" else { throw ValidationError("--output is the name of a folder.") }
    }

    func run() throws {
        let talks = try read().talks
        guard !talks.isEmpty else {
            Diagnostics.write("\(Diagnostics.printable(from)): nobody says anything in this log")
            throw ExitStatus.badContent
        }
        guard output != nil || talks.count == 1 else {
            Diagnostics.write(
                "\(Diagnostics.printable(from)): \(talks.count) conversations; give --output FOLDER to write a file for each"
            )
            throw ExitStatus.badContent
        }
        let bot = try content.loadBot().bot
        let texts = talks.map { $0.transcript(bot, on: today.day) }
        var standardOutput = Output()
        if let output {
            let paths = try write(Array(zip(talks.map(\.session), texts)), below: output)
            for path in paths { try standardOutput.write(Diagnostics.printable(path) + "\n") }
        } else {
            try standardOutput.write(texts[0])
        }
        try standardOutput.flush()
    }

    private func read() throws -> ProtocolLog {
        guard let bytes = FileManager.default.contents(atPath: from) else {
            Diagnostics.write("repartie: \(Diagnostics.printable(from)): this file cannot be read")
            throw ExitStatus.badContent
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            Diagnostics.write("repartie: \(Diagnostics.printable(from)): this file is not UTF-8 text")
            throw ExitStatus.badContent
        }
        do throws(ProtocolLog.Failure) {
            return try ProtocolLog(text)
        } catch {
            Diagnostics.write("\(Diagnostics.printable(from)):\(error.line):1: error: \(error.problem)")
            throw ExitStatus.badContent
        }
    }

    /// Writes new files and gives their paths; where one of them is there, nothing is written.
    private func write(
        _ transcripts: [(session: String, text: String)], below folder: String
    ) throws -> [String] {
        var taken: Set<String> = []
        let files = transcripts.map { session, text -> (path: String, text: String) in
            let name = Self.fileName(session)
            let names = [name] + (2...(transcripts.count + 1)).map { "\(name)-\($0)" }
            let free = names.first { taken.insert($0).inserted } ?? name
            return ("\(folder)/\(free).txt", text)
        }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if let taken = files.first(where: { FileManager.default.fileExists(atPath: $0.path) }) {
            Diagnostics.write("repartie: \(Diagnostics.printable(taken.path)) is there already; give another --output")
            throw ExitStatus.outputError
        }
        for file in files {
            do throws(AtomicFile.Failure) {
                try AtomicFile.write(Array(file.text.utf8), to: file.path)
            } catch {
                Diagnostics.write("repartie: \(Diagnostics.printable(file.path)): \(error.reason)")
                throw ExitStatus.outputError
            }
        }
        return files.map(\.path)
    }

    /// A name of a session as the name of a file, in letters, digits and hyphens.
    private static func fileName(_ session: String) -> String {
        let name = session.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }
        return String(name.prefix(60))
    }
}
