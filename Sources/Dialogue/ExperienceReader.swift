import French

/// Reads how long a person has worked, and how much of it in the field.
struct ExperienceReader {
    /// What the lengths of a message come to.
    struct Experience {
        /// The length in the field, or outside it where none is in it.
        var length: Seniority?
        /// Whether the length is in the field; nil where the message does not say.
        var isInField: Bool?
        var problem: Reading.Problem?
        /// The tokens that it was read from.
        var range = 0..<0
    }

    /// A place in the message that says whether work was in the field.
    struct FieldMark {
        let range: Range<Int>
        let isInField: Bool
        /// Whether it names the field and denies it (« jamais dans le social »).
        var isDenial = false
    }

    let tokens: [Token]
    /// The lengths of time that are the person's work.
    let mentions: [DurationMention]
    let marks: [FieldMark]
    /// Time without work.
    var pauses: [DurationMention] = []

    /// Adds the lengths up. O(lengths × marks).
    func read() -> Experience {
        var work = mentions
        // « 2 ans… euh non 12, faute de frappe »: what follows the last correction that a length follows.
        for marker in Corrections.markers(tokens) {
            let after = work.filter { $0.range.lowerBound > marker }
            if !after.isEmpty { work = after }
        }
        // « pas 2 mais 5 », « 4 ans et non 2 »
        let said = work.filter { mention in
            let start = mention.range.lowerBound
            // « je n'ai pas 5 ans, seulement 2 »
            if mention.below != nil, tokens[mention.range].contains(where: { $0.text == "pas" }) { return false }
            return start == 0 || !["pas", "non"].contains(tokens[start - 1].text) || tokens[start].boundary > .none
        }
        if !said.isEmpty { work = said }
        // « 7 ans de boutique, jamais travaillé dans le social »: no length of its own, but a word on the others.
        let lengths = work.filter { !$0.isNone }
        if !lengths.isEmpty { work = lengths }
        // « depuis toujours, genre 20 ans »
        let known = work.filter { if case .known = $0.value { true } else { false } }
        if !known.isEmpty { work.removeAll { $0.value == .vague } }
        if work.count == 1 { work = [withoutPauses(work[0])] }
        var parts = work.map { (mention: $0, isInField: field(of: $0, among: work)) }
        parts = Self.independent(parts, tokens, marks)
        parts = withoutRestatement(parts)
        // « presque 3 ans, les 3 ans tombent en juin »
        let bounds = parts.compactMap(\.mention.below)
        parts.removeAll { part in
            let start = part.mention.range.lowerBound
            return start > 0 && tokens[start - 1].text == "les" && bounds.contains { $0 == part.mention.exactYears }
        }
        // « moins de 3 ans, ça fait neuf mois »: the same said twice, the second time exactly.
        let exact = parts.compactMap { $0.mention.exactYears }
        parts.removeAll { part in part.mention.below.map { below in exact.contains { $0 < below } } ?? false }
        guard !parts.isEmpty else { return Experience() }
        var inside = parts.filter { $0.isInField != false }
        // « jamais travaillé dans le social »
        if marks.contains(where: { $0.isDenial }), !marks.contains(where: \.isInField) { inside = [] }
        let counted = inside.isEmpty ? parts : inside
        var result = Experience()
        for part in counted {
            switch part.mention.value {
            case .absurd: result.problem = .absurd
            case .vague, .range: result.problem = result.problem ?? .vague
            case .known(let length): result.length = result.length.map { $0 + length } ?? length
            }
        }
        // « vingt ans dans l'hôtellerie, et un an de pratique »: what is set against work elsewhere is in the field.
        result.isInField =
            inside.isEmpty ? false : inside.count < parts.count || inside.contains { $0.isInField == true } ? true : nil
        // « aucune expérience dans le social » is none in the field, not some outside it.
        if result.length == Seniority(0) { result.isInField = true }
        if !inside.isEmpty, result.length != nil { result.length?.elsewhere = elsewhere(in: parts) }
        result.range =
            (counted.map(\.mention.range.lowerBound).min() ?? 0)..<(counted.map(\.mention.range.upperBound).max() ?? 0)
        if result.problem == nil, let length = result.length, length.lower > DurationReader.longestCareer {
            result.problem = .absurd
        }
        // « moitié social, moitié commerce »: how much of it counts is not told.
        if tokens.contains(where: { $0.text == "moitie" }), Set(marks.map(\.isInField)).count == 2, !parts.isEmpty {
            result.problem = .vague
            result.isInField = true
        }
        if result.problem != nil { result.length = nil }
        return result
    }

    /// The years outside the field, up to a working life.
    private func elsewhere(in parts: [(mention: DurationMention, isInField: Bool?)]) -> Double {
        let lengths = parts.filter { $0.isInField == false }.compactMap(\.mention.exactYears)
        return min(DurationReader.longestCareer, lengths.reduce(0, +))
    }

    // MARK: In the field or not

    /// What is said of a length by the mark that stands nearest to it, and nearer to it than to any other length.
    private func field(of mention: DurationMention, among all: [DurationMention]) -> Bool? {
        let own = marks.filter { mark in
            let distance = distance(mention, mark)
            return all.allSatisfy { $0 == mention || self.distance($0, mark) > distance }
        }
        return own.min { distance(mention, $0) < distance(mention, $1) }?.isInField
    }

