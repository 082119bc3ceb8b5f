/// Lengths between dates: « depuis janvier 2021 », « de 2012 à 2018 », « commencé en 2006, arrêté en 2017 ».
extension DurationReader {
    /// « depuis 2019 », « depuis janvier 2021 », « de 2012 à 2018 », « 2012-2018 ».
    func dates(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        let skipped = ["le", "l", "debut", "fin", "mi", "mois", "de", "d", "la", "annee"]
        if words[index] == "depuis" || words[index] == "dpuis" {
            if let date = date(words, at: index + 1, skipping: skipped) {
                let role = saysDiploma(tokens, before: index) ? .other : datedRole(tokens, before: index)
                let value = Self.checked(since(date), since: date.month.map { _ in date.months })
                return DurationMention(value: value, role: role, range: index..<date.end)
            }
            if let short = shortYear(tokens, at: index + 1) {
                let years = Double(today.year - short.year)
                return DurationMention(value: Self.checked(years), role: .experience, range: index..<short.end)
            }
            return sinceMonth(tokens, words, at: index) ?? sinceAge(tokens, words, at: index)
                ?? sinceThen(tokens, words, at: index)
        }
        // « septembre 2021, et j'y suis encore », asked when
        if isAsked, index == 0, words.count <= Self.longestDatedAnswer, words.contains("encore") || words.count <= 3,
            let date = date(words, at: index, skipping: skipped), date.month != nil
        {
            let value = Self.checked(since(date), since: date.months)
            return DurationMention(value: value, role: .experience, range: index..<date.end)
        }
        // « j'ai commencé en 2018 et j'y suis toujours »
        let goesOn = words.contains("toujours") && !saysDiploma(tokens, before: index)
        // « embauchée août 2024 »
        if index > 0, Self.startVerbs.contains(words[index - 1]), let date = date(words, at: index, skipping: []),
            date.month != nil
        {
            let value = Self.checked(since(date), since: date.months)
            return DurationMention(value: value, role: .experience, range: index..<date.end)
        }
        if let age = betweenAges(tokens, words, at: index) { return age }
        if ["en", "le", "l"].contains(words[index]), hasStarted(tokens, before: index) || goesOn,
            let date = date(words, at: index + 1, skipping: skipped)
        {
            let months = end(words, after: date.end) ?? end(words, before: index) ?? today.months
            let years = Double(months - date.months) / 12
            let value = date.month == nil && months == today.months ? Double(today.year - date.year) : years
            return DurationMention(value: Self.checked(value), role: .experience, range: index..<date.end)
        }
        // « né en 1992 »
        if index > 1, words[index] == "en", words[index - 1].hasPrefix("ne") { return nil }
        let opens = ["de", "entre", "du"].contains(words[index])
        guard let from = date(words, at: opens ? index + 1 : index, skipping: []) else { return nil }
        if let end = Self.now(words, at: from.end) {
            let value = Self.checked(since(from), since: from.month.map { _ in from.months })
            return DurationMention(value: value, role: .experience, range: index..<end)
        }
        guard let to = date(words, at: from.end, skipping: Self.untilWords),
            opens || to.end - from.end <= 2 || ["a", "jusqu", "au"].contains(words[from.end])
        else { return nil }
        let months = to.monthsThrough - from.months
        return DurationMention(
            value: Self.checked(Double(months) / 12), role: datedRole(tokens, before: index), range: index..<to.end)
    }

    static let untilWords = ["a", "et", "jusqu", "en", "au"]

    /// « de 2019 à aujourd'hui »: where the words that mean today end.
    static func now(_ words: [String], at start: Int) -> Int? {
        var index = start
        while index < words.count, index < start + 2, ["a", "jusqu", "et"].contains(words[index]) { index += 1 }
        guard index > start, index < words.count else { return nil }
        let phrase = [["aujourd", "hui"], ["maintenant"], ["ce", "jour"], ["present"]].first {
            words[index...].starts(with: $0)
        }
        return phrase.map { index + $0.count }
    }

