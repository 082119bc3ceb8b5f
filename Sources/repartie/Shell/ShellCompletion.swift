import Dialogue
import French
import Understanding

/// What Tab proposes: commands at the start of a line, the end of a known question, the words of topic titles.
@MainActor
final class ShellCompletion {
    private let words: [Entry]
    private let titles: [Entry]
    private let examples: () -> [LabelledExample]
    /// Read when Tab is first pressed: they take a moment.
    private lazy var questions: [Entry] = titles + knownQuestions()
    private let topics: Set<String>

    private struct Entry {
        let folded: String
        let text: String
    }

    /// More whole questions than this would be a page.
    private static let mostQuestions = 8
    private static let leastTyped = 2
    /// Longer ones are nobody's first words.
    private static let longestQuestion = 60

    init(bot: Bot, examples: @escaping () -> [LabelledExample]) {
        let answered = bot.definition.topics.filter { $0.kind == .article || $0.kind == .silence }
        var seen: Set<String> = []
        var words: [Entry] = []
        for topic in answered {
            for part in topic.title.split(whereSeparator: { $0 == " " || $0 == "’" || $0 == "," }) {
                let word = part.lowercased()
                guard word.count > 3, seen.insert(word).inserted else { continue }
                words.append(Entry(folded: Utterance(word).folded, text: word))
            }
        }
        self.words = words.sorted { $0.text < $1.text }
        titles = (answered.map(\.title) + bot.definition.questionsToTry).map {
            Entry(folded: Utterance($0).folded, text: $0)
        }
        topics = Set(answered.map(\.id))
        self.examples = examples
    }

    /// The completions of a word, after the text before it. Accents are optional. nil where the names of files are.
    func completions(_ before: String, _ word: String) -> [String]? {
        if before.isEmpty, word.hasPrefix("/") {
            return ShellCommand.allCases.map(\.rawValue).filter { $0.hasPrefix(word.lowercased()) }
        }
        if let command = before.split(separator: " ").first, ShellCommand(rawValue: String(command)) == .help {
            return ShellCommand.allCases.map { String($0.rawValue.dropFirst()) }
                .filter { $0.hasPrefix(word.lowercased()) }
        }
        guard !before.hasPrefix("/") else { return Self.takesFile(before) ? nil : [] }
        let ends = questionEnds(before, word)
        if !ends.isEmpty { return ends }
        // « l'adm »: what stands before an apostrophe stays as it is.
        let start = word.lastIndex { $0 == "'" || $0 == "’" }.map(word.index(after:)) ?? word.startIndex
        let folded = Utterance(String(word[start...])).folded
        guard !folded.isEmpty else { return [] }
        let known = words.filter { $0.folded.hasPrefix(folded) }.map(\.text)
        return (known.isEmpty && before.isEmpty ? firstWords(folded) : known).map { word[..<start] + $0 }
    }

    private static func takesFile(_ before: String) -> Bool {
        let command = before.split(separator: " ").first.flatMap { ShellCommand(typed: $0.lowercased()) }
        return command == .save || command == .report
    }

    /// The first words of known questions.
    private func firstWords(_ typed: String) -> [String] {
        guard typed.utf8.count >= Self.leastTyped else { return [] }
        return nextWords(questions.filter { $0.folded.hasPrefix(typed) }.map { $0.text.lowercased() })
    }

    /// What is left of the known questions that begin like the line.
    private func questionEnds(_ before: String, _ word: String) -> [String] {
        let typed = Utterance(before + word).folded
        // After one word alone, every question that begins with it would come.
        guard typed.utf8.count >= Self.leastTyped, !before.isEmpty else { return [] }
        let place = before.split(separator: " ").count
        var ends: [String] = []
        for question in questions where question.folded.hasPrefix(typed) {
            let end = question.text.split(separator: " ").dropFirst(place).joined(separator: " ")
            if !end.isEmpty, !ends.contains(end) { ends.append(end) }
        }
        return ends.count > Self.mostQuestions ? nextWords(ends) : ends
    }

    /// The first words of many ends, each once.
    private func nextWords(_ ends: [String]) -> [String] {
        var result: [String] = []
        for end in ends {
            let word = String(end.split(separator: " ").first ?? "").trimming(",;:?!.")
            if !word.isEmpty, !result.contains(word) { result.append(word) }
        }
        return result
    }

    /// The examples that are whole questions.
    private func knownQuestions() -> [Entry] {
        examples().filter {
            topics.contains($0.label) && $0.text.hasSuffix("?") && $0.text.first?.isUppercase == true
                && $0.text.count <= Self.longestQuestion
        }.map { Entry(folded: Utterance($0.text).folded, text: $0.text) }
    }
}

extension String {
    /// The text without some signs at its end.
    fileprivate func trimming(_ signs: String) -> String {
        var rest = Substring(self)
        while let last = rest.last, signs.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
