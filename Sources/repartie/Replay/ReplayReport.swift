import Dialogue
import LineProtocol
import Replay
import Understanding

/// How the outcomes of transcripts are told.
enum ReplayFormat: String, CaseIterable {
    /// A line for each file, for people.
    case text
    /// TAP 14 (testanything.org).
    case tap
    /// JUnit's XML, which continuous integration servers read.
    case junit
    case json
}

/// A transcript that was played.
struct PlayedTranscript: Sendable {
    let outcome: TranscriptPlayer.Outcome
    let duration: Duration
}

/// The outcomes of a run, in the words of a format.
struct ReplayReport {
    let played: [PlayedTranscript]
    /// What could not be read, and why.
    var broken: [(path: String, problem: String)] = []
    let isColoured: Bool

    var failed: Int { played.count { !$0.outcome.passed } }
    private var passed: Int { played.count - failed }

    func text(_ format: ReplayFormat) -> String {
        switch format {
        case .text: lines
        case .tap: tap
        case .junit: junit
        case .json: json
        }
    }

    /// The slowest transcripts, one a line.
    func slowest(_ count: Int) -> String {
        played.sorted { $0.duration > $1.duration }.prefix(count).map { played in
            "\(Self.milliseconds(played.duration)) ms  \(Diagnostics.printable(played.outcome.path))"
        }.joined(separator: "\n")
    }

    // MARK: Text

    private var lines: String {
        var lines: [String] = []
        for outcome in played.map(\.outcome) {
            let turns = "\(outcome.turns) turn\(outcome.turns == 1 ? "" : "s")"
            lines.append("\(mark(outcome.passed))  \(Diagnostics.printable(outcome.path))  (\(turns))")
            lines += outcome.failures.map { $0.report(path: outcome.path, style: isColoured ? .coloured : .plain) }
        }
        return (lines + ["\(passed) passed, \(failed) failed"]).joined(separator: "\n")
    }

    private func mark(_ hasPassed: Bool) -> String {
        let text = hasPassed ? "ok" : "FAILED"
        return isColoured ? "\u{1B}[\(hasPassed ? "32" : "31;1")m\(text)\u{1B}[0m" : text
    }

    private func report(_ outcome: TranscriptPlayer.Outcome) -> String {
        outcome.failures.map { $0.report(path: outcome.path) }.joined(separator: "\n")
    }

    // MARK: TAP

    private var tap: String {
        var lines = ["TAP version 14", "1..\(played.count + broken.count)"]
        for (index, one) in played.enumerated() {
            lines.append("\(one.outcome.passed ? "ok" : "not ok") \(index + 1) - \(Self.tap(one.outcome.path))")
            lines += ["  ---", "  duration_ms: \(Self.milliseconds(one.duration))", "  turns: \(one.outcome.turns)"]
            if !one.outcome.passed {
                lines.append("  report: |")
                lines += Self.yaml(report(one.outcome)).split(separator: "\n").map { "    \($0)" }
            }
            lines.append("  ...")
        }
        for (index, one) in broken.enumerated() {
            lines.append("not ok \(played.count + index + 1) - \(Self.tap(one.path))")
            lines += ["  ---", "  report: |"]
            lines += Self.yaml(one.problem).split(separator: "\n").map { "    \($0)" } + ["  ..."]
        }
        return lines.joined(separator: "\n")
    }

    /// A path as the description of a test point.
    private static func tap(_ path: String) -> String {
        Diagnostics.printable(path).replacing("\n", with: "\u{FFFD}").replacing("\\", with: "\\\\")
            .replacing("#", with: "\\#")
    }