    func since(_ date: NamedDate) -> Double {
        date.month == nil ? Double(today.year - date.year) : Double(today.months - date.months) / 12
    }

    private static let longestDatedAnswer = 7

    /// « j'ai quitté le bâtiment en 2015 et depuis cette date je suis… »: since the date named last.
    func sinceThen(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        // « DE obtenu en 2009, en poste depuis »
        let isBare = index + 1 == words.count || tokens[index + 1].boundary > .none
        if isBare, index > 0, Self.workWords.contains(words[index - 1]) {
            return since(lastDateBefore: index, words, end: index + 1)
        }
        let then = [["cette", "date"], ["lors"], ["ce", "jour"], ["ce", "moment"], ["cette", "annee"]].first {
            words[(index + 1)...].starts(with: $0)
        }
        return then.flatMap { since(lastDateBefore: index, words, end: index + 1 + $0.count) }
    }

    private func since(lastDateBefore index: Int, _ words: [String], end: Int) -> DurationMention? {
        guard
            let date = words.indices.prefix(index).lazy.compactMap({ place in
                date(words, at: place, skipping: [])
            }).last
        else { return nil }
        let value = Self.checked(since(date), since: date.month.map { _ in date.months })
        return DurationMention(value: value, role: .experience, range: index..<end)
    }

    /// « depuis janvier »: the last one.
    func sinceMonth(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        var place = index + 1
        while place < words.count, ["le", "debut", "fin", "mi", "mois", "de", "d", "la"].contains(words[place]) {
            place += 1
        }
        // « depuis sept ans » is no September.
        guard place < words.count, let month = Day.month(named: words[place]), unit(words, at: place + 1) == nil,
            !saysDiploma(tokens, before: index)
        else { return nil }
        let start = (today.year - (month > today.month ? 1 : 0)) * 12 + month - 1
        let value = Self.checked(Double(today.months - start) / 12, since: start)
        return DurationMention(value: value, role: .experience, range: index..<(place + 1))
    }

    /// « depuis mes 22 ans, j'en ai 34 »: the years between two ages.
    func sinceAge(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        let opening = [["mes"], ["ses"], ["l", "age", "de"], ["que", "j", "ai"]].first {
            words[(index + 1)...].starts(with: $0)
        }
        guard let opening, let start = Numbers.read(tokens, at: index + 1 + opening.count),
            let (unit, end) = unit(words, at: start.end), unit == 1
        else { return nil }
        return years(from: start.value, words, tokens, besides: index..<end)
    }

    /// « j'ai commencé à 22 ans, j'en ai 34 »
    func betweenAges(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
        guard words[index] == "a", hasStarted(tokens, before: index),
            let start = Numbers.read(tokens, at: index + 1), let (unit, end) = unit(words, at: start.end), unit == 1,
            start.value >= 14
        else { return nil }
        return years(from: start.value, words, tokens, besides: index..<end)
    }

    /// The years from an age to the other age of the message, which is today's.
    private func years(
        from start: Double, _ words: [String], _ tokens: [Token], besides range: Range<Int>
    ) -> DurationMention? {
        let ages = words.indices.compactMap { place -> Double? in
            guard !range.contains(place), place > 1,
                ["ai", "maintenant"].contains(words[place - 1])
                    || words[place - 1] == "a" && ["elle", "il", "en"].contains(words[place - 2])
            else { return nil }
            return Numbers.read(tokens, at: place)?.value
        }
        guard let age = ages.first(where: { $0 > start && $0 < 100 }) else { return nil }
        return DurationMention(value: Self.checked(age - start), role: .experience, range: range)
    }

    /// « depuis 98 », « depuis nonante-huit »: a year of the last century.
    func shortYear(_ tokens: [Token], at index: Int) -> (year: Int, end: Int)? {
        guard let number = Numbers.read(tokens, at: index), (60...99).contains(number.value),
            number.value.rounded() == number.value, unit(tokens.map(\.text), at: number.end) == nil
        else { return nil }
        return (1900 + Int(number.value), number.end)
    }

