import French

extension Sentences {
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

    private static func droppingClause(from text: String) -> [(rest: String, dropped: String)] {
        guard let place = text.lastIndex(where: { $0 == "," || $0 == ":" || $0 == ";" }), place > text.startIndex else {
            return []
        }
        return [(text[..<place] + ".", String(text[text.index(after: place)...]))]
    }
}