    /// A text for a block of YAML, which has no room for some characters.
    private static func yaml(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                Diagnostics.printable(text).unicodeScalars.map {
                    [0xFFFE, 0xFFFF].contains($0.value) ? "\u{FFFD}" : $0
                }))
    }

    // MARK: JUnit

    private var junit: String {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites \(counts)>", "  <testsuite name=\"Transcripts\" \(counts)>",
        ]
        for one in played {
            let (folder, name) = Self.parts(one.outcome.path)
            let head =
                "    <testcase classname=\"\(Self.xml(folder))\" name=\"\(Self.xml(name))\" time=\"\(Self.seconds(one.duration))\""
            guard let first = one.outcome.failures.first else {
                lines.append(head + "/>")
                continue
            }
            lines += [
                head + ">",
                "      <failure message=\"\(Self.xml("\(one.outcome.path):\(first.line): \(first.said)"))\" type=\"difference\">"
                    + Self.xml(report(one.outcome)) + "</failure>", "    </testcase>",
            ]
        }
        for one in broken {
            let (folder, name) = Self.parts(one.path)
            lines += [
                "    <testcase classname=\"\(Self.xml(folder))\" name=\"\(Self.xml(name))\">",
                "      <error message=\"\(Self.xml(one.path))\" type=\"unreadable\">\(Self.xml(one.problem))</error>",
                "    </testcase>",
            ]
        }
        return (lines + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n")
    }

    private var counts: String {
        "tests=\"\(played.count + broken.count)\" failures=\"\(failed)\" errors=\"\(broken.count)\""
            + " time=\"\(Self.seconds(total))\""
    }

    private var total: Duration { played.reduce(.zero) { $0 + $1.duration } }

    private static func parts(_ path: String) -> (folder: String, name: String) {
        let parts = path.split(separator: "/")
        return (parts.dropLast().joined(separator: "."), String(parts.last ?? ""))
    }

    /// A text for XML, which has no room for control characters at all.
    private static func xml(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    // MARK: JSON

    private var json: String {
        JSONValue.object([
            ("passed", .whole(passed)), ("failed", .whole(failed)),
            ("transcripts", .array(played.map(Self.json))),
            (
                "unreadable",
                .array(broken.map { .object([("path", .string($0.path)), ("problem", .string($0.problem))]) })
            ),
        ]).line
    }

    private static func json(_ one: PlayedTranscript) -> JSONValue {
        .object([
            ("path", .string(one.outcome.path)), ("passed", .bool(one.outcome.passed)),
            ("turns", .whole(one.outcome.turns)), ("seconds", .number(one.duration.seconds)),
            ("failures", .array(one.outcome.failures.map { json($0, one.outcome.path) })),
        ])
    }

    private static func json(_ failure: TranscriptPlayer.Failure, _ path: String) -> JSONValue {
        let intents = (failure.reply?.intents ?? []).map { intent in
            JSONValue.object([("name", .string(intent.name)), ("confidence", .number(Double(intent.confidence)))])
        }
        return .object([
            ("line", .whole(failure.line)), ("said", .string(failure.said)),
            ("variant_line", failure.variant.map { .whole($0.line) } ?? .null),
            ("differences", .array(failure.differences.map(json))),
            ("reply", failure.reply.map { .string($0.text) } ?? .null), ("intents", .array(intents)),
            ("report", .string(failure.report(path: path))),
        ])
    }

    private static func json(_ difference: ReplyDifference) -> JSONValue {
        switch difference {
        case .lines(let lines):
            .object([("kind", .string("lines")), ("lines", .array(lines.map(json)))])
        case .statement(let text, let negated, let line):
            .object([
                ("kind", .string("statement")), ("text", .string(text)), ("negated", .bool(negated)),
                ("line", .whole(line)),
            ])
        case .unknownName(let name, let statement, let line):
            .object([
                ("kind", .string("unknown_name")), ("name", .string(name)), ("text", .string(statement)),
                ("line", .whole(line)),
            ])
        case .unknownFact(let text): .object([("kind", .string("unknown_fact")), ("text", .string(text))])
        }
    }

    private static func json(_ line: ReplyDifference.Line) -> JSONValue {
        let (expected, got): (String?, String?) =
            switch line {
            case .asExpected(let text): (text, text)
            case .other(let expected, let got): (expected, got)
            case .missing(let text): (text, nil)
            case .extra(let text): (nil, text)
            }
        return .object([("expected", .optional(expected)), ("got", .optional(got))])
    }

    // MARK: Time

    private static func milliseconds(_ duration: Duration) -> String {
        JSONValue.number((duration.seconds * 100_000).rounded() / 100).line
    }

    private static func seconds(_ duration: Duration) -> String { JSONValue.number(duration.seconds).line }
}
