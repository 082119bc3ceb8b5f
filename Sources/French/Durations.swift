/// A length of time that a person wrote, and what it is the length of.
public struct DurationMention: Sendable, Equatable {
    /// How long.
    public enum Value: Sendable, Equatable {
        /// A length, in years.
        case known(Seniority)
        /// « 3 à 4 ans »: has to be asked again.
        case range(Double, Double)
        /// « quelques années »: has to be asked again.
        case vague
        /// Longer than a working life, or negative.
        case absurd
    }

    /// What the length is of.
    public enum Role: Sendable, Equatable {
        /// Work, or nothing that speaks against it.
        case experience
        /// Somebody's age.
        case age
        /// Anything else: « il y a 3 ans », « 5 ans d'études », « dans 2 ans ».
        case other
    }

    public let value: Value
    public let role: Role
    /// The tokens it was read from.
    public let range: Range<Int>
}

/// Reads lengths of time in French: digits and words, halves, months, dates, ranges.
public struct DurationReader: Sendable {
    /// The day that « depuis 2019 » counts up to.
    public let today: Day

    /// No working life is longer, in years.
    public static let longestCareer = 60.0

    /// Whether a length of time was just asked for: « 22 ans » is then no age, and « j'en ai 3 » is one.
    let isAsked: Bool

    public init(today: Day, isAsked: Bool = false) {
        self.today = today
        self.isAsked = isAsked
    }

    /// Every length of time in the tokens, from left to right.
    ///
    /// - Parameter taken: tokens that mean something else (« niveau 3 ») and are passed over.
    public func mentions(in tokens: [Token], besides taken: [Range<Int>] = []) -> [DurationMention] {
        let words = tokens.map(\.text)
        var result: [DurationMention] = []
        var index = 0
        while index < words.count {
            if let range = taken.first(where: { $0.contains(index) }) {
                index = range.upperBound
                continue
            }
            guard let found = mention(tokens, words, at: index) else {
                index += 1
                continue
            }
            result.append(found)
            index = found.range.upperBound
        }
        return result.isEmpty && !isAsked
            ? []
            : (result + elliptic(tokens, words, besides: taken + result.map(\.range))).sorted {
                $0.range.lowerBound < $1.range.lowerBound
            }
    }

    /// Numbers that go on from a length without its unit: « …, dont 4 dans le social », « … j'en ai quatre », « moi 3 ».
    private func elliptic(_ tokens: [Token], _ words: [String], besides taken: [Range<Int>]) -> [DurationMention] {
        var result: [DurationMention] = []
        var end = 0
        for index in words.indices where index >= end && !taken.contains(where: { $0.contains(index) }) {
            guard !["un", "une"].contains(words[index]), let number = Numbers.read(tokens, at: index), number.value > 0,
                number.value <= Self.longestCareer,
                !taken.contains(where: { $0.contains(number.end - 1) || $0.lowerBound == number.end })
            else { continue }
            let next = number.end < words.count ? words[number.end] : ""
            let isEnd = number.end == words.count || tokens[number.end].boundary > .none
            let opens = index == 0 || tokens[index].boundary > .none || Self.ellipticLinks.contains(words[index - 1])
            let isLinked = index > 0 && Self.ellipticMarkers.contains(words[index - 1])
            let isPlaced = Self.places.contains(next) || next.hasPrefix("passe")
            // « 8 ans, j'en ai 31 »: an age.
            guard number.value < 16 || words[max(0, index - 1)] != "ai" else { continue }
            let corrects = index > 0 && Self.correctionWords.contains(words[index - 1])
            guard corrects || isLinked && (isEnd || isPlaced || next == "seulement") || opens && isPlaced else {
                continue
            }
            end = number.end
            result.append(
                DurationMention(value: .known(Seniority(number.value)), role: .experience, range: index..<number.end))
        }
        return result
    }

