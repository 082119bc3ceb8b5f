/// French numbers, in digits and in words, up to the millions.
public enum Numbers {
    /// Reads the number that starts at a token.
    ///
    /// Words may be those of France, Belgium or Switzerland (« soixante-dix », « septante »), with the commonest
    /// misspellings. Two numbers in a row are not one (« deux trois ans » starts with 2).
    /// - Returns: the value and the index after its last token, or nil where no number starts.
    public static func read(_ tokens: [Token], at start: Int) -> (value: Double, end: Int)? {
        guard start < tokens.count else { return nil }
        let token = tokens[start].text
        if let digit = token.utf8.first, digit < 0x3A, let value = decimal(token) {
            if let scale = scale(tokens, start + 1) { return (value * scale, start + 2) }
            return (value, start + 1)
        }
        return readWords(tokens, at: start)
    }

    /// Whether a folded word is a number, or starts one.
    public static func isNumber(_ word: String) -> Bool {
        small[word] != nil || word == "cent" || word == "mille" || decimal(word) != nil
    }

    /// The value of a token of digits, with a sign and one decimal point at most; nil for anything else.
    static func decimal(_ text: String) -> Double? {
        var value = 0.0
        var scale = 0.0
        var digits = 0
        var negative = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x2D where index == 0: negative = true
            case 0x2E where scale == 0: scale = 1
            case 0x30...0x39:
                value = value * 10 + Double(byte - 0x30)
                if scale > 0 { scale *= 10 }
                digits += 1
            default: return nil
            }
        }
        guard digits > 0, digits < 16 else { return nil }
        return (negative ? -value : value) / max(scale, 1)
    }

    private static func readWords(_ tokens: [Token], at start: Int) -> (value: Double, end: Int)? {
        var total = 0.0
        var index = start
        while let part = belowThousand(tokens, index) ?? impliedOne(tokens, index) {
            guard let scale = scale(tokens, part.end), total == 0 || scale < 1_000_000 else {
                return (total + part.value, part.end)
            }
            total += part.value * scale
            index = part.end + 1
            if scale == 1000 {
                if let rest = belowThousand(tokens, index) { return (total + rest.value, rest.end) }
                return (total, index)
            }
        }
        return total > 0 ? (total, index) : nil
    }

    private static func scale(_ tokens: [Token], _ index: Int) -> Double? {
        switch word(tokens, index) {
        case "mille", "mil": 1000
        case "million", "millions": 1_000_000
        default: nil
        }
    }

    /// « mille » alone is one thousand.
    private static func impliedOne(_ tokens: [Token], _ index: Int) -> (value: Double, end: Int)? {
        word(tokens, index) == "mille" ? (1, index) : nil
    }

    private static func belowThousand(_ tokens: [Token], _ start: Int) -> (value: Double, end: Int)? {
        if isHundred(word(tokens, start)) { return addBelowHundred(100, tokens, start + 1) }
        guard let first = belowHundred(tokens, start) else { return nil }
        if first.value >= 2, first.value <= 9, isHundred(word(tokens, first.end)) {
            return addBelowHundred(first.value * 100, tokens, first.end + 1)
        }
        return first
    }

    private static func addBelowHundred(_ value: Double, _ tokens: [Token], _ start: Int) -> (value: Double, end: Int) {
        guard let rest = belowHundred(tokens, start) else { return (value, start) }
        return (value + rest.value, rest.end)
    }

    private static func isHundred(_ word: String?) -> Bool { word == "cent" || word == "cents" }

    private static func belowHundred(_ tokens: [Token], _ start: Int) -> (value: Double, end: Int)? {
        guard let first = belowTwenty(tokens, start) ?? tens(tokens, start) else { return nil }
        let next = word(tokens, first.end)
        if first.value == 4, next == "vingt" || next == "vingts" {
            guard let rest = belowTwenty(tokens, first.end + 1) else { return (80, first.end + 1) }
            return (80 + rest.value, rest.end)
        }
        guard first.value >= 20 else { return first }
        let joined = next == "et" ? first.end + 1 : first.end
        guard let rest = belowTwenty(tokens, joined) else { return first }
        let most: Double = first.value == 60 ? 19 : 9
        // « vingt et un » and « soixante et onze » have « et », « vingt-deux » has not.
        let fits = next == "et" ? rest.value == 1 || rest.value == 11 : true
        return fits && rest.value <= most ? (first.value + rest.value, rest.end) : first
    }

    /// 1 to 19; « dix-sept » is two words.
    private static func belowTwenty(_ tokens: [Token], _ start: Int) -> (value: Double, end: Int)? {
        guard let value = word(tokens, start).flatMap({ small[$0] }), value < 20 else { return nil }
        if value == 10, let rest = word(tokens, start + 1).flatMap({ small[$0] }), (7...9).contains(rest) {
            return (value + rest, start + 2)
        }
        return (value, start + 1)
    }

    private static func tens(_ tokens: [Token], _ start: Int) -> (value: Double, end: Int)? {
        word(tokens, start).flatMap { small[$0] }.map { ($0, start + 1) }
    }

    private static func word(_ tokens: [Token], _ index: Int) -> String? {
        index < tokens.count ? tokens[index].text : nil
    }

    private static let small: [String: Double] = [
        "zero": 0, "un": 1, "une": 1, "deux": 2, "deu": 2, "trois": 3, "troi": 3, "troix": 3, "quatre": 4, "quatres": 4,
        "katre": 4, "cinq": 5, "cinque": 5, "sinq": 5, "six": 6, "sis": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
        "dis": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
        "vingts": 20, "vin": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
        "huitante": 80, "octante": 80, "nonante": 90,
    ]
}
