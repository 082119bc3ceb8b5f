import French

/// A concept as its author writes it: words in their base forms, whose other forms are made by rule.
public struct ConceptDefinition: Sendable, Equatable, Codable {
    /// The name of the concept, for instance `argent_salaire`.
    public let name: String
    /// Nouns and noun groups in the singular.
    public let nouns: [String]
    /// Adjectives in the masculine singular.
    public let adjectives: [String]
    /// Verbs in the infinitive, with a complement or without.
    public let verbs: [String]
    /// Everything else, taken as it stands.
    public let forms: [String]

    public init(name: String, nouns: [String], adjectives: [String], verbs: [String], forms: [String]) {
        self.name = name
        self.nouns = nouns
        self.adjectives = adjectives
        self.verbs = verbs
        self.forms = forms
    }

    /// Whether the concept has no words.
    public var isEmpty: Bool { nouns.isEmpty && adjectives.isEmpty && verbs.isEmpty && forms.isEmpty }

    /// All forms of all words.
    public var inflected: [String] {
        nouns.flatMap(Inflection.noun) + adjectives.flatMap(Inflection.adjective) + verbs.flatMap(Inflection.verb)
            + forms
    }
}

/// Another job, diploma or field as its author writes it.
public struct SubjectDefinition: Sendable, Equatable, Codable {
    public let kind: ConceptLexicon.Subject.Kind
    /// The names for one thing (« infirmier », « infirmière »), in the singular.
    public let names: [String]
    /// The fact that is not so of a person who has worked there; nil where it may be so.
    public let outside: String?

    public init(kind: ConceptLexicon.Subject.Kind, names: [String], outside: String? = nil) {
        self.kind = kind
        self.names = names
        self.outside = outside
    }
}

extension ConceptLexicon {
    /// The entries of what an author wrote, with all inflected forms.
    public static func entries(concepts: [ConceptDefinition], subjects: [SubjectDefinition]) -> [Entry] {
        var entries: [Entry] = []
        for concept in concepts {
            for form in concept.inflected { entries.append(Entry(phrase: form, concept: concept.name)) }
        }
        for definition in subjects {
            for name in definition.names {
                let subject = Subject(kind: definition.kind, name: name, outside: definition.outside)
                for form in Inflection.noun(name) {
                    entries.append(
                        Entry(phrase: form, concept: Self.subjectConcept(definition.kind), subject: subject))
                }
            }
        }
        return entries
    }

    /// The concept that all subjects of a kind share.
    static func subjectConcept(_ kind: Subject.Kind) -> String { "\(kind.rawValue)_ailleurs" }
}
