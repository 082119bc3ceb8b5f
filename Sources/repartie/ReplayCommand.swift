import ArgumentParser
import FoundationEssentials
import Replay

/// `repartie replay`: plays transcripts and compares.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play transcripts and fail on any difference.",
        discussion: "Exit status: 0 all passed, 1 a difference, 65 a transcript that cannot be read.")

    @OptionGroup var content: ContentOptions

    @Option(help: ArgumentHelp("Write the lines of replies anew: never, missing, failed or all.", valueName: "mode"))
    var record: RecordMode = .never

    @Argument(help: ArgumentHelp("Transcripts, or folders of them (default: Transcripts).", valueName: "path"))
    var paths: [String] = ["Transcripts"]

    func run() throws {
        if record != .never, Environment.value("CI") != nil {
            Diagnostics.write("repartie: --record is not for CI: transcripts are recorded by people who read them.")
            throw ExitCode.validationFailure
        }
        let transcripts = try read(try files())
        let player = TranscriptPlayer(bot: try content.loadBot().bot)
        var failed = 0
        for transcript in transcripts {
            let outcome = player.play(transcript)
            if record != .never { try rewrite(transcript, outcome) }
            print("\(outcome.passed ? "ok" : "FAILED")  \(transcript.path)  (\(outcome.turns) turns)")
            for failure in outcome.failures { print(Diagnostics.printable(failure.report(path: transcript.path))) }
            failed += outcome.passed ? 0 : 1
        }
        print("\(transcripts.count - failed) passed, \(failed) failed")
        if failed > 0 && record == .never { throw ExitStatus.difference }
    }

    private func files() throws -> [String] {
        var result: [String] = []
        for path in paths {
            var isDirectory = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                Diagnostics.write("repartie: \(Diagnostics.printable(path)): there is no such file or folder")
                throw ExitStatus.badContent
            }
            if isDirectory {
                let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
                result += below.filter { $0.hasSuffix(".txt") }.sorted().map { "\(path)/\($0)" }
            } else {
                result.append(path)
            }
        }
        guard !result.isEmpty else {
            Diagnostics.write(
                "repartie: no transcript (*.txt) in \(paths.map(Diagnostics.printable).joined(separator: ", "))")
            throw ExitStatus.difference
        }
        return result
    }

    private func read(_ files: [String]) throws -> [Transcript] {
        var transcripts: [Transcript] = []
        var isBroken = false
        for path in files {
            do {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
                transcripts.append(try Transcript(path: path, bytes: bytes))
            } catch let error as TranscriptError {
                Diagnostics.write(Diagnostics.printable(error.description))
                isBroken = true
            } catch {
                Diagnostics.write("repartie: \(Diagnostics.printable(path)): the file cannot be read")
                isBroken = true
            }
        }
        if isBroken { throw ExitStatus.badContent }
        return transcripts
    }

    private func rewrite(_ transcript: Transcript, _ outcome: TranscriptPlayer.Outcome) throws {
        let text = transcript.recorded(outcome, mode: record)
        let old = try? String(contentsOf: URL(filePath: transcript.path), encoding: .utf8)
        guard text != old else { return }
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(Array(text.utf8), to: transcript.path)
        } catch {
            Diagnostics.write("repartie: \(Diagnostics.printable(transcript.path)): \(error.reason)")
            throw ExitStatus.outputError
        }
        print("recorded  \(transcript.path)")
    }
}

extension RecordMode: ExpressibleByArgument {}
