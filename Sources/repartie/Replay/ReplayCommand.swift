import ArgumentParser
import Dialogue
import FoundationEssentials
import Glibc
import LineProtocol
import Replay

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
        guard slowest >= 0 else { throw ValidationError("--slowest is a number, not less than 0.") }
        guard !mutate || (record == .never && format == .text && !coverage) else {
            throw ValidationError("--mutate goes without --record, --format and --coverage.")
        }
        guard format == .text || (slowest == 0 && record == .never) else {
            throw ValidationError("--slowest and --record are for people: they go without --format \(format.rawValue).")
        }
        guard !coverage || format == .text || format == .json else {
            throw ValidationError("--coverage has no place in --format \(format.rawValue): use text or json.")
        }
    }

    func run() throws {
        if record != .never, Environment.value("CI") != nil {
            Diagnostics.write("repartie: --record is not for CI: transcripts are recorded by people who read them.")
            throw ExitCode.validationFailure
        }
        let transcripts = try TranscriptFiles.read(paths)
        if mutate {
            let kinds = mistake.isEmpty ? Mutant.Kind.allCases : mistake
            let run = MutationRun(definition: try content.loadDefinition(), transcripts: transcripts, kinds: kinds)
            return try run.report(jobs: jobs, least: least)
        }
        let loaded = try content.loadBot()
        let player = TranscriptPlayer(bot: loaded.bot, examples: loaded.examples)
        let played = play(transcripts, player)
        if record != .never { try rewrite(transcripts, played) }
        let report = ReplayReport(played: played.map(\.transcript), isColoured: color.isOn)
        let reached = coverage ? CoverageReport(coverage: merged(played, loaded.bot.definition)) : nil
        print(text(report, reached))
        if report.failed > 0 && record == .never || reached?.isWhole == false { throw ExitStatus.difference }
    }

    private typealias Played = (transcript: PlayedTranscript, coverage: Coverage?)

    private func play(_ transcripts: [Transcript], _ player: TranscriptPlayer) -> [Played] {
        let isMeasured = coverage
        return SharedWork.map(transcripts, jobs: jobs) { transcript in
            var reached = isMeasured ? Coverage(of: player.bot.definition) : nil
            let clock = ContinuousClock()
            let start = clock.now
            let outcome = player.play(transcript) { reached?.visit($0) }
            return (PlayedTranscript(outcome: outcome, duration: clock.now - start), reached)
        }
    }

    private func merged(_ played: [Played], _ definition: BotDefinition) -> Coverage {
        var result = Coverage(of: definition)
        for one in played { if let coverage = one.coverage { result.merge(coverage) } }
        return result
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

    private func rewrite(_ transcripts: [Transcript], _ played: [Played]) throws {
        for (transcript, one) in zip(transcripts, played) {
            let changes = transcript.changes(one.transcript.outcome, mode: record)
            guard !changes.isEmpty else { continue }
            print("recorded  \(Diagnostics.printable(transcript.path))")
            print(changes.map(Self.line).joined(separator: "\n"))
            let text = transcript.recorded(one.transcript.outcome, mode: record)
            do throws(AtomicFile.Failure) {
                try AtomicFile.write(Array(text.utf8), to: transcript.path)
            } catch {
                Diagnostics.write("repartie: \(Diagnostics.printable(transcript.path)): \(error.reason)")
                throw ExitStatus.outputError
            }
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
