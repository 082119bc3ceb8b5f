/// The sentences of a text of the content.
public enum Sentences {
    /// The sentences, each with the sign at its end. An end is a sign before a space and a capital letter, so that
    /// « M. le directeur » and « 3. partie » are rarely cut.
    public static func split(_ text: String) -> [String] {
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
}
