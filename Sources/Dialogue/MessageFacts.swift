import French

/// The facts that one message tells of one person, step by step: what is named, how long, in what field, what is answered.
struct MessageFacts {
    typealias CategoryMatch = Phrasebook<FactReader.CategoryMatch>.Match

    let reader: FactReader
    let utterance: Utterance
    let speakers: Speakers
    let person: Speakers.Person
    let context: FactReader.Context

    var reading = Reading()
    /// Tokens that name values, and those that name diplomas rather than professions.
    var taken: [Range<Int>] = []
    var diplomas: [Range<Int>] = []
    /// Professions that are the person's work in the field, and the flags that they imply.
    var professions: [ExperienceReader.FieldMark] = []
    var implied: [String] = []
    /// Time without work.
    var pauses: [DurationMention] = []

    init(
        reader: FactReader, utterance: Utterance, speakers: Speakers, person: Speakers.Person,
        context: FactReader.Context
    ) {
        self.reader = reader
        self.utterance = utterance
        self.speakers = speakers
        self.person = person
        self.context = context
    }

    var form: Form { reader.form }
    var question: Question? { context.question }
    var tokens: [Token] { utterance.tokens }

    /// Reads the facts.
    mutating func read() -> Reading {
        reading.yesNo = reader.yesNo.longestMatch(in: tokens, at: 0)?.value ?? finalAnswer
        reading.corrects = Corrections.isCorrection(tokens)
        for fact in form.facts {
            guard case .category = fact.kind else { continue }
            readCategory(fact)
        }
        readExperience()
        readAnswer()
        reading.isAll = saysAll
        return reading
    }

    /// « … rien de plus », « … c'est tout »
    private var saysAll: Bool {
        let words = tokens.map(\.text)
        guard !utterance.hasQuestionMark else { return false }
        return words.indices.contains { index in Self.closings.contains { words[index...].starts(with: $0) } }
    }

    private static let closings: [[String]] = [
        ["rien", "de", "plus"], ["rien", "d", "autre"], ["c", "est", "tout"], ["rien", "en", "dehors"],
        ["pas", "d", "autre"], ["aucun", "autre"], ["c", "est", "le", "seul"], ["pas", "d", "autres"],
    ]

    /// « j'enseigne les maths, donc je dirais que non »
    private var finalAnswer: Bool? {
        guard tokens.count > 1, let last = tokens.last, ["oui", "non"].contains(last.text),
            ["que", "donc", "plutot", "dirais", "dis", "pense"].contains(tokens[tokens.count - 2].text)
        else { return nil }
        return last.text == "oui"
    }

    func isAsked(_ fact: String) -> Bool { question == .fact(fact) }

    // MARK: Answers to a question

    /// « Diplôme d'État ? Je n'en sais rien »: the words of the question, before the answer.
    func isEchoed(_ range: Range<Int>) -> Bool {
        let end = clause(around: range).upperBound
        guard end < tokens.count else { return false }
        return utterance.part([range.lowerBound..<end]).hasQuestionMark
    }

    private mutating func readAnswer() {
        switch question {
        case .fact(let name):
            guard case .flag = form.fact(name)?.kind, reading.facts[name] == nil, let answer = reading.yesNo else {
                return
            }
            // « non pardon, 10 ans, pas 9 » takes a length back.
            if !answer, Corrections.lastMarker(tokens) != nil,
                reading.facts.values.contains(where: { if case .duration = $0.value { true } else { false } })
            {
                return
            }
            reading.facts[name] = .flag(answer, words: utterance.text)
        case .precision(let id, _):
            guard let precision = form.precision(id), let book = reader.precisions[id] else { return }
            // « c'est quoi, un diplôme d'État ? » chooses nothing.
            let named = book.matches(in: tokens).filter { !isEchoed($0.range) && isAcronymMeant($0.range) }
            let meant = named.filter { !Possession.isDenied($0.range, in: tokens) }
            if let match = meant.first, reading.yesNo != nil || !utterance.asks {
                reading.choice = precision.choices[match.value]
            } else if let answer = reading.yesNo
                ?? (named.contains { precision.choices[$0.value].means == true } ? false : nil)
            {
                // « ce n'est pas le diplôme d'État »
                reading.choice = precision.choices.first { $0.means == answer }
            } else if let number = Numbers.read(utterance.tokens, at: 0), utterance.tokens.count == number.end,
                precision.choices.indices.contains(Int(number.value) - 1)
            {
                reading.choice = precision.choices[Int(number.value) - 1]
            }
        case .confirmation, nil: break
        }
    }
}
