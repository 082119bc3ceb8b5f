import ArgumentParser
import Content
import Dialogue
import French

/// Where the content is; the same for every subcommand.
struct ContentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of content (default: $REPARTIE_INTENTS, else found near the program).",
            valueName: "folder"))
    var intents: String?

    /// What loads the content.
    var loader: BotLoader { BotLoader(folder: ContentFolder.find(given: intents)) }

    /// Finds, checks and loads the content; findings go to standard error and end the program with 65.
    func loadBot() throws -> LoadedBot {
        try reportingFindings { () throws(ContentError) in
            try loader.load()
        }
    }

    /// The content as its author wrote it, with all that training needs.
    func loadDefinition() throws -> BotDefinition {
        try reportingFindings { () throws(ContentError) in
            try ContentLoader.load(ContentSource(folder: ContentFolder.find(given: intents))).definition
        }
    }

    private func reportingFindings<Result>(_ load: () throws(ContentError) -> Result) throws -> Result {
        do throws(ContentError) {
            return try load()
        } catch {
            for finding in error.findings { Diagnostics.write(Diagnostics.printable(finding.description)) }
            throw ExitStatus.badContent
        }
    }
}

/// The day that « depuis 2019 » counts from.
struct TodayOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The day that « depuis 2019 » counts from (default: the clock).", valueName: "2026-11-23"))
    var today: String?

    func validate() throws {
        if let today, Day(iso: today) == nil {
            throw ValidationError("'\(Diagnostics.printable(today))' is not a day; write it as 2026-11-23.")
        }
    }

    /// The day given, else the day of the clock.
    var day: Day { today.flatMap { Day(iso: $0) } ?? Clock.today() }
}
