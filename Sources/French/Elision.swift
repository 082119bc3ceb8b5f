/// « d’ » before a vowel or a mute h, « de » elsewhere.
public enum Elision {
    /// « de notaire », « d’infirmière », « d’huissier », « de hacker ».
    public static func of(_ name: String) -> String {
        guard let first = Utterance(name).tokens.first?.text, let letter = first.utf8.first else { return "de \(name)" }
        let isVowel = "aeiouy".utf8.contains(letter) && !aspirated.contains { first.hasPrefix($0) }
        let isMute = letter == UInt8(ascii: "h") && !aspirated.contains { first.hasPrefix($0) }
        return isVowel || isMute ? "d’\(name)" : "de \(name)"
    }

    /// Beginnings of words before which nothing is elided.
    private static let aspirated = [
        "hack", "hand", "haut", "harp", "hock", "hous", "hal", "har", "has", "hero", "hor", "ham", "yaourt", "yacht",
        "yoga", "youtub", "onz",
    ]
}
