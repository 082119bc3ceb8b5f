import ArgumentParser
import Dialogue
import FoundationEssentials
import Glibc
import LineProtocol
import Replay
import Synchronization

/// `repartie replay`: plays transcripts and compares.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play transcripts and fail on any difference.",
        discussion:
            """
            Exit status: 0 all passed, 1 a difference, 65 a transcript that cannot be read. With --coverage, an answer or a \
            row of the rules that no transcript reaches is a failure too. With --mutate the content is broken on purpose, one \
            mistake at a time; the last line is the share of mistakes that the transcripts notice.
            """)

    @OptionGroup var content: ContentOptions

    @Option(help: ArgumentHelp("Write the lines of replies anew: never, missing, failed or all.", valueName: "mode"))
    var record: RecordMode = .never

    @Option(help: ArgumentHelp("How to tell the outcome: text, tap, junit or json.", valueName: "format"))
    var format: ReplayFormat = .text

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorMode = .auto

    @Option(
        help: ArgumentHelp("How many transcripts are played at once (default: one for each core).", valueName: "number")
    )
    var jobs: Int = SharedWork.cores

    @Option(help: ArgumentHelp("List that many of the slowest transcripts.", valueName: "number"))
    var slowest = 0

    @Flag(help: "List what of the content no transcript reaches.")
    var coverage = false

    @Flag(help: "Break the content on purpose, and list the mistakes that no transcript notices.")
    var mutate = false

    @Option(
        help: ArgumentHelp(
            "With --mutate, only this kind of mistake (may be given several times): "
                + "\(Mutant.Kind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"))
    var mistake: [Mutant.Kind] = []

    @Option(help: ArgumentHelp("With --mutate, fail where a smaller share is noticed.", valueName: "percent"))
    var least = 0.0

    @Argument(help: ArgumentHelp("Transcripts, or folders of them (default: Transcripts).", valueName: "path"))
    var paths: [String] = ["Transcripts"]

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is a number from 1 to 256.") }
        guard mutate || (mistake.isEmpty && least == 0) else {
            throw ValidationError("--mistake and --least go with --mutate.")
        }
        guard (0...100).contains(least) else { throw ValidationError("--least is a number from 0 to 100.") }
        guard slowest >= 0 else { throw ValidationError("--slowest is a number, not less than 0.") }
        guard !mutate || (record == .never && format == .text && !coverage && slowest == 0) else {
            throw ValidationError("--mutate goes without --record, --format, --coverage and --slowest.")
        }
        guard format == .text || (slowest == 0 && record == .never) else {
            throw ValidationError("--slowest and --record are for people: they go without --format \(format.rawValue).")
        }
        guard !coverage || format == .text || format == .json else {
            throw ValidationError("--coverage has no place in --format \(format.rawValue): use text or json.")
        }
    }

    func run() throws {
        if record != .never, let value = Environment.value("CI"), !["false", "0"].contains(value) {
            Diagnostics.write("repartie: --record is not for CI: transcripts are recorded by people who read them.")
            throw ExitCode.validationFailure
        }
        let found = TranscriptFiles.read(paths)
        for broken in found.broken { Diagnostics.write(Self.words(broken)) }
        let transcripts = found.transcripts
        if mutate {
            guard found.broken.isEmpty else { throw ExitStatus.badContent }
            let kinds = mistake.isEmpty ? Mutant.Kind.allCases : mistake
            let run = MutationRun(definition: try content.loadDefinition(), transcripts: transcripts, kinds: kinds)
            return try run.report(jobs: jobs, least: least)
        }
        let loaded = try content.loadBot()
        let player = TranscriptPlayer(bot: loaded.bot, examples: loaded.examples)
        var output = Output()
        let coverage = coverage ? SharedCoverage(of: loaded.bot.definition) : nil
        var played = play(transcripts, player, coverage)
        if record != .never {
            let recorded = try rewrite(transcripts, played.map(\.outcome), &output)
            // What is left are statements, and variants with another reply.
            played = play(recorded, player, nil)
        }
        let report = ReplayReport(played: played, broken: found.broken, isColoured: color.isOn)
        let reached = coverage.map { CoverageReport(coverage: $0.value) }
        try output.write(text(report, reached) + "\n")
        try output.flush()
        if !found.broken.isEmpty { throw ExitStatus.badContent }
        if report.failed > 0 || transcripts.isEmpty || reached?.isWhole == false { throw ExitStatus.difference }
    }

    /// What is wrong with a path, said as compilers do; errors of transcripts are said so already.
    private static func words(_ broken: (path: String, problem: String)) -> String {
        let isPlaced = broken.problem.hasPrefix(broken.path + ":")
        return Diagnostics.printable(isPlaced ? broken.problem : "repartie: \(broken.path): \(broken.problem)")
    }

    private func play(
        _ transcripts: [Transcript], _ player: TranscriptPlayer, _ coverage: SharedCoverage?
    ) -> [PlayedTranscript] {
        SharedWork.map(transcripts, jobs: jobs) { transcript in
            let clock = ContinuousClock()
            let start = clock.now
            let outcome = player.play(transcript) { coverage?.visit($0) }
            return PlayedTranscript(outcome: outcome, duration: clock.now - start)
        }
    }

    private func text(_ report: ReplayReport, _ reached: CoverageReport?) -> String {
        if format == .json, let reached {
            return String(report.text(.json).dropLast()) + ",\"coverage\":\(reached.json.line)}"
        }
        var parts: [String] = []
        if slowest > 0 { parts.append(report.slowest(slowest)) }
        if let reached { parts.append(reached.text) }
        return ([report.text(format)] + parts).joined(separator: "\n\n")
    }

    // MARK: Recording

    /// Writes the replies into the files, and gives the transcripts as they are then.
    private func rewrite(
        _ transcripts: [Transcript], _ outcomes: [TranscriptPlayer.Outcome], _ output: inout Output
    ) throws -> [Transcript] {
        var result: [Transcript] = []
        for (transcript, outcome) in zip(transcripts, outcomes) {
            let changes = transcript.changes(outcome, mode: record)
            for line in transcript.ambiguous(outcome, mode: record) {
                let place = "\(transcript.path):\(line)"
                try output.write("left      \(Diagnostics.printable(place)): a variant is answered otherwise\n")
            }
            guard !changes.isEmpty else {
                result.append(transcript)
                continue
            }
            // What changes is shown before it is written.
            try output.write("recorded  \(Diagnostics.printable(transcript.path))\n")
            try output.write(changes.map(Self.line).joined(separator: "\n") + "\n")
            try output.flush()
            let text = transcript.recorded(outcome, mode: record)
            try write(text, to: transcript.path)
            result.append(try Transcript(path: transcript.path, text: text))
        }
        return result
    }

    /// Puts the text into the file, through a link, with the rights that the file has.
    private func write(_ text: String, to path: String) throws {
        var status = stat()
        let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
        do throws(AtomicFile.Failure) {
            guard access(path, W_OK) == 0 else { throw AtomicFile.Failure(code: errno) }
            try AtomicFile.write(Array(text.utf8), to: FilePath.real(path) ?? path, mode: mode)
        } catch {
            Diagnostics.write("repartie: \(Diagnostics.printable(path)): \(error.reason)")
            throw ExitStatus.outputError
        }
    }

    private static func line(_ change: Transcript.Change) -> String {
        switch change {
        case .removed(let line, let text): "  \(line)  - \(Diagnostics.printable(text))"
        case .added(let line, let text): "  \(line)  + \(Diagnostics.printable(text))"
        }
    }
}

extension RecordMode: ExpressibleByArgument {}
extension Mutant.Kind: ExpressibleByArgument {}
extension ReplayFormat: ExpressibleByArgument {}

/// What transcripts that are played at the same time reach together.
private final class SharedCoverage: Sendable {
    private let coverage: Mutex<Coverage>

    init(of definition: BotDefinition) { coverage = Mutex(Coverage(of: definition)) }

    func visit(_ reply: Reply) { coverage.withLock { $0.visit(reply) } }

    var value: Coverage { coverage.withLock { $0 } }
}
