/// Lengths without a unit: « moi 3 », « dont 4 dans le social », and « 3 » as an answer to « combien d'années ? ».
extension DurationReader {
    /// Numbers that go on from a length without its unit: « …, dont 4 dans le social », « … j'en ai quatre », « moi 3 ».
    func elliptic(_ tokens: [Token], _ words: [String], besides taken: [Range<Int>]) -> [DurationMention] {
        var result: [DurationMention] = []
        var end = 0
        for index in words.indices where index >= end && !taken.contains(where: { $0.contains(index) }) {
            guard !["un", "une"].contains(words[index]), let number = Numbers.read(tokens, at: index), number.value > 0,
                number.value <= Self.longestCareer,
                !taken.contains(where: { $0.contains(number.end - 1) || $0.lowerBound == number.end })
            else { continue }
            let next = number.end < words.count ? words[number.end] : ""
            // « j'en ai quatre et demi », « j'en ai 3 tout pile »
            let isHalf = words[number.end...].starts(with: ["et", "demi"])
            let isEnd =
                number.end == words.count || tokens[number.end].boundary > .none || isHalf
                || ["tout", "pile", "environ"].contains(next)
            let opens = index == 0 || tokens[index].boundary > .none || Self.ellipticLinks.contains(words[index - 1])
            let isLinked = index > 0 && Self.ellipticMarkers.contains(words[index - 1])
            // « dont 1 seul dans le social »
            let isAlone = ["seul", "seule", "seulement"].contains(next) && number.end + 1 < words.count
            let place = isAlone ? words[number.end + 1] : next
            let isPlaced = Self.places.contains(place) || place.hasPrefix("passe")
            // « 8 ans, j'en ai 31 »: an age.
            guard number.value < 16 || words[max(0, index - 1)] != "ai" else { continue }
            let corrects = index > 0 && Self.correctionWords.contains(words[index - 1])
            guard corrects || isLinked && (isEnd || isPlaced || next == "seulement") || opens && isPlaced else {
                continue
            }
            end = isHalf ? number.end + 2 : number.end
            result.append(
                DurationMention(
                    value: .known(Seniority(number.value + (isHalf ? 0.5 : 0))), role: .experience, range: index..<end))
        }
        return result
    }

    static let ellipticLinks: Set = ["et", "puis", "dont"]
    static let ellipticMarkers: Set = [
        "est", "dont", "seulement", "dit", "ai", "que", "moi", "nan", "non", "pardon", "plutot", "a", "avais", "avait",
        "pas",
        "mais",
    ]
    static let correctionWords: Set = ["non", "nan", "pardon", "plutot"]
    static let places: Set = ["dans", "en", "comme", "chez"]

    /// The length that a short answer to « combien d'années ? » gives without a unit: « 3 », « environ trois »,
    /// « aucune », « trois et demi ».
    public static func bareAnswer(_ tokens: [Token]) -> DurationMention? {
        // « 5, et une licence si c'est votre question »
        // « euh 0, je sors de la fac »
        if tokens.count > 1, ["0", "zero"].contains(tokens[0].text) || ["0", "zero"].contains(tokens[1].text) {
            return DurationMention(value: .known(Seniority(0)), role: .experience, range: 0..<2)
        }
        let opensVague = tokens.first.map { vagueAnswers.contains($0.text) } ?? false
        let clause = tokens.indices.dropFirst().first { tokens[$0].boundary > .none } ?? tokens.count
        let end = opensVague && tokens.count <= 5 ? tokens.count : clause
        guard tokens.count <= 5 || end <= 4 else { return nil }
        for index in tokens.indices.prefix(min(5, end)) {
            // « une quinzaine »
            if let value = collective[tokens[index].text] {
                return DurationMention(value: checked(value), role: .experience, range: index..<(index + 1))
            }
            if index + 1 < tokens.count, collective[tokens[index + 1].text] != nil { continue }
            // « trop ; bon, 11 »
            let saysNumber = tokens[(index + 1)...].contains { $0.isNumber }
            if vagueAnswers.contains(tokens[index].text), !saysNumber {
                return DurationMention(value: .vague, role: .experience, range: index..<(index + 1))
            }
            if let number = Numbers.read(tokens, at: index) {
                // « un certain nombre », « depuis un moment »
                guard tokens.count <= 2 || !["un", "une"].contains(tokens[index].text) || number.end == end else {
                    return DurationMention(value: .vague, role: .experience, range: index..<number.end)
                }
                return qualified(bareNumber(number, tokens, at: index), tokens, at: index)
            }
            // « aucune idée » is no length.
            if index + 1 < tokens.count, ["idee", "compris", "pige"].contains(tokens[index + 1].text) { return nil }
            if ["aucune", "aucun", "rien", "zero"].contains(tokens[index].text) {
                return DurationMention(value: .known(Seniority(0)), role: .experience, range: index..<(index + 1))
            }
        }
        return nil
    }

    /// « moins de cinq », « bientôt trois »: a number alone with words that say more or less than it.
    static func qualified(_ mention: DurationMention?, _ tokens: [Token], at index: Int) -> DurationMention? {
        guard let mention, case .known(let length) = mention.value else { return mention }
        let before = qualifier(tokens.map(\.text), before: index)
        guard before.bound != .exact else { return mention }
        return DurationMention(
            value: Self.bounded(length.nominal, before.bound), role: .experience,
            range: before.start..<mention.range.upperBound)
    }

    /// « plein », « trop »: answers that have to be asked again.
    static let vagueAnswers: Set = [
        "plein", "trop", "beaucoup", "longtemps", "assez", "plusieurs", "quelques", "suffisamment",
    ]

    static func bareNumber(
        _ number: (value: Double, end: Int), _ tokens: [Token], at index: Int
    ) -> DurationMention? {
        var end = number.end
        var value = number.value
        // « je suis né en 1992 »
        guard value < 1900 || value > 2100 else { return nil }
        guard value >= 0, value <= longestCareer else {
            return DurationMention(value: .absurd, role: .experience, range: index..<end)
        }
        let isBetween = index > 0 && tokens[index - 1].text == "entre"
        let links = isBetween ? ["ou", "a", "et"] : ["ou", "a"]
        let next = end < tokens.count && links.contains(tokens[end].text) ? end + 1 : end
        if let upper = Numbers.read(tokens, at: next), upper.value > value {
            return DurationMention(value: .range(value, upper.value), role: .experience, range: index..<upper.end)
        }
        if end + 1 < tokens.count, tokens[end].text == "et", tokens[end + 1].text.hasPrefix("demi") {
            value += 0.5
            end += 2
        }
        return DurationMention(value: .known(Seniority(value)), role: .experience, range: index..<end)
    }
}
