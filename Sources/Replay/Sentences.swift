/// The sentences of a text of the content.
enum Sentences {
    /// The text without each of its sentences in turn; a text of one sentence loses what follows its last comma or colon.
    static func dropping(from text: String) -> [(rest: String, dropped: String)] {
        let sentences = split(text)
        guard sentences.count > 1 else { return droppingClause(from: text) }
        return sentences.indices.map { index in
            var rest = sentences
            let dropped = rest.remove(at: index)
            return (rest.joined(separator: " "), dropped)
        }
    }

    /// The sentences, each with the sign at its end. An end is a sign before a space and a capital letter, so that
    /// « M. le directeur » and « 3. partie » are rarely cut.
    static func split(_ text: String) -> [String] {
        var result: [[Substring]] = [[]]
        let words = text.split { $0 == " " || $0 == "\n" }
        for (index, word) in words.enumerated() {
            result[result.count - 1].append(word)
            let next = index + 1 < words.count ? words[index + 1].first { $0.isLetter } : nil
            let ends = word.last.map { ".!?".contains($0) } ?? false
            if ends, next?.isUppercase ?? false { result.append([]) }
        }
        return result.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    private static func droppingClause(from text: String) -> [(rest: String, dropped: String)] {
        guard let place = text.lastIndex(where: { $0 == "," || $0 == ":" || $0 == ";" }), place > text.startIndex else {
            return []
        }
        return [(text[..<place] + ".", String(text[text.index(after: place)...]))]
    }
}
