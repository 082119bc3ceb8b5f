import ArgumentParser
import CReadline
import Glibc

/// `repartie chat`, and `repartie` alone: a chat on a terminal, the line protocol anywhere else.
struct ChatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Chat on a terminal (the default); on a pipe, the same as 'pipe'.")

    @OptionGroup var content: ContentOptions
    @OptionGroup var today: TodayOption
    @OptionGroup var options: PipeOptions

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorMode = .auto

    @Flag(help: "For screen readers: no colours, no symbols, nothing redrawn.")
    var sobre = false

    @Flag(help: "Read the content again as its files change.")
    var watch = false

    @Flag(help: "Keep no history of what is typed.")
    var noHistory = false

    func run() throws {
        guard isatty(0) == 1, isatty(1) == 1, !options.json else {
            return try PipeCommand.serve(content: content, today: today, options: options)
        }
        let loaded = try content.loadBot()
        // ArgumentParser runs commands on the main thread, where Readline must live.
        MainActor.assumeIsolated {
            let settings = Shell.Settings(
                loader: content.loader, today: today,
                style: TerminalStyle(isColored: color.isOn && !sobre, isPlain: sobre),
                history: noHistory ? HistoryFile(path: nil) : HistoryFile.standard(), isWatching: watch)
            Shell(loaded, settings).run()
        }
    }
}

/// When to use colours.
enum ColorMode: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// Whether standard output gets colours: `auto` heeds `NO_COLOR`, and what is known of the terminal named by `TERM`.
    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isatty(1) == 1 && Environment.value("NO_COLOR") == nil
                && Environment.value("TERM").map(Self.hasColours) ?? false
        }
    }

    /// Whether a terminal is known to have colours. Where nothing is installed about any terminal, names that tell count.
    private static func hasColours(_ terminal: String) -> Bool {
        if terminal == "dumb" { return false }
        if tgetent(nil, terminal) > 0 { return tgetnum("Co") >= 8 }
        return ["xterm", "screen", "tmux", "linux", "rxvt", "256color"].contains { terminal.contains($0) }
    }
}
