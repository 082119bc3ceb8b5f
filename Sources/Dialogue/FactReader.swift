import French

/// The facts that one message tells.
struct Reading: Sendable, Equatable {
    /// The facts, by name.
    var facts = FactSheet()
    /// The message says that the values told are the only ones (« seulement une licence », « aucun diplôme »).
    var isExclusive = false
    /// The message says that there is nothing besides (« …, rien de plus »).
    var isAll = false
    /// Values that are named but not held yet (« je prépare le DEES »), by id.
    var inProgress: [String] = []
    /// Values that the message denies (« je n'ai pas de master »), by id.
    var denied: [String] = []
    /// A length of time was told, but not one that can be kept.
    var problem: Problem?
    /// Flags that the message says it does not know (« je ne sais pas si c'est du social »).
    var doubted: [String] = []
    /// The message says where the person worked, and not whether that is in a field that a flag asks for.
    var namesOtherPlace = false
    /// The message says that the work was not in the field (« jamais dans le social », « zéro année dans le social »).
    var deniesField = false
    /// The choice of a precision that the message makes.
    var choice: Precision.Choice?
    /// « oui » or « non » at the start of the message.
    var yesNo: Bool?
    /// The message takes back something said before (« non pardon », « finalement »).
    var corrects = false

    enum Problem: Sendable, Equatable {
        /// « quelques années », « 3 à 4 ans ».
        case vague
        /// 200 years, -3 years.
        case absurd
    }

    /// Where in the text the facts stand, as UTF-8 offsets.
    var places: [Range<Int>] = []
    /// Somebody near whom the facts are about (« ma sœur »); nil where they are the writer's.
    var relation: String?

    /// Drops the lengths of time.
    mutating func forgetLengths() {
        for case (let name, .duration) in facts.values { facts[name] = nil }
    }

    /// Whether no fact is told.
    var tellsNothing: Bool { facts.isEmpty && inProgress.isEmpty && denied.isEmpty && problem == nil }

    /// Whether the message tells nothing that the check can use.
    var isEmpty: Bool {
        facts.isEmpty && inProgress.isEmpty && denied.isEmpty && problem == nil && choice == nil
    }
}

/// Reads facts from messages. Built once for a form.
struct FactReader: Sendable {
    struct CategoryMatch: Sendable {
        let value: CategoryValue
        let isProfession: Bool
        /// Whether it names the value only where it stands alone.
        var standsAlone = false
    }

    let form: Form
    /// For each category fact, its values by the words that name them.
    private(set) var categories: [String: Phrasebook<CategoryMatch>] = [:]
    /// Forms in capitals that are also words (« AS ») and count only in capitals, by fact.
    private(set) var capitals: [String: Phrasebook<CategoryMatch>] = [:]
    private(set) var flags: [String: Phrasebook<Bool>] = [:]
    private(set) var precisions: [String: Phrasebook<Int>] = [:]
    let yesNo: Phrasebook<Bool>

    init(form: Form, yesNo: Phrasebook<Bool>, spelling: Spelling) {
        self.form = form
        self.yesNo = yesNo
        for fact in form.facts {
            switch fact.kind {
            case .category(let values): index(values, of: fact.name, spelling)
            case .flag(let yes, let no):
                var book = Phrasebook<Bool>()
                for phrase in yes { book.add(phrase, true, spelling: spelling) }
                for phrase in no { book.add(phrase, false, spelling: spelling) }
                flags[fact.name] = book
            case .duration: break
            }
        }
        for precision in form.precisions {
            var book = Phrasebook<Int>()
            for (index, choice) in precision.choices.enumerated() {
                for phrase in choice.forms { book.add(phrase, index, spelling: spelling) }
            }
            precisions[precision.id] = book
        }
    }

    private mutating func index(_ values: [CategoryValue], of fact: String, _ spelling: Spelling) {
        var book = Phrasebook<CategoryMatch>()
        var upper = Phrasebook<CategoryMatch>()
        for value in values {
            for phrase in value.aloneForms {
                let match = CategoryMatch(value: value, isProfession: false, standsAlone: true)
                book.add(phrase, match, spelling: spelling)
            }
            for (phrases, isProfession) in [(value.forms, false), (value.professions, true)] {
                for phrase in phrases {
                    let match = CategoryMatch(value: value, isProfession: isProfession)
                    if Self.needsCapitals(phrase) {
                        upper.add(phrase, match)
                    } else {
                        book.add(phrase, match, spelling: spelling)
                    }
                }
            }
        }
        categories[fact] = book
        capitals[fact] = upper
    }

    /// Two capital letters are an acronym only where they are written as such: « AS », but « tu as ».
    private static func needsCapitals(_ phrase: String) -> Bool {
        phrase.utf8.count <= 2 && phrase.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }

    /// What a message is read in the light of.
    struct Context {
        let today: Day
        /// The question that the message may answer; it makes « 3 », « oui » and « aucune » mean something.
        var question: Question?
        /// Where the message names work outside what a flag asks for, by flag.
        var outside: [String: [Range<Int>]] = [:]
        /// Whether the person knows the verdict, so that « c'était dans une banque » takes something back.
        var isRevising = false
    }

    /// Reads the facts of a message.
    func read(_ utterance: Utterance, in context: Context) -> Reading {
        let speakers = Speakers(utterance.tokens)
        func read(_ person: Speakers.Person) -> Reading {
            var facts = MessageFacts(
                reader: self, utterance: utterance, speakers: speakers, person: person, context: context)
            return facts.read()
        }
        let own = read(.writer)
        guard own.tellsNothing, speakers.relation != nil, !Speakers.isAside(utterance.tokens) else {
            return own
        }
        var other = read(.other)
        guard !other.tellsNothing else { return own }
        // « mes parents ont un master » says nothing of anybody whose check this could be.
        guard let relation = Speakers.relation(in: utterance), ThirdPerson(relation) != nil else { return own }
        other.relation = relation
        return other
    }
}
