/// Lengths in numbers and units, none at all, and lengths too vague to keep.
extension DurationReader {
    func absence(_ words: [String], at index: Int) -> DurationMention? {
        for phrase in Self.absences where words[index...].starts(with: phrase) {
            let range = index..<(index + phrase.count)
            return DurationMention(value: .known(Seniority(0)), role: .experience, range: range)
        }
        return nil
    }

    static let absences: [[String]] = [
        ["aucune", "experience"], ["pas", "d", "experience"], ["sans", "experience"], ["zero", "experience"],
        ["0", "experience"], ["aucune", "annee"], ["jamais", "travaille"], ["jamais", "bosse"],
        ["pas", "encore", "travaille"], ["pas", "encore", "d", "experience"], ["debutant"], ["debutante"],
        ["pas", "la", "moindre", "experience"], ["jamais", "exerce"], ["aucun", "an"], ["pas", "une", "seule"],
        ["jamais", "mis", "les", "pieds"],
        ["pas", "de", "experience"],
        ["zero", "annee"], ["manque", "d", "experience"], ["ni", "experience"],
        ["ni", "d", "experience"],
    ]

    func vague(_ words: [String], at index: Int) -> DurationMention? {
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

    static let vaguePhrases: [[String]] = [
        ["quelques", "annees"], ["plusieurs", "annees"], ["des", "annees"], ["pas", "mal", "d", "annees"],
        ["qq", "annees"], ["qq", "ans"], ["quelques", "ans"], ["longtemps"], ["un", "bout", "de", "temps"],
        ["un", "bon", "moment"], ["un", "certain", "temps"], ["un", "bail"], ["un", "moment"],
        ["un", "certain", "nombre"], ["ca", "depend"], ["une", "paye"],
        ["de", "nombreuses", "annees"],
        ["une", "eternite"], ["des", "lustres"], ["toute", "ma", "vie"], ["toute", "ma", "carriere"],
        ["depuis", "toujours"], ["beaucoup", "d", "annees"], ["un", "paquet", "d", "annees"],
    ]

    func counted(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        guard let first = quantity(tokens, words, at: index) else { return nil }
        if first.end < words.count, ["fois", "x"].contains(words[first.end]),
            let each = quantity(tokens, words, at: first.end + 1),
            let (unit, end) = unit(words, at: each.end)
        {
            let years = first.value * each.value * unit
            return DurationMention(value: Self.checked(years), role: .experience, range: index..<end)
        }
        if let each = repeated(tokens, words, at: first.end) {
            return DurationMention(
                value: Self.checked(first.value * each.years), role: .experience, range: index..<each.end)
        }
        if let (unit, end) = unit(words, at: first.end) {
            var years = first.value * unit
            var last = end
            (years, last) = addRest(years, unit: unit, tokens, words, at: end)
            // « peut-être 2 ans, peut-être 4 »
            let maybe = last < words.count && ["comme", "ou", "voire", "et"].contains(words[last]) ? last + 1 : last
            if words[maybe...].starts(with: ["peut", "etre"]), let other = Numbers.read(tokens, at: maybe + 2),
                other.value > first.value
            {
                let end = self.unit(words, at: other.end)?.end ?? other.end
                return DurationMention(
                    value: .range(years, other.value * unit), role: .experience, range: index..<end)
            }
            if let next = nearing(years, tokens, words, at: last) { return next.mention(from: index, atLeast: years) }
            var before = Self.qualifier(words, before: index)
            if Self.later.contains(where: { words[last...].starts(with: $0) }) || comesLater(tokens, at: last) {
                before.bound = .nearly
            }
            // « 1 an, même pas »
            if words[last...].starts(with: ["meme", "pas"]) {
                before.bound = .under
                last += 2
            }
            let role = role(
                years, tokens, words, start: before.start, end: last, ageUnit: Self.ageUnits.contains(words[end - 1]))
            return DurationMention(value: Self.bounded(years, before.bound), role: role, range: before.start..<last)
        }
        return range(from: first, tokens, words, at: index)
    }

    /// « 3 contrats d'un an »: how long each is.
    func repeated(_ tokens: [Token], _ words: [String], at index: Int) -> (years: Double, end: Int)? {
        guard index + 1 < words.count, Self.repeatable.contains(words[index]) else { return nil }
        let start = ["de", "d"].contains(words[index + 1]) ? index + 2 : index + 1
        guard let each = quantity(tokens, words, at: start), let (unit, end) = unit(words, at: each.end) else {
            return nil
        }
        return (each.value * unit, end)
    }

    static let repeatable: Set = ["contrat", "contrats", "cdd", "cdds", "mission", "missions", "postes", "periodes"]

    /// What a length is about to reach.
    struct Nearing {
        let bound: Double
        let end: Int

        func mention(from index: Int, atLeast years: Double) -> DurationMention {
            DurationMention(
                value: .known(Seniority(atLeast: years, below: bound)), role: .experience, range: index..<end)
        }
    }

    /// « un an, bientôt deux »
    func nearing(_ years: Double, _ tokens: [Token], _ words: [String], at index: Int) -> Nearing? {
        let start = index < words.count && words[index] == "et" ? index + 1 : index
        guard start < words.count, ["bientot", "presque", "quasi", "quasiment"].contains(words[start]),
            let next = Numbers.read(tokens, at: start + 1), next.value > years, next.value <= years + 1
        else { return nil }
        let unit = unit(words, at: next.end)
        guard unit.map({ $0.years == 1 }) ?? true else { return nil }
        return Nearing(bound: next.value, end: unit?.end ?? next.end)
    }

    /// « 3 à 4 ans », « 3-4 ans », « deux ou trois ans », « deux trois ans ».
    func range(
        from first: (value: Double, end: Int), _ tokens: [Token], _ words: [String], at index: Int
    ) -> DurationMention? {
        var next = first.end
        let isBetween = index > 0 && words[index - 1] == "entre"
        if next < words.count, Self.rangeLinks.contains(words[next]) || (isBetween && words[next] == "et") { next += 1 }
        guard !isListNumber(tokens, index), let second = quantity(tokens, words, at: next),
            let (unit, end) = unit(words, at: second.end),
            second.value > first.value, second.value < 100
        else { return nil }
        let role = role(second.value * unit, tokens, words, start: index, end: end, ageUnit: false)
        return DurationMention(
            value: .range(first.value * unit, second.value * unit), role: role, range: index..<end)
    }

    /// « 1) un DEA, 2) 9 ans en foyer »: a number of a list.
    private func isListNumber(_ tokens: [Token], _ index: Int) -> Bool {
        guard let number = Int(tokens[index].text), number > 1 else { return false }
        return tokens.indices.prefix(index).contains {
            tokens[$0].text == String(number - 1) && tokens[$0 + 1].boundary != .none
        }
    }

    static let rangeLinks: Set = ["a", "ou", "voire", "voir"]

    /// A number, or « une dizaine d' ».
    func quantity(_ tokens: [Token], _ words: [String], at index: Int) -> (value: Double, end: Int)? {
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

    static let sizes: Set = ["petite", "bonne", "grosse", "belle"]

    static let collective: [String: Double] = [
        "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    ]

    func unit(_ words: [String], at index: Int) -> (years: Double, end: Int)? {
        guard index < words.count else { return nil }
        var start = index
        if [
            "bonnes", "belles", "longues", "petites", "bons", "grosses", "petits", "dernieres", "derniers", "premieres",
        ].contains(words[start]) {
            start += 1
        }
        guard start < words.count else { return nil }
        // « treize moi »
        if words[start] == "moi", start + 1 == words.count, index > 0 { return (1.0 / 12, start + 1) }
        return Self.units[words[start]].map { ($0, start + 1) }
    }

    static let units: [String: Double] = [
        "an": 1, "ans": 1, "annee": 1, "annees": 1, "anee": 1, "anees": 1, "piges": 1, "balais": 1,
        "mois": 1.0 / 12, "decennie": 10, "decennies": 10, "semestre": 0.5, "semestres": 0.5, "trimestre": 0.25,
        "trimestres": 0.25, "siecle": 100, "siecles": 100, "semaine": 7.0 / 365,
        "semaines": 7.0 / 365,
        "jours": 1.0 / 365,
    ]
    static let ageUnits: Set = ["piges", "balais"]

    /// « … et demi », « … et 6 mois », « … 6 mois ».
    func addRest(
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

    enum Bound {
        case exact
        /// « moins de 3 ans »: anything under it.
        case under
        /// « bientôt 3 ans »: the last whole year before it is over.
        case nearly
    }

    /// The words before a number that say more or less than it.
    static func qualifier(_ words: [String], before index: Int) -> (bound: Bound, start: Int) {
        let before = words[max(0, index - 4)..<index]
        for (phrases, bound) in [(under, Bound.under), (nearly, .nearly)] {
            for phrase in phrases where before.reversed().starts(with: phrase.reversed()) {
                return (bound, index - phrase.count)
            }
        }
        return (.exact, index)
    }

    static let under: [[String]] = [
        ["a", "peine", "moins", "de"], ["un", "peu", "moins", "de"], ["moins", "de"], ["moins", "que"], ["moin", "de"],
        ["moin", "d"],
        ["meme", "pas"], ["n", "ai", "pas"], ["fait", "pas"], ["ai", "pas"],
        ["pour", "avoir"],
        ["inferieur", "a"],
    ]
    static let nearly: [[String]] = [
        ["approche", "des"], ["approche", "de"], ["j", "aurai"], ["aurai"], ["ca", "fera"], ["cela", "fera"], ["fera"],
        ["va", "faire"], ["vont", "faire"], ["arrive", "a"], ["jarive", "a"], ["arrivera", "a"], ["aura"],
        ["pas", "tout", "a", "fait"], ["pas", "encore"], ["pas", "loin", "de"], ["bientot"], ["presque"], ["quasi"],
        ["quasiment"],
        ["pres", "de"],
    ]

    /// « 3 ans dans 2 mois »
    func comesLater(_ tokens: [Token], at index: Int) -> Bool {
        guard index < tokens.count, tokens[index].text == "dans", let number = Numbers.read(tokens, at: index + 1)
        else {
            return false
        }
        return unit(tokens.map(\.text), at: number.end) != nil
    }

    /// « 3 ans, ça sera en septembre »: not there yet.
    static let later: [[String]] = [
        ["ca", "sera"], ["ce", "sera"], ["cela", "sera"], ["ca", "fera"], ["en", "septembre", "prochain"], ["bientot"],
        ["l", "an", "prochain"], ["l", "annee", "prochaine"], ["le", "mois", "prochain"],
        ["le", "mois", "qui", "vient"],
        ["dans", "quelques", "mois"], ["dans", "quelques", "semaines"], ["a", "la", "rentree"],
    ]

    static func bounded(_ years: Double, _ bound: Bound) -> DurationMention.Value {
        guard bound != .exact, years > 0, years <= Self.longestCareer else { return checked(years) }
        let lower = bound == .nearly ? max(0, (years - 1).rounded(.up)) : 0
        return .known(Seniority(atLeast: lower, below: years))
    }

    static func checked(_ years: Double, since: Int? = nil) -> DurationMention.Value {
        years < 0 || years > Self.longestCareer ? .absurd : .known(Seniority(years, since: since))
    }
}