    /// How many words part a length and a mark; what follows a length is said of it rather than of the next, and full stops
    /// and joining words part more.
    private func distance(_ mention: DurationMention, _ mark: FieldMark) -> Int {
        let isAfter = mark.range.lowerBound >= mention.range.upperBound
        let between =
            isAfter
            ? mention.range.upperBound..<mark.range.lowerBound
            : min(mark.range.upperBound, mention.range.lowerBound)..<mention.range.lowerBound
        var distance = between.count + (isAfter ? 0 : 1)
        for index in between.lowerBound...between.upperBound where index < tokens.count {
            switch tokens[index].boundary {
            case .none: if Self.joiners.contains(tokens[index].text) { distance += 4 }
            case .clause: distance += 3
            case .sentence: distance += 8
            }
        }
        return distance
    }

    private static let joiners: Set = ["et", "puis", "mais", "avant", "apres", "dont"]

    // MARK: Parts of one length

    /// « depuis deux ans…, deux ans d'ancienneté donc »: the same said again.
    private func withoutRestatement(
        _ parts: [(mention: DurationMention, isInField: Bool?)]
    ) -> [(mention: DurationMention, isInField: Bool?)] {
        guard parts.count == 2, let last = parts.last, parts[0].mention.exactYears == last.mention.exactYears,
            tokens[last.mention.range.upperBound...].prefix(3).contains(where: { $0.text == "donc" })
        else { return parts }
        return [parts[0]]
    }

    /// « depuis 2015, avec une coupure de 2 ans »: what is counted between dates holds the time without work; « 8 ans
    /// d'expérience » does not.
    private func withoutPauses(_ mention: DurationMention) -> DurationMention {
        let start = mention.range.lowerBound
        let opening = [tokens[start].text, start > 0 ? tokens[start - 1].text : ""]
        guard opening.contains(where: { ["depuis", "dpuis", "de", "du", "entre", "en"].contains($0) }) else {
            return mention
        }
        return pauses.reduce(mention) { $0.less($1) ?? $0 }
    }

    /// Drops what is only part of a length told before (« 8 ans, dont 3 en CCAS ») or says it again (« soit 7 ans »), and a
    /// whole whose part in the field is told (« 10 ans de carrière, dont 4 dans le social »).
    private static func independent(
        _ parts: [(mention: DurationMention, isInField: Bool?)], _ tokens: [Token], _ marks: [FieldMark]
    ) -> [(mention: DurationMention, isInField: Bool?)] {
        var result: [(mention: DurationMention, isInField: Bool?)] = []
        func isFieldNear(_ mention: DurationMention) -> Bool {
            marks.contains { mark in
                mark.range.lowerBound >= mention.range.upperBound
                    && mark.range.lowerBound - mention.range.upperBound <= 6
                    && tokens[mention.range.upperBound..<mark.range.lowerBound + 1].allSatisfy { $0.boundary == .none }
            }
        }
        for (index, part) in parts.enumerated() {
            let start = index == 0 ? 0 : parts[index - 1].mention.range.upperBound
            let end = max(start, part.mention.range.lowerBound)
            let between = tokens[start..<end].map(\.text)
            // « 2 ans plus 3 ans avant, donc 5 ans en tout»
            if index > 0, isWhole(part.mention, tokens), !between.contains("dont") {
                result = [part]
                continue
            }
            let isPart =
                between.contains { ["dont", "soit", "donc", "seulement"].contains($0) }
                || between.suffix(2) == ["a", "dire"]
            // « trois ans moins un mois »
            if let whole = result.last, between == ["moins"], let less = whole.mention.less(part.mention) {
                result[result.count - 1].mention = less
                continue
            }
            if let whole = result.last, isPart {
                if part.isInField == true, whole.isInField != true, isFieldNear(part.mention) {
                    result[result.count - 1] = part
                }
                continue
            }
            // « sept ans en tout, quatre en banque et trois en CHRS »: the parts say more than the whole.
            if isWhole(part.mention, tokens) {
                if index == 0, parts.count > 1 { continue }
                result.removeAll()
            }
            result.append(part)
        }
        return result
    }

    private static func isWhole(_ mention: DurationMention, _ tokens: [Token]) -> Bool {
        let before = tokens[max(0, mention.range.lowerBound - 2)..<mention.range.lowerBound].map(\.text)
        let after = tokens[mention.range.upperBound...].prefix(6).enumerated().prefix { place, token in
            place == 0 || token.boundary == .none
        }.map(\.element.text)
        return wholes.contains(before)
            || after.indices.dropLast().contains { wholes.contains([after[$0], after[$0 + 1]]) }
    }

    private static let wholes: [[String]] = [["en", "tout"], ["au", "total"], ["en", "total"]]
}

extension DurationMention {
    /// Whether the length is that there was none.
    fileprivate var isNone: Bool { value == .known(Seniority(0)) }

    /// The length without another one.
    fileprivate func less(_ other: DurationMention) -> DurationMention? {
        guard let years = exactYears, let taken = other.exactYears, taken < years else { return nil }
        return DurationMention(value: .known(Seniority(years - taken)), role: role, range: range)
    }

    /// The length where it is exact.
    fileprivate var exactYears: Double? {
        guard case .known(let length) = value, length.below == nil else { return nil }
        return length.nominal
    }

    /// What the length stays under, where only that is told.
    fileprivate var below: Double? {
        guard case .known(let length) = value else { return nil }
        return length.below
    }
}
