import ArgumentParser
import Dialogue
import French
import LineProtocol

/// Options of the line protocol.
struct PipeOptions: ParsableArguments {
    @Flag(help: "JSON Lines: one object a line in, one object a line out.")
    var json = false

    @Flag(help: "Every line is a conversation of its own.")
    var independent = false

    @Option(help: ArgumentHelp("The longest line that is served.", valueName: "bytes"))
    var maxLine = 64 << 10

    @Option(help: ArgumentHelp("How many conversations are kept (JSON Lines).", valueName: "number"))
    var maxSessions = 10_000

    @Flag(help: "Keep nothing: every reply carries its conversation in \"state\" (JSON Lines).")
    var stateless = false

    @Option(help: ArgumentHelp("How many cores answer, with --independent or --stateless.", valueName: "number"))
    var jobs = 1

    func validate() throws {
        guard (1...(1 << 30)).contains(maxLine) else { throw ValidationError("--max-line is a number from 1 to 2^30.") }
        guard (1...10_000_000).contains(maxSessions) else {
            throw ValidationError("--max-sessions is a number from 1 to 10,000,000.")
        }
        guard !stateless || json else { throw ValidationError("--stateless needs --json: a plain line has no state.") }
        guard !stateless || !independent else {
            throw ValidationError("--stateless and --independent exclude each other.")
        }
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is a number from 1 to 256.") }
        guard jobs == 1 || stateless || independent else {
            throw ValidationError(
                "--jobs needs --independent or --stateless: the lines of a conversation follow each other.")
        }
    }

    /// What answers the lines.
    func responder(_ loaded: LoadedBot) -> any LineResponder {
        guard json else { return PlainResponder(bot: loaded.bot, isIndependent: independent) }
        let settings = JSONResponder.Settings(
            memory: stateless ? .state : independent ? .none : .sessions(maxSessions), longestLine: maxLine,
            version: Repartie.version, examples: loaded.examples)
        return JSONResponder(bot: loaded.bot, content: loaded.contentHash, settings: settings)
    }
}

/// `repartie pipe`: the line protocol on standard input and output.
struct PipeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipe",
        abstract: "Answer lines of standard input, one line each, on standard output.")

    @OptionGroup var content: ContentOptions
    @OptionGroup var today: TodayOption
    @OptionGroup var options: PipeOptions

    func run() throws {
        try Self.serve(content: content, today: today, options: options)
    }

    /// Serves standard input until it ends.
    static func serve(content: ContentOptions, today: TodayOption, options: PipeOptions) throws {
        var server = LineServer(
            options.responder(try content.loadBot()), longestLine: options.maxLine, jobs: options.jobs)
        var output = Output()
        var input = Input()
        while let bytes = try input.read() {
            try server.answer(bytes, on: today.day) { try output.write($0) }
            // Whatever is complete has been answered: nothing is held back while the program waits for more.
            try output.flush()
        }
        try server.answerLast(on: today.day) { try output.write($0) }
        try output.flush()
    }
}
