/// Folding: the letters of a text without what people leave out or type differently.
///
/// Case, accents (composed or combining), ligatures, kinds of apostrophe, dash and space make no difference after it:
/// « L’ŒUVRE », « l'oeuvre » and « l’œuvre » fold to the same bytes.
public enum Folding {
    /// What one Unicode scalar becomes.
    enum Folded: Equatable {
        /// One ASCII byte.
        case byte(UInt8)
        /// Two ASCII letters (œ, æ, ß…).
        case pair(UInt8, UInt8)
        /// Nothing: combining marks, zero-width and direction controls.
        case nothing
        /// A letter of a script that is not folded (kept as it is).
        case other
        /// A sign that separates words (emoji, currency, symbols).
        case separator
    }

    /// Folds one scalar.
    static func fold(_ scalar: UInt32) -> Folded {
        if scalar < 0x80 { return .byte(foldASCII(UInt8(scalar))) }
        if scalar < 0x180 { return foldLatin(scalar) }
        switch scalar {
        case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x20D0...0x20F0, 0xFE00...0xFE0F: return .nothing
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: return .nothing
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .byte(space)
        case 0x2018, 0x2019, 0x201B, 0x02BC, 0x2032, 0x02B9: return .byte(apostrophe)
        case 0x2010...0x2015, 0x2212: return .byte(UInt8(ascii: "-"))
        case 0x2026: return .byte(UInt8(ascii: "."))
        case 0x20AC: return .separator
        case 0xFF01...0xFF5E: return .byte(foldASCII(UInt8(scalar - 0xFEE0)))
        case 0x2016...0x2BFF, 0x3001...0x303F, 0xFFF0...0xFFFF, 0x1F000...0x1FBFF, 0xE000...0xF8FF: return .separator
        default: return .other
        }
    }

    static let space = UInt8(ascii: " ")
    static let apostrophe = UInt8(ascii: "'")

    private static func foldASCII(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x41...0x5A: return byte | 0x20
        case 0x00...0x1F where byte != 0x0A, 0x7F: return space
        case UInt8(ascii: "`"): return apostrophe
        default: return byte
        }
    }

    private static func foldLatin(_ scalar: UInt32) -> Folded {
        func letter(_ character: Unicode.Scalar) -> Folded { .byte(UInt8(ascii: character)) }
        // Upper and lower case of Latin-1 lie 0x20 apart.
        switch scalar >= 0xC0 && scalar < 0xE0 && scalar != 0xD7 && scalar != 0xDF ? scalar + 0x20 : scalar {
        case 0x80...0xA0: return .byte(space)
        case 0xAD: return .nothing
        case 0xB4: return .byte(apostrophe)
        case 0xAA, 0xE0...0xE5, 0x100...0x105: return letter("a")
        case 0xE6: return .pair(UInt8(ascii: "a"), UInt8(ascii: "e"))
        case 0xE7, 0x106...0x10D: return letter("c")
        case 0xF0, 0x10E...0x111: return letter("d")
        case 0xE8...0xEB, 0x112...0x11B: return letter("e")
        case 0x11C...0x123: return letter("g")
        case 0x124...0x127: return letter("h")
        case 0xEC...0xEF, 0x128...0x131: return letter("i")
        case 0x132, 0x133: return .pair(UInt8(ascii: "i"), UInt8(ascii: "j"))
        case 0x134, 0x135: return letter("j")
        case 0x136...0x138: return letter("k")
        case 0x139...0x142: return letter("l")
        case 0xF1, 0x143...0x14B: return letter("n")
        case 0xB0, 0xBA, 0xF2...0xF6, 0xF8, 0x14C...0x151: return letter("o")
        case 0x152, 0x153: return .pair(UInt8(ascii: "o"), UInt8(ascii: "e"))
        case 0x154...0x159: return letter("r")
        case 0x15A...0x161, 0x17F: return letter("s")
        case 0xDF: return .pair(UInt8(ascii: "s"), UInt8(ascii: "s"))
        case 0x162...0x167: return letter("t")
        case 0xFE: return .pair(UInt8(ascii: "t"), UInt8(ascii: "h"))
        case 0xB5, 0xF9...0xFC, 0x168...0x173: return letter("u")
        case 0x174, 0x175: return letter("w")
        case 0xFD, 0xFF, 0x176...0x178: return letter("y")
        case 0x179...0x17E: return letter("z")
        case 0xB2: return letter("2")
        case 0xB3: return letter("3")
        case 0xB9: return letter("1")
        case 0xD7: return letter("x")
        default: return .separator
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is a control character (C0, DEL, C1).
    public var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

extension String {
    /// The text with a space for every control character but line feeds and tabs.
    public var withSpacesForControls: String {
        func isHarmful(_ scalar: Unicode.Scalar) -> Bool { scalar.isControl && scalar != "\n" && scalar != "\t" }
        guard unicodeScalars.contains(where: isHarmful) else { return self }
        return String(UnicodeScalarView(unicodeScalars.map { isHarmful($0) ? " " : $0 }))
    }
}