    /// The month in which work is said to have ended: « … j'ai tout lâché en 2017 ».
    func end(_ words: [String], after start: Int) -> Int? {
        for index in start..<max(start, words.count) where words[index] == "en" {
            guard let date = date(words, at: index + 1, skipping: []),
                words[max(start, index - 4)..<index].contains(where: { Self.endVerbs.contains($0) })
            else { continue }
            return date.monthsThrough
        }
        return nil
    }

    /// The same before the start: « jusqu'en 2023, j'avais commencé en 2019 ».
    func end(_ words: [String], before index: Int) -> Int? {
        words.indices.prefix(index).lazy.compactMap { place in
            guard Self.endVerbs.contains(words[place]), place + 1 < index else { return nil }
            return date(words, at: place + 1, skipping: ["en", "a", "au", "le", "fin", "debut", "mi"])?.monthsThrough
        }.last
    }

    static let endVerbs: Set = [
        "arrete", "lache", "quitte", "fini", "parti", "partie", "demissionne", "licencie", "licenciee", "jusqu",
        "cesse", "termine",
    ]

    func hasStarted(_ tokens: [Token], before index: Int) -> Bool {
        let near = tokens[max(0, index - 7)..<index]
        // « embauchée en 2015, licenciée en 2017 »: an end is no second start.
        if let end = near.lastIndex(where: { Self.endVerbs.contains($0.text) }),
            !near[end...].contains(where: { Self.startVerbs.contains($0.text) })
        {
            return false
        }
        let clause = tokens[..<index].lastIndex { $0.boundary != .none } ?? 0
        return near.contains { Self.startVerbs.contains($0.text) }
            && !near.suffix(index - clause).contains { Self.studyNouns.contains($0.text) }
    }

    func date(
        _ words: [String], at start: Int, skipping skipped: [String]
    ) -> NamedDate? {
        var index = start
        var day: Int?
        while index < words.count, skipped.contains(words[index]) { index += 1 }
        // « le 1er avril 2023 »
        if index + 1 < words.count, Int(words[index]).map({ (1...31).contains($0) }) ?? (words[index] == "premier") {
            let number = Int(words[index]) ?? 1
            if Day.month(named: words[index + 1]) != nil {
                day = number
                index += 1
            } else if words[index + 1] == "er" {
                day = number
                index += 2
            }
        }
        var month: Int?
        // « 15/09/2021 »
        if index + 2 < words.count, isYear(words[index + 2]),
            Int(words[index + 1]).map({ (1...12).contains($0) }) ?? false,
            let number = Int(words[index]), (1...31).contains(number)
        {
            day = number
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
            let year = today.year - (month > today.month ? 1 : 0)
            return NamedDate(year: year, month: month, day: day, end: index + 1)
        }
        if month != nil, words[index].utf8.count == 2, let short = Int(words[index]), short <= today.year % 100 {
            return NamedDate(year: 2000 + short, month: month, day: day, end: index + 1)
        }
        guard isYear(words[index]), let year = Int(words[index]) else { return nil }
        return NamedDate(year: year, month: month, day: day, end: index + 1)
    }

    static let seasons: [String: Int] = ["printemps": 4, "ete": 7, "automne": 10, "hiver": 1]

    func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && Int(word).map { $0 >= 1950 && $0 <= today.year } ?? false
    }
}

/// A point in time that a person names: « 2019 », « janvier 2021 », « le 31 août 2022 ».
struct NamedDate {
    let year: Int
    let month: Int?
    let day: Int?
    /// Where its words end.
    let end: Int

    /// Months since year 0, at its beginning; a year alone begins in January.
    var months: Int { year * 12 + (month ?? 1) - 1 }
    /// The same for a date that ends something: the last days of a month end the month.
    var monthsThrough: Int { months + ((day ?? 1) >= 28 ? 1 : 0) }
}
