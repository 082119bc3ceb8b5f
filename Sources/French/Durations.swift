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

    public init(today: Day) { self.today = today }

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
        return result
    }

    /// The length that a short answer to « combien d'années ? » gives without a unit: « 3 », « environ trois »,
    /// « aucune », « trois et demi ».
    public static func bareAnswer(_ tokens: [Token]) -> DurationMention? {
        guard tokens.count <= 5 else { return nil }
        for index in tokens.indices {
            if let number = Numbers.read(tokens, at: index) { return bareNumber(number, tokens, at: index) }
            if ["aucune", "aucun", "rien", "zero"].contains(tokens[index].text) {
                return DurationMention(value: .known(Seniority(0)), role: .experience, range: index..<(index + 1))
            }
        }
        return nil
    }

    private static func bareNumber(
        _ number: (value: Double, end: Int), _ tokens: [Token], at index: Int
    ) -> DurationMention {
        var end = number.end
        var value = number.value
        guard value >= 0, value <= longestCareer else {
            return DurationMention(value: .absurd, role: .experience, range: index..<end)
        }
        let next = end < tokens.count && ["ou", "a"].contains(tokens[end].text) ? end + 1 : end
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
        if words[index] == "depuis" || words[index] == "dpuis",
            let date = date(words, at: index + 1, skipping: ["le", "l", "debut", "fin", "mi", "mois", "de", "d", "la"])
        {
            let years =
                date.month.map { Double(today.months - (date.year * 12 + $0 - 1)) / 12 }
                ?? Double(today.year - date.year)
            let range = index..<date.end
            let role: DurationMention.Role = saysDiploma(words, before: index) ? .other : .experience
            return DurationMention(value: checked(years), role: role, range: range)
        }
        let opens = ["de", "entre", "du"].contains(words[index])
        guard let from = date(words, at: opens ? index + 1 : index, skipping: []),
            let to = date(words, at: from.end, skipping: ["a", "et", "jusqu", "en", "au"]),
            opens || to.end - from.end <= 2
        else { return nil }
        let months = to.year * 12 + (to.month ?? 1) - from.year * 12 - (from.month ?? 1)
        return DurationMention(value: checked(Double(months) / 12), role: .experience, range: index..<to.end)
    }

    private func date(
        _ words: [String], at start: Int, skipping skipped: [String]
    ) -> (year: Int, month: Int?, end: Int)? {
        var index = start
        while index < words.count, skipped.contains(words[index]) { index += 1 }
        var month: Int?
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
        guard index < words.count, isYear(words[index]), let year = Int(words[index]) else { return nil }
        return (year, month, index + 1)
    }

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
        ["pas", "la", "moindre", "experience"], ["jamais", "exerce"], ["aucun", "an"], ["pas", "de", "experience"],
        ["zero", "annee"], ["manque", "d", "experience"],
    ]

    private func vague(_ words: [String], at index: Int) -> DurationMention? {
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
        ["un", "bon", "moment"], ["un", "certain", "temps"], ["de", "nombreuses", "annees"],
        ["beaucoup", "d", "annees"], ["un", "paquet", "d", "annees"],
    ]

    // MARK: Counted

    private func counted(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        guard let first = quantity(tokens, words, at: index) else { return nil }
        if let (unit, end) = unit(words, at: first.end) {
            var years = first.value * unit
            var last = end
            (years, last) = addRest(years, unit: unit, tokens, words, at: end)
            let before = qualifier(words, before: index)
            let role = role(
                years, words, start: before.start, end: last, ageUnit: Self.ageUnits.contains(words[end - 1]))
            return DurationMention(value: bounded(years, before.bound), role: role, range: before.start..<last)
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
        let role = role(second.value * unit, words, start: index, end: end, ageUnit: false)
        return DurationMention(
            value: .range(first.value * unit, second.value * unit), role: role, range: index..<end)
    }

    private static let rangeLinks: Set = ["a", "ou", "voire", "voir"]

    /// A number, or « une dizaine d' ».
    private func quantity(_ tokens: [Token], _ words: [String], at index: Int) -> (value: Double, end: Int)? {
        guard index < words.count else { return nil }
        var start = index
        if words[start] == "une", start + 1 < words.count, Self.collective[words[start + 1]] != nil { start += 1 }
        if let value = Self.collective[words[start]] {
            let end = start + 1
            return (value, end < words.count && ["d", "de"].contains(words[end]) ? end + 1 : end)
        }
        if words[index] == "demi" { return (0.5, index + 1) }
        guard let number = Numbers.read(tokens, at: index) else { return nil }
        if number.end + 1 < words.count, words[number.end] == "et", words[number.end + 1].hasPrefix("demi") {
            return (number.value + 0.5, number.end + 2)
        }
        return number
    }

    private static let collective: [String: Double] = [
        "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    ]

    private func unit(_ words: [String], at index: Int) -> (years: Double, end: Int)? {
        guard index < words.count else { return nil }
        var start = index
        if ["bonnes", "belles", "longues", "petites", "bons", "grosses", "petits"].contains(words[start]) {
            start += 1
        }
        guard start < words.count, let years = Self.units[words[start]] else { return nil }
        return (years, start + 1)
    }

    private static let units: [String: Double] = [
        "an": 1, "ans": 1, "annee": 1, "annees": 1, "anee": 1, "anees": 1, "annee's": 1, "piges": 1, "balais": 1,
        "mois": 1.0 / 12, "semaine": 7.0 / 365, "semaines": 7.0 / 365, "jour": 1.0 / 365, "jours": 1.0 / 365,
    ]
    private static let ageUnits: Set = ["piges", "balais"]

    /// « … et demi », « … et 6 mois », « … 6 mois ».
    private func addRest(
        _ years: Double, unit: Double, _ tokens: [Token], _ words: [String], at end: Int
    ) -> (Double, Int) {
        guard unit == 1 else { return (years, end) }
        if end + 1 < words.count, words[end] == "et", words[end + 1].hasPrefix("demi") { return (years + 0.5, end + 2) }
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
    private func qualifier(_ words: [String], before index: Int) -> (bound: Bound, start: Int) {
        let before = words[max(0, index - 4)..<index]
        for (phrases, bound) in [(Self.under, Bound.under), (Self.nearly, .nearly)] {
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
        ["pas", "tout", "a", "fait"], ["pas", "encore"], ["bientot"], ["presque"], ["quasi"], ["quasiment"],
        ["pres", "de"],
    ]

    private func bounded(_ years: Double, _ bound: Bound) -> DurationMention.Value {
        guard bound != .exact, years > 0, years <= Self.longestCareer else { return checked(years) }
        let lower = bound == .nearly ? max(0, (years - 1).rounded(.up)) : 0
        return .known(Seniority(atLeast: lower, below: years))
    }

    private func checked(_ years: Double) -> DurationMention.Value {
        years < 0 || years > Self.longestCareer ? .absurd : .known(Seniority(years))
    }

    // MARK: What the length is of

    private func role(
        _ years: Double, _ words: [String], start: Int, end: Int, ageUnit: Bool
    ) -> DurationMention.Role {
        let before = Array(words[max(0, start - 8)..<start])
        let after = Array(words[end..<min(words.count, end + 6)])
        if after.first == "d" || after.first == "de", after.count > 1, Self.workNouns.contains(after[1]) {
            return .experience
        }
        if isAge(years, before, after, ageUnit: ageUnit) { return .age }
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
            && !near.contains("depuis")
    }

    private static let studyNouns: Set = [
        "etude", "etudes", "fac", "formation", "cours", "licence", "master", "cursus", "universite", "droit", "psycho",
        "medecine", "prepa", "ecole", "lycee", "college", "chomage", "retard",
    ]

    private func isPointInTime(_ before: [String], _ after: [String]) -> Bool {
        let started =
            before.contains { Self.startVerbs.contains($0) } || after.contains { Self.startVerbs.contains($0) }
        if before.suffix(2).elementsEqual(["y", "a"]) || before.last == "ya" { return !started }
        if before.last == "dans" || before.suffix(2).elementsEqual(["d", "ici"]) { return true }
        let hasSince = before.last == "depuis" || before.suffix(2).elementsEqual(["ca", "fait"])
        if hasSince { return saysDiploma(before, before: before.count) || saysDiplomaAfter(after) }
        return false
    }

    private static let startVerbs: Set = [
        "commence", "commencer", "debute", "demarre", "embauche", "embauchee", "entre", "entree", "arrive", "arrivee",
        "travaille", "bosse",
    ]

    /// « diplômée depuis 2015 », « j'ai le diplôme depuis 5 ans »: the age of a diploma, not of a career.
    private func saysDiploma(_ words: [String], before index: Int) -> Bool {
        words[max(0, index - 5)..<index].contains { Self.diplomaWords.contains($0) }
    }

    private func saysDiplomaAfter(_ after: [String]) -> Bool {
        after.first == "que" && after.contains { Self.diplomaWords.contains($0) }
    }

    private static let diplomaWords: Set = ["diplome", "diplomee", "diplomes", "titulaire", "certifie", "certifiee"]
}
