import French

/// Of whom each word of a message speaks: the person who writes, somebody near (« ma sœur est… »), or nobody in
/// particular (« il faut trois ans »).
struct Speakers {
    enum Person: Equatable {
        case writer, other, nobody
    }

    /// One person a token.
    let persons: [Person]
    /// The first words that name somebody else, with their article: « ma sœur ».
    let relation: Range<Int>?

    init(_ tokens: [Token]) {
        var persons: [Person] = []
        var relation: Range<Int>?
        var person = Person.writer
        var beforeRequirement = Person.writer
        var isFirstPerson = false
        var isHelping = false
        for (index, token) in tokens.enumerated() {
            // « …, mon directeur me soutient, 6 ans d'ancienneté », « Mon mari travaille. 4 ans… », after « j'ai »
            if person == .other, isFirstPerson, !Self.others.contains(token.text),
                token.boundary == .sentence || token.boundary == .clause && isHelping
            {
                person = .writer
            }
            if token.boundary > .none { isHelping = false }
            if person == .other, ["me", "m"].contains(token.text) { isHelping = true }
            if person == .writer, ["je", "j", "jai"].contains(token.text) { isFirstPerson = true }
            if person == .nobody, token.boundary > .none || Self.returns.contains(token.text) {
                person = beforeRequirement
            }
            if Self.first.contains(token.text), !Self.isObject(tokens, index) { person = .writer }
            if Self.isRelation(tokens, index) {
                person = .other
                let isCompound = index + 2 < tokens.count && Self.relations.contains(tokens[index + 2].text)
                // « une de mes collègues »
                let isOneOf =
                    index > 1 && tokens[index - 1].text == "de" && ["un", "une"].contains(tokens[index - 2].text)
                relation = relation ?? (isOneOf ? index - 2 : index)..<(index + (isCompound ? 3 : 2))
            }
            if Self.requirements.contains(token.text), person != .nobody {
                beforeRequirement = person
                person = .nobody
            }
            persons.append(person)
        }
        self.persons = persons
        self.relation = relation
    }

    /// The words of a message that name somebody near, as typed where they are read alone as they were in the message, else as
    /// they were understood (« ma soeurr » is « ma soeur »).
    static func relation(in utterance: Utterance) -> String? {
        guard let range = Speakers(utterance.tokens).relation else { return nil }
        let typed = utterance.source(of: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return names(typed) ? typed : utterance.tokens[range].map(\.text).joined(separator: " ")
    }

    /// Whether words name somebody near, and nothing else.
    static func names(_ words: String) -> Bool {
        let utterance = Utterance(words)
        return Speakers(utterance.tokens).relation.map { utterance.source(of: $0) == words } ?? false
    }

    /// Whether the message tells of somebody in the past, or sets the writer against somebody: « ma mère était… », « …, pas
    /// moi ».
    static func isAside(_ tokens: [Token]) -> Bool {
        tokens.indices.contains { index in
            past.contains(tokens[index].text) || tokens[index].text == "moi" && isSetAgainst(tokens, index)
        }
    }

    /// « …, pas moi », « moi, je… »
    private static func isSetAgainst(_ tokens: [Token], _ index: Int) -> Bool {
        index > 0 && ["pas", "et", "mais"].contains(tokens[index - 1].text)
            || index + 1 < tokens.count && ["je", "j"].contains(tokens[index + 1].text)
    }

    private static let past: Set = ["etait", "avait", "disait", "etaient", "avaient"]

    /// Whether all tokens of a range speak of a person.
    func speaks(_ range: Range<Int>, of person: Person) -> Bool { persons[range].allSatisfy { $0 == person } }

    // MARK: Words

    /// Words after which somebody is named as an object or as what the writer is: « je m'occupe d'une personne », « j'ai été un
    /// salarié ».
    private static let objectMarks: Set = [
        "de", "d", "chez", "avec", "par", "ete", "etais", "eleve", "garde", "accompagne", "soigne", "encadre",
        "rejoint",
    ]
    /// Words that go on speaking of somebody else.
    private static let others: Set = ["il", "elle", "ils", "elles", "son", "sa", "ses", "lui", "et"]
    private static let first: Set = ["je", "j", "moi", "nous", "jai", "suis", "chui"]
    private static let returns: Set = ["ayant", "mais", "moi", "j", "je", "or"]
    private static let possessives: Set = ["mon", "ma", "mes", "notre", "nos", "un", "une", "sa", "son"]
    private static let relations: Set = [
        "soeur", "frere", "mere", "pere", "maman", "papa", "fils", "fille", "filles", "enfant", "enfants", "mari",
        "femme",
        "conjoint", "conjointe", "compagne", "compagnon", "ami", "amie", "copain", "copine", "collegue", "collegues",
        "voisin", "voisine", "cousin", "cousine", "oncle", "tante", "chef", "cheffe", "patron", "patronne", "parents",
        "niece", "neveu", "ex", "amis", "amies", "copains", "copines", "soeurs", "freres", "etudiants", "eleves",
        "salaries", "pote", "client", "cliente", "candidat", "candidate", "salarie", "salariee", "salariees", "clients",
        "clientes", "directeur", "directrice", "candidats", "employe", "employee",
        "personne", "dame", "monsieur", "gendre", "filleul", "filleule", "camarade", "binome", "coloc", "neveux",
        "cheri", "cherie", "daron", "daronne", "agent", "agente", "jumeau", "jumelle", "bru", "collaborateur",
        "collaboratrice", "charge", "chargee", "adjoint", "adjointe", "belle", "beau", "grand", "epouse", "epoux",
        "fiance", "fiancee", "stagiaire",
    ]
    private static let requirements: Set = [
        "faut", "fallait", "faudrait", "demandez", "demandent", "exige", "exigez", "exigent", "requis", "requise",
        "requiert", "dure", "acces", "reserve", "reserves", "reservee", "durait", "difference", "ouvert", "ouverte",
    ]

    /// « moi » after an order or a preposition names nobody new: « dites-moi », « chez moi ».
    private static func isObject(_ tokens: [Token], _ index: Int) -> Bool {
        ["moi", "nous"].contains(tokens[index].text) && index > 0
            && [
                "comme", "encore", "c", "dites", "dis", "chez", "pour", "renseigne", "parlez", "parle", "avec",
                "expliquez",
            ].contains(
                tokens[index - 1].text)
    }

    private static func isRelation(_ tokens: [Token], _ index: Int) -> Bool {
        guard index + 1 < tokens.count, possessives.contains(tokens[index].text),
            relations.contains(tokens[index + 1].text)
        else { return false }
        // « le cabinet comptable de mon père », « chez ma tante »: a place of the writer's.
        if index > 1, Self.objectMarks.contains(tokens[index - 1].text),
            !["un", "une", "part"].contains(tokens[index - 2].text), tokens[index - 1].boundary == .none
        {
            return false
        }
        // « un ami », but « un grand master » is no relation.
        let isOwned = !["un", "une"].contains(tokens[index].text)
        let isVague = [
            "belle", "beau", "grand", "chef", "stagiaire", "camarade", "monsieur", "directeur", "directrice",
        ].contains(
            tokens[index + 1].text)
        return isOwned || !isVague
    }
}
