import Dialogue
import French
import Understanding

/// Measures what the whole bot answers, decisions and context included.
struct DialogueEvaluation {
    private var total = 0
    private var right = 0
    private var inside = 0
    private var declinedInside = 0
    private var outside = 0
    private var declinedOutside = 0

    /// Plays every line of a file in a conversation of its own and prints the figures.
    static func run(bot: Bot, file: String, errors: Bool) throws {
        var evaluation = DialogueEvaluation()
        for example in try LabelledFile.read(file) {
            let reply = play(example.text.split(separator: "\t").map(String.init), bot)
            let answered = intents(of: reply)
            evaluation.add(expected: example.label, answered: answered, outOfScope: bot.definition.outOfScope ?? "")
            if errors, answered != example.label {
                print("\(example.label)\t\(answered)\t\(Diagnostics.printable(example.text))")
            }
        }
        print(evaluation.text)
    }

    private static func play(_ texts: [String], _ bot: Bot) -> Reply? {
        var conversation = Conversation()
        var reply: Reply?
        for text in texts { reply = bot.reply(to: text, in: &conversation, on: Self.today) }
        return reply
    }

    /// A day for « depuis 2019 », always the same.
    private static let today = Day(year: 2026, month: 1, day: 15)!

    /// The intents that a reply answers, joined with `+`; what is asked back belongs to the intent that asks.
    private static func intents(of reply: Reply?) -> String {
        var names: [String] = []
        for message in reply?.messages ?? [] where !names.contains(message.intent) { names.append(message.intent) }
        return names.joined(separator: "+")
    }

    private mutating func add(expected: String, answered: String, outOfScope: String) {
        total += 1
        right += expected == answered ? 1 : 0
        let isDeclined = answered == outOfScope
        if expected == outOfScope {
            outside += 1
            declinedOutside += isDeclined ? 1 : 0
        } else {
            inside += 1
            declinedInside += isDeclined ? 1 : 0
        }
    }

    private var text: String {
        var lines = [line("answered right", right, total)]
        if inside > 0 { lines.append(line("wrongly declined", declinedInside, inside)) }
        if outside > 0 { lines.append(line("rightly declined", declinedOutside, outside)) }
        return lines.joined(separator: "\n")
    }

    private func line(_ name: String, _ part: Int, _ whole: Int) -> String {
        let share = (Double(part) / Double(max(1, whole)) * 10_000).rounded() / 100
        let padding = String(repeating: " ", count: max(1, 22 - name.utf8.count))
        return "\(name)\(padding)\(JSONValue.number(share).line) % (\(part) of \(whole))"
    }
}
