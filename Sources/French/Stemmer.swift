/// Cuts the ending off a folded French word, so that its forms compare as equal more often than not.
///
/// A light stemmer in the spirit of Savoy (1999): one ending, the longest that leaves three letters or more. It is applied
/// after accents are dropped, because people leave them out; what it conflates by mistake the classifier unlearns.
public enum Stemmer {
    /// The endings, longest first, of inflection only: number, gender, tense and person.
    private static let endings: [[UInt8]] = [
        "issements", "issement", "issantes", "issants", "issant", "issons", "issez", "issent", "eraient", "erions",
        "eriez", "erons", "eront", "erais", "erait", "assent", "aient", "antes", "erai", "eras", "erez", "ants", "ante",
        "ant", "ions", "ons", "iez", "ees", "ent", "ait", "ais", "era", "ee", "er", "ez", "es", "ie", "ir", "e", "s",
        "x", "i", "t",
    ].map { Array($0.utf8) }

    /// How many bytes of a folded word its stem has. O(1): the endings are few and short.
    public static func stemLength(_ word: Span<UInt8>) -> Int {
        for ending in endings where word.count > ending.count + 2 {
            let start = word.count - ending.count
            var index = 0
            while index < ending.count, word[start + index] == ending[index] { index += 1 }
            if index == ending.count { return start }
        }
        return word.count
    }

    /// The stem of a folded word.
    public static func stem(_ word: String) -> String {
        let bytes = Array(word.utf8)
        return String(decoding: bytes[..<stemLength(bytes.span)], as: UTF8.self)
    }
}
