import ArgumentParser
import Dialogue
import French
import Glibc

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

    func validate() throws {
        guard (1...(1 << 30)).contains(maxLine) else { throw ValidationError("--max-line is a number from 1 to 2^30.") }
        guard (1...10_000_000).contains(maxSessions) else {
            throw ValidationError("--max-sessions is a number from 1 to 10,000,000.")
        }
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
        let loaded = try content.loadBot()
        var responder: any LineResponder =
            options.json
            ? JSONResponder(loaded: loaded, options: options)
            : PlainResponder(bot: loaded.bot, isIndependent: options.independent)
        var framer = LineFramer(limit: options.maxLine)
        var output = Output()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            let day = today.day
            try framer.read(buffer[..<count]) { try output.write(responder.respond(to: $0, on: day) + "\n") }
            // Whatever is complete has been answered: nothing is held back while the program waits for more.
            try output.flush()
        }
        try framer.finish { try output.write(responder.respond(to: $0, on: today.day) + "\n") }
        try output.flush()
    }
}

/// Turns one line of input into one line of output.
protocol LineResponder {
    /// The answer, without its line feed.
    mutating func respond(to frame: LineFramer.Frame, on today: Day) -> String
}
