/// HTML character references, which a website that forgets to decode its forms sends along: `&eacute;`, `&#39;`, `&nbsp;`.
enum CharacterEntity {
    /// The scalar that a reference at the start of some scalars stands for, and how many scalars it takes; nil where
    /// there is none.
    static func read(_ scalars: Substring.UnicodeScalarView) -> (scalar: Unicode.Scalar, length: Int)? {
        guard scalars.first == "&", let end = scalars.prefix(longest).firstIndex(of: ";") else { return nil }
        let name = String(String.UnicodeScalarView(scalars[scalars.index(after: scalars.startIndex)..<end]))
        guard let scalar = named[name] ?? numbered(name) else { return nil }
        return (scalar, scalars.distance(from: scalars.startIndex, to: end) + 1)
    }

    private static let longest = 10

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
        let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { Unicode.Scalar($0) }
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "agrave": "à", "acirc": "â",
        "aelig": "æ", "ccedil": "ç", "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "icirc": "î",
        "iuml": "ï", "ocirc": "ô", "oelig": "œ", "ugrave": "ù", "ucirc": "û", "uuml": "ü", "Agrave": "À",
        "Ccedil": "Ç", "Eacute": "É", "Egrave": "È", "Ecirc": "Ê", "laquo": "«", "raquo": "»", "lsquo": "‘",
        "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "ndash": "–", "mdash": "—", "euro": "€",
    ]
}