    private static let ellipticLinks: Set = ["et", "puis", "dont"]
    private static let ellipticMarkers: Set = [
        "est", "dont", "ai", "que", "moi", "nan", "non", "pardon", "plutot", "a", "avais", "avait", "pas", "mais",
    ]
    private static let correctionWords: Set = ["non", "nan", "pardon", "plutot"]
    private static let places: Set = ["dans", "en", "comme", "chez"]

    /// The length that a short answer to « combien d'années ? » gives without a unit: « 3 », « environ trois »,
    /// « aucune », « trois et demi ».
    public static func bareAnswer(_ tokens: [Token]) -> DurationMention? {
        // « 5, et une licence si c'est votre question »
        let end = tokens.indices.dropFirst().first { tokens[$0].boundary > .none } ?? tokens.count
        guard tokens.count <= 5 || end <= 4 else { return nil }
        for index in tokens.indices.prefix(min(5, end)) {
            if vagueAnswers.contains(tokens[index].text) {
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
            if index + 1 < tokens.count, tokens[index + 1].text == "idee" { return nil }
            if ["aucune", "aucun", "rien", "zero"].contains(tokens[index].text) {
                return DurationMention(value: .known(Seniority(0)), role: .experience, range: index..<(index + 1))
            }
        }
        return nil
    }

    /// « moins de cinq », « bientôt trois »: a number alone with words that say more or less than it.
    private static func qualified(_ mention: DurationMention?, _ tokens: [Token], at index: Int) -> DurationMention? {
        guard let mention, case .known(let length) = mention.value else { return mention }
        let before = qualifier(tokens.map(\.text), before: index)
        guard before.bound != .exact else { return mention }
        return DurationMention(
            value: Self.bounded(length.nominal, before.bound), role: .experience,
            range: before.start..<mention.range.upperBound)
    }

    /// « plein », « trop »: answers that have to be asked again.
    private static let vagueAnswers: Set = [
        "plein", "trop", "beaucoup", "longtemps", "assez", "plusieurs", "quelques", "suffisamment",
    ]

    private static func bareNumber(
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

    private func mention(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        if let found = dates(tokens, words, at: index) { return found }
        if let found = absence(words, at: index) { return found }
        if let found = vague(words, at: index) { return found }
        return counted(tokens, words, at: index)
    }

    // MARK: Dates

    /// « depuis 2019 », « depuis janvier 2021 », « de 2012 à 2018 », « 2012-2018 ».
    private func dates(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        let skipped = ["le", "l", "debut", "fin", "mi", "mois", "de", "d", "la"]
        if words[index] == "depuis" || words[index] == "dpuis" {
            if let date = date(words, at: index + 1, skipping: skipped) {
                let role: DurationMention.Role = saysDiploma(tokens, before: index) ? .other : .experience
                let value = Self.checked(since(date), since: date.month.map { date.year * 12 + $0 - 1 })
                return DurationMention(value: value, role: role, range: index..<date.end)
            }
            if let short = shortYear(tokens, at: index + 1) {
                let years = Double(today.year - short.year)
                return DurationMention(value: Self.checked(years), role: .experience, range: index..<short.end)
            }
        }
        // « j'ai commencé en 2018 et j'y suis toujours »
        if ["en", "le", "l"].contains(words[index]), hasStarted(words, before: index),
            let date = date(words, at: index + 1, skipping: skipped)
        {
            let months = end(words, after: date.end) ?? today.months
            let years = Double(months - (date.year * 12 + (date.month ?? 1) - 1)) / 12
            let value = date.month == nil && months == today.months ? Double(today.year - date.year) : years
            return DurationMention(value: Self.checked(value), role: .experience, range: index..<date.end)
        }
        // « né en 1992 »
        if index > 1, words[index] == "en", words[index - 1].hasPrefix("ne") { return nil }
        let opens = ["de", "entre", "du"].contains(words[index])
        guard let from = date(words, at: opens ? index + 1 : index, skipping: []),
            let to = date(words, at: from.end, skipping: ["a", "et", "jusqu", "en", "au"]),
            opens || to.end - from.end <= 2
        else { return nil }
        let months = to.year * 12 + (to.month ?? 1) - from.year * 12 - (from.month ?? 1)
        return DurationMention(value: Self.checked(Double(months) / 12), role: .experience, range: index..<to.end)
    }

    private func since(_ date: (year: Int, month: Int?, end: Int)) -> Double {
        date.month.map { Double(today.months - (date.year * 12 + $0 - 1)) / 12 } ?? Double(today.year - date.year)
    }

    /// « depuis 98 », « depuis nonante-huit »: a year of the last century.
    private func shortYear(_ tokens: [Token], at index: Int) -> (year: Int, end: Int)? {
        guard let number = Numbers.read(tokens, at: index), (60...99).contains(number.value),
            number.value.rounded() == number.value, unit(tokens.map(\.text), at: number.end) == nil
        else { return nil }
        return (1900 + Int(number.value), number.end)
    }

    /// The month in which work is said to have ended: « … j'ai tout lâché en 2017 ».
    private func end(_ words: [String], after start: Int) -> Int? {
        for index in start..<max(start, words.count) where words[index] == "en" {
            guard let date = date(words, at: index + 1, skipping: []),
                words[max(start, index - 4)..<index].contains(where: { Self.endVerbs.contains($0) })
            else { continue }
            return date.year * 12 + (date.month ?? 1) - 1
        }
        return nil
    }

    private static let endVerbs: Set = [
        "arrete", "lache", "quitte", "fini", "parti", "partie", "demissionne", "jusqu", "cesse", "termine",
    ]

    private func hasStarted(_ words: [String], before index: Int) -> Bool {
        let near = words[max(0, index - 5)..<index]
        return near.contains { Self.startVerbs.contains($0) } && !near.contains { Self.studyNouns.contains($0) }
    }

    private func date(
        _ words: [String], at start: Int, skipping skipped: [String]
    ) -> (year: Int, month: Int?, end: Int)? {
        var index = start
        while index < words.count, skipped.contains(words[index]) { index += 1 }
        // « le 1er avril 2023 »
        if index + 1 < words.count, Int(words[index]).map({ (1...31).contains($0) }) ?? (words[index] == "premier") {
            if Day.month(named: words[index + 1]) != nil {
                index += 1
            } else if words[index + 1] == "er" {
                index += 2
            }
        }
        var month: Int?
        // « 15/09/2021 »
        if index + 2 < words.count, isYear(words[index + 2]),
            Int(words[index + 1]).map({ (1...12).contains($0) }) ?? false,
            Int(words[index]).map({ (1...31).contains($0) }) ?? false
        {
            index += 1
        }
        if index < words.count {
            if let named = Day.month(named: words[index]) {
                month = named
                index += 1
            } else if index + 1 < words.count, words[index].utf8.count <= 2, let number = Int(words[index]),
                (1...12).contains(number), isYear(words[index + 1])
            {
                month = number
                index += 1
            }
        }
        if index < words.count, let season = Self.seasons[words[index]] {
            month = season
            index += 1
            if index < words.count, ["de", "d"].contains(words[index]) { index += 1 }
        }
        guard index < words.count else { return nil }
        // « septembre dernier », « avril 22 »
        if let month, ["dernier", "derniere"].contains(words[index]) {
            return (today.year - (month > today.month ? 1 : 0), month, index + 1)
        }
        if month != nil, words[index].utf8.count == 2, let short = Int(words[index]), short <= today.year % 100 {
            return (2000 + short, month, index + 1)
        }
        guard isYear(words[index]), let year = Int(words[index]) else { return nil }
        return (year, month, index + 1)
    }

    private static let seasons: [String: Int] = ["printemps": 4, "ete": 7, "automne": 10, "hiver": 1]

    private func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && Int(word).map { $0 >= 1950 && $0 <= today.year } ?? false
    }

    // MARK: None and vague

    private func absence(_ words: [String], at index: Int) -> DurationMention? {
        for phrase in Self.absences where words[index...].starts(with: phrase) {
            let range = index..<(index + phrase.count)
            return DurationMention(value: .known(Seniority(0)), role: .experience, range: range)
        }
        return nil
    }

    private static let absences: [[String]] = [
        ["aucune", "experience"], ["pas", "d", "experience"], ["sans", "experience"], ["zero", "experience"],
        ["0", "experience"], ["aucune", "annee"], ["jamais", "travaille"], ["jamais", "bosse"],
        ["pas", "encore", "travaille"], ["pas", "encore", "d", "experience"], ["debutant"], ["debutante"],
        ["pas", "la", "moindre", "experience"], ["jamais", "exerce"], ["aucun", "an"], ["pas", "une", "seule"],
        ["jamais", "mis", "les", "pieds"],
        ["pas", "de", "experience"],
        ["zero", "annee"], ["manque", "d", "experience"], ["ni", "experience"],
        ["ni", "d", "experience"],
    ]

    private func vague(_ words: [String], at index: Int) -> DurationMention? {
        if words[index...].starts(with: ["quart", "de", "siecle"]) {
            return DurationMention(value: .known(Seniority(25)), role: .experience, range: index..<(index + 3))
        }
        for phrase in Self.vaguePhrases where words[index...].starts(with: phrase) {
            return DurationMention(value: .vague, role: .experience, range: index..<(index + phrase.count))
        }
        guard words[index] == "quelques", index + 1 < words.count, words[index + 1] == "mois" else { return nil }
        let value = DurationMention.Value.known(Seniority(atLeast: 0, below: 1))
        return DurationMention(value: value, role: .experience, range: index..<(index + 2))
    }

    private static let vaguePhrases: [[String]] = [
        ["quelques", "annees"], ["plusieurs", "annees"], ["des", "annees"], ["pas", "mal", "d", "annees"],
        ["qq", "annees"], ["qq", "ans"], ["quelques", "ans"], ["longtemps"], ["un", "bout", "de", "temps"],
        ["un", "bon", "moment"], ["un", "certain", "temps"], ["un", "bail"], ["un", "moment"],
        ["un", "certain", "nombre"], ["ca", "depend"], ["une", "paye"],
        ["de", "nombreuses", "annees"],
        ["beaucoup", "d", "annees"], ["un", "paquet", "d", "annees"],
    ]

    // MARK: Counted

    private func counted(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        guard let first = quantity(tokens, words, at: index) else { return nil }
        if first.end < words.count, words[first.end] == "fois", let each = quantity(tokens, words, at: first.end + 1),
            let (unit, end) = unit(words, at: each.end)
        {
            let years = first.value * each.value * unit
            return DurationMention(value: Self.checked(years), role: .experience, range: index..<end)
        }
        if let (unit, end) = unit(words, at: first.end) {
            var years = first.value * unit
            var last = end
            (years, last) = addRest(years, unit: unit, tokens, words, at: end)
            let before = Self.qualifier(words, before: index)
            let role = role(
                years, tokens, words, start: before.start, end: last, ageUnit: Self.ageUnits.contains(words[end - 1]))
            return DurationMention(value: Self.bounded(years, before.bound), role: role, range: before.start..<last)
        }
        return range(from: first, tokens, words, at: index)
    }

    /// « 3 à 4 ans », « 3-4 ans », « deux ou trois ans », « deux trois ans ».
    private func range(
        from first: (value: Double, end: Int), _ tokens: [Token], _ words: [String], at index: Int
    ) -> DurationMention? {
        var next = first.end
        let isBetween = index > 0 && words[index - 1] == "entre"
        if next < words.count, Self.rangeLinks.contains(words[next]) || (isBetween && words[next] == "et") { next += 1 }
        guard let second = quantity(tokens, words, at: next), let (unit, end) = unit(words, at: second.end),
            second.value > first.value, second.value < 100
        else { return nil }
        let role = role(second.value * unit, tokens, words, start: index, end: end, ageUnit: false)
        return DurationMention(
            value: .range(first.value * unit, second.value * unit), role: role, range: index..<end)
    }

    private static let rangeLinks: Set = ["a", "ou", "voire", "voir"]

    /// A number, or « une dizaine d' ».
    private func quantity(_ tokens: [Token], _ words: [String], at index: Int) -> (value: Double, end: Int)? {
        guard index < words.count else { return nil }
        var start = index
        if words[start] == "une", start + 1 < words.count, Self.sizes.contains(words[start + 1]) { start += 1 }
        if Self.sizes.contains(words[start]), start + 1 < words.count, Self.collective[words[start + 1]] != nil {
            start += 1
        }
        if words[start] == "une", start + 1 < words.count, Self.collective[words[start + 1]] != nil { start += 1 }
        if let value = Self.collective[words[start]] {
            let end = start + 1
            return (value, end < words.count && ["d", "de"].contains(words[end]) ? end + 1 : end)
        }
        if words[index] == "demi", index + 1 < words.count, words[index + 1] == "douzaine" { return (6, index + 2) }
        if words[index] == "demi" { return (0.5, index + 1) }
        guard let number = Numbers.read(tokens, at: index) else { return nil }
        if number.end + 1 < words.count, words[number.end] == "et", words[number.end + 1].hasPrefix("demi") {
            return (number.value + 0.5, number.end + 2)
        }
        return number
    }

    private static let sizes: Set = ["petite", "bonne", "grosse", "belle"]

    private static let collective: [String: Double] = [
        "demi-douzaine": 6, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    ]

    private func unit(_ words: [String], at index: Int) -> (years: Double, end: Int)? {
        guard index < words.count else { return nil }
        var start = index
        if ["bonnes", "belles", "longues", "petites", "bons", "grosses", "petits"].contains(words[start]) {
            start += 1
        }
        guard start < words.count else { return nil }
        // « treize moi »
        if words[start] == "moi", start + 1 == words.count, index > 0 { return (1.0 / 12, start + 1) }
        return Self.units[words[start]].map { ($0, start + 1) }
    }

    private static let units: [String: Double] = [
        "an": 1, "ans": 1, "annee": 1, "annees": 1, "anee": 1, "anees": 1, "annee's": 1, "piges": 1, "balais": 1,
        "mois": 1.0 / 12, "decennie": 10, "decennies": 10, "siecle": 100, "siecles": 100, "semaine": 7.0 / 365,
        "semaines": 7.0 / 365,
        "jours": 1.0 / 365,
    ]
    private static let ageUnits: Set = ["piges", "balais"]

    /// « … et demi », « … et 6 mois », « … 6 mois ».
    private func addRest(
        _ years: Double, unit: Double, _ tokens: [Token], _ words: [String], at end: Int
    ) -> (Double, Int) {
        guard unit == 1 else { return (years, end) }
        if end + 1 < words.count, words[end] == "et", words[end + 1].hasPrefix("demi") { return (years + 0.5, end + 2) }
        if end + 1 < words.count, words[end] == "1", words[end + 1] == "2" { return (years + 0.5, end + 2) }
        let next = end < words.count && words[end] == "et" ? end + 1 : end
        guard let months = Numbers.read(tokens, at: next), months.value < 12, months.end < words.count,
            words[months.end] == "mois"
        else { return (years, end) }
        return (years + months.value / 12, months.end + 1)
    }

    private enum Bound {
        case exact
        /// « moins de 3 ans »: anything under it.
        case under
        /// « bientôt 3 ans »: the last whole year before it is over.
        case nearly
    }

    /// The words before a number that say more or less than it.
    private static func qualifier(_ words: [String], before index: Int) -> (bound: Bound, start: Int) {
        let before = words[max(0, index - 4)..<index]
        for (phrases, bound) in [(under, Bound.under), (nearly, .nearly)] {
            for phrase in phrases where before.reversed().starts(with: phrase.reversed()) {
                return (bound, index - phrase.count)
            }
        }
        return (.exact, index)
    }

    private static let under: [[String]] = [
        ["a", "peine", "moins", "de"], ["un", "peu", "moins", "de"], ["moins", "de"], ["meme", "pas"],
        ["inferieur", "a"],
    ]
    private static let nearly: [[String]] = [
        ["approche", "des"], ["approche", "de"], ["j", "aurai"], ["aurai"], ["ca", "fera"], ["cela", "fera"], ["fera"],
        ["aura"],
        ["pas", "tout", "a", "fait"], ["pas", "encore"], ["pas", "loin", "de"], ["bientot"], ["presque"], ["quasi"],
        ["quasiment"],
        ["pres", "de"],
    ]

    private static func bounded(_ years: Double, _ bound: Bound) -> DurationMention.Value {
        guard bound != .exact, years > 0, years <= Self.longestCareer else { return checked(years) }
        let lower = bound == .nearly ? max(0, (years - 1).rounded(.up)) : 0
        return .known(Seniority(atLeast: lower, below: years))
    }

    private static func checked(_ years: Double, since: Int? = nil) -> DurationMention.Value {
        years < 0 || years > Self.longestCareer ? .absurd : .known(Seniority(years, since: since))
    }

    // MARK: What the length is of

    private func role(
        _ years: Double, _ tokens: [Token], _ words: [String], start: Int, end: Int, ageUnit: Bool
    ) -> DurationMention.Role {
        let clause = tokens[..<min(start + 1, tokens.count)].lastIndex { $0.boundary > .none || $0.text == "puis" } ?? 0
        let before = Array(words[max(0, start - 8, clause)..<max(start, clause)])
        let after = Array(words[end..<min(words.count, end + 6)])
        if after.first == "d" || after.first == "de", after.count > 1, Self.workNouns.contains(after[1]) {
            return .experience
        }
        if isAge(years, before, after, ageUnit: ageUnit) { return .age }
        // « Nadia, 41 ans, éducatrice »
        if !isAsked, years >= 16, years.rounded() == years, tokens.count > 4, start > 0 || end < tokens.count,
            start == 0 || tokens[start].boundary > .none, end == tokens.count || tokens[end].boundary > .none,
            !words[..<start].contains(where: { Self.workNouns.contains($0) })
        {
            return .age
        }
        if isStudy(before, after) || isPointInTime(before, after) { return .other }
        return .experience
    }

    private static let workNouns: Set = [
        "experience", "experiences", "xp", "exp", "anciennete", "metier", "pratique", "exercice", "boulot", "taf",
        "travail",
        "terrain", "service", "carriere", "poste", "activite", "boite", "vie", "bons", "maison", "social",
    ]

    private func isAge(_ years: Double, _ before: [String], _ after: [String], ageUnit: Bool) -> Bool {
        if after.starts(with: ["d", "age"]) { return true }
        if before.suffix(5).contains(where: { Self.children.contains($0) }),
            after.first.map({ !Self.workLinks.contains($0) }) ?? true
        {
            return true
        }
        if before.last == "de",
            before.suffix(4).contains(where: { ["dame", "homme", "femme", "personne"].contains($0) })
        {
            return true
        }
        if before == ["a"], years >= 16, after.first.map({ !["dans", "en", "comme", "chez"].contains($0) }) ?? true {
            return true
        }
        if before.suffix(2).elementsEqual(["approche", "les"]) { return true }
        if before.last == "a", let first = after.first, !Self.workLinks.contains(first), years < 60, years >= 14 {
            return true
        }
        if before.suffix(2).elementsEqual(["depuis", "mes"]) || before.suffix(2).elementsEqual(["a", "mes"]) {
            return true
        }
        if before.suffix(2).elementsEqual(["age", "de"]) || before.suffix(2).elementsEqual(["agee", "de"]) {
            return true
        }
        guard years >= 16 else { return false }
        let works = after.first.map { Self.workLinks.contains($0) } ?? false
        if works { return false }
        if ageUnit { return true }
        return before.last.map { ["ai", "a", "as", "mes", "ses", "ayant", "avais"].contains($0) } ?? false
            && before.suffix(2) != ["y", "a"] && before.suffix(2) != ["il", "ya"]
    }

    private static let children: Set = [
        "enfant", "enfants", "fils", "fille", "filles", "bebe", "petit", "petite", "jumeaux", "gamins", "gosses",
    ]

    /// Words after « N ans » that make it work rather than an age.
    private static let workLinks: Set = [
        "dans", "en", "comme", "chez", "a", "au", "aux", "sur", "derriere", "que", "avec", "aupres",
    ]

    private func isStudy(_ before: [String], _ after: [String]) -> Bool {
        if let first = after.first, first == "d" || first == "de", after.count > 1, Self.studyNouns.contains(after[1]) {
            return true
        }
        if after.starts(with: ["apres", "le", "bac"]) || after.starts(with: ["apres", "bac"]) { return true }
        if before.last == "en" || before.last == "bac" { return true }
        let near = before.suffix(3)
        return near.contains { ["dure", "formation", "etudes", "cursus", "duree"].contains($0) }
            && !near.contains("depuis") || before.contains { Self.schools.contains($0) } && before.contains("pendant")
    }

    private static let schools: Set = ["irts", "fac", "ecole", "universite", "lycee", "institut"]

    private static let studyNouns: Set = [
        "etude", "etudes", "fac", "formation", "cours", "licence", "master", "cursus", "universite", "droit", "psycho",
        "medecine", "prepa", "ecole", "lycee", "college", "chomage", "retard",
    ]

    private func isPointInTime(_ before: [String], _ after: [String]) -> Bool {
        let started =
            before.contains { Self.startVerbs.contains($0) } || after.contains { Self.startVerbs.contains($0) }
        if before.suffix(2).elementsEqual(["y", "a"]) || before.last == "ya" { return !started }
        if before.suffix(4).contains(where: { Self.pauses.contains($0) }) { return true }
        if before.suffix(3).elementsEqual(["au", "bout", "de"]) { return true }
        if after.first == "apres" || after.first == "avant" { return true }
        if before.last == "dans" || before.suffix(2).elementsEqual(["d", "ici"]) { return true }
        let hasSince = before.last == "depuis" || before.suffix(2).elementsEqual(["ca", "fait"])
        if hasSince { return isSinceDiploma(before) || saysDiplomaAfter(after) }
        return false
    }

    private static let pauses: Set = ["reste", "restait", "restent", "conge", "conges", "chomage", "arret"]

    private static let startVerbs: Set = [
        "repris", "reprise", "pris", "recrute", "recrutee",
        "commence", "commencer", "debute", "demarre", "embauche", "embauchee", "entre", "entree", "arrive", "arrivee",
        "travaille", "bosse",
    ]

    /// « diplômée depuis 2015 », « j'ai le diplôme depuis 5 ans »: the age of a diploma, not of a career.
    private func saysDiploma(_ tokens: [Token], before index: Int) -> Bool {
        let start = tokens[..<(index + 1)].lastIndex { $0.boundary > .none } ?? 0
        return tokens[max(start, index - 5, 0)..<index].contains { Self.diplomaWords.contains($0.text) }
    }

    /// « j'ai mon diplôme d'éduc spé depuis 3 ans », but « diplômée, en poste depuis 3 ans ».
    private func isSinceDiploma(_ before: [String]) -> Bool {
        guard let diploma = before.lastIndex(where: { Self.diplomaWords.contains($0) }) else { return false }
        return !before[diploma...].contains { Self.workWords.contains($0) }
    }

    private static let workWords: Set = [
        "poste", "exerce", "travaille", "bosse", "travail", "fonction", "activite", "pratique", "comme",
    ]

    private func saysDiplomaAfter(_ after: [String]) -> Bool {
        after.first == "que" && after.contains { Self.diplomaWords.contains($0) }
    }

    private static let diplomaWords: Set = ["diplome", "diplomee", "diplomes", "titulaire", "certifie", "certifiee"]
}
