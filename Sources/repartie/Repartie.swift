import ArgumentParser
import Glibc

/// The program. Without a subcommand it chats on a terminal and serves the line protocol on a pipe.
@main
struct Repartie: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "repartie",
        abstract: "A French chatbot: one article, its questions, and a personal eligibility check.",
        discussion: """
            On a terminal it opens a chat. When standard input is a pipe or a file it answers line by line.
            """,
        version: version,
        subcommands: [
            ChatCommand.self, PipeCommand.self, ReplayCommand.self, TranscriptCommand.self, CheckCommand.self,
            ExplainCommand.self, EvaluateCommand.self,
        ],
        defaultSubcommand: ChatCommand.self)

    static func main() {
        // A file that may not grow any more is an error like a full disk, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        main(nil)
    }
}
