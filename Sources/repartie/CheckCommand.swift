import ArgumentParser
import Content
import Dialogue
import LineProtocol

/// `repartie check`: everything that is wrong in the content, with its place.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the content, and show everything that is wrong with it.",
        discussion: "Exit status: 0 nothing is wrong, 1 warnings with --strict, 65 errors.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var content: ContentOptions

    @Flag(help: "Warnings are failures too.")
    var strict = false

    @Option(help: "How to tell the findings: text or json.")
    var format: Format = .text

    func run() throws {
        let (findings, source, definition) = check(folder: content.loader.folder)
        let report = CheckReport(findings: findings, source: source, definition: definition)
        var output = Output()
        try output.write((format == .json ? report.json : report.text) + "\n")
        try output.flush()
        if report.errors > 0 { throw ExitStatus.badContent }
        if strict, !findings.isEmpty { throw ExitStatus.difference }
    }

    private func check(folder: String) -> ([Finding], ContentSource?, BotDefinition?) {
        do throws(ContentError) {
            let source = try ContentSource(folder: folder)
            do throws(ContentError) {
                let (definition, warnings) = try ContentLoader.load(source)
                return (warnings, source, definition)
            } catch {
                return (error.findings, source, nil)
            }
        } catch {
            return (error.findings, nil, nil)
        }
    }
}

/// Findings, for people and for programs.
struct CheckReport {
    let findings: [Finding]
    /// The files, for the lines that findings are about.
    let source: ContentSource?
    /// The content; nil where it cannot be loaded.
    let definition: BotDefinition?

    var errors: Int { findings.count { $0.severity == .error } }
    private var warnings: Int { findings.count - errors }

    // MARK: Text

    /// Each finding with its line and a caret, and a last line that counts them. Errors stand before warnings.
    var text: String {
        let lines = lines
        let ordered = findings.filter { $0.severity == .error } + findings.filter { $0.severity == .warning }
        return (ordered.map { shown($0, lines) } + [summary]).map(Diagnostics.printable).joined(separator: "\n")
    }

    private var lines: [String: [Substring]] {
        Dictionary(
            (source?.files ?? []).map { file in
                let text = String(decoding: file.bytes, as: UTF8.self)
                return (file.path, text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
            }, uniquingKeysWith: { first, _ in first })
    }

    private func shown(_ finding: Finding, _ lines: [String: [Substring]]) -> String {
        guard let all = lines[finding.file], all.indices.contains(finding.line - 1) else { return finding.description }
        let line = all[finding.line - 1]
        // A long line is shown around its place; what stands before the caret keeps its width.
        let start = max(0, finding.column - Self.shownBefore)
        let part = line.dropFirst(start).prefix(Self.shownBefore + Self.shownAfter)
        let before = part.prefix(max(0, finding.column - 1 - start)).map { $0 == "\t" ? "\t" : " " }
        return "\(finding.description)\n    \(part)\n    \(before.joined())^"
    }

    private static let shownBefore = 60
    private static let shownAfter = 40

    private var summary: String {
        guard findings.isEmpty, let definition else {
            return "\(Self.count(errors, "error")), \(Self.count(warnings, "warning"))"
        }
        let examples = definition.topics.reduce(0) { $0 + $1.examples.count }
        return "nothing is wrong: \(Self.count(definition.topics.count, "topic")), \(Self.count(examples, "example"))"
    }

    private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    // MARK: JSON

    var json: String {
        JSONValue.object([
            ("errors", .whole(errors)), ("warnings", .whole(warnings)),
            ("findings", .array(findings.map(Self.json))),
        ]).line
    }

    private static func json(_ finding: Finding) -> JSONValue {
        .object([
            ("file", .string(finding.file)), ("line", .whole(finding.line)), ("column", .whole(finding.column)),
            ("severity", .string(finding.severity.rawValue)), ("message", .string(finding.message)),
        ])
    }
}
