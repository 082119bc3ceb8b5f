/// Lengths between dates: « depuis janvier 2021 », « de 2012 à 2018 », « commencé en 2006, arrêté en 2017 ».
extension DurationReader {
    /// « depuis 2019 », « depuis janvier 2021 », « de 2012 à 2018 », « 2012-2018 ».
    func dates(_ tokens: [Token], _ words: [String], at index: Int) -> DurationMention? {
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
        let goesOn = words.contains("toujours") && !saysDiploma(tokens, before: index)
        if ["en", "le", "l"].contains(words[index]), hasStarted(words, before: index) || goesOn,
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

    func since(_ date: (year: Int, month: Int?, end: Int)) -> Double {
        date.month.map { Double(today.months - (date.year * 12 + $0 - 1)) / 12 } ?? Double(today.year - date.year)
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
            return date.year * 12 + (date.month ?? 1) - 1
        }
        return nil
    }

    static let endVerbs: Set = [
        "arrete", "lache", "quitte", "fini", "parti", "partie", "demissionne", "jusqu", "cesse", "termine",
    ]

    func hasStarted(_ words: [String], before index: Int) -> Bool {
        let near = words[max(0, index - 7)..<index]
        return near.contains { Self.startVerbs.contains($0) } && !near.contains { Self.studyNouns.contains($0) }
    }

    func date(
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

    static let seasons: [String: Int] = ["printemps": 4, "ete": 7, "automne": 10, "hiver": 1]

    func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && Int(word).map { $0 >= 1950 && $0 <= today.year } ?? false
    }
}
