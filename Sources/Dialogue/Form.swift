import French

/// The personal check: the facts to gather, how to ask for them, and the rules that lead to a verdict.
public struct Form: Sendable, Equatable, Codable {
    /// The intent that starts the check.
    public var intent: String
    /// The section of the article that the rules come from.
    public var section: String
    /// The facts, in the order in which they are told and, other things being equal, asked.
    public var facts: [FactDefinition]
    /// The questions that tell apart the values of a category which are not precise enough.
    public var precisions: [Precision]
    /// The rules.
    public var table: DecisionTable
    public var texts: Texts
    /// The answer to « que me manque-t-il ? »; nil where the content does not foresee it.
    public var shortfall: Shortfall?
    /// The answer to « qu'as-tu retenu ? »; nil where the content does not foresee it.
    public var recall: Recall?

    /// The words that the form's own phrases are made of.
    func words(_ spelling: Spelling) -> Set<String> {
        let named = facts.flatMap(\.phrases) + precisions.flatMap { $0.choices.flatMap(\.forms) }
        return Set(named.flatMap { Utterance($0, spelling: spelling).tokens.map(\.text) })
    }

    /// The flags that tell of what kind the years are (« dans le domaine social »): those that the question about the years says
    /// too. Other flags stand for themselves.
    var fieldFlags: Set<String> {
        Set(facts.filter { $0.kind == .duration }.flatMap(\.implies))
    }

    /// What is said of the facts that are kept.
    public struct Recall: Sendable, Equatable, Codable {
        /// How people ask for it.
        public var phrases: [String]
        /// Where no fact is kept.
        public var nothing: String

        public init(phrases: [String], nothing: String) {
            self.phrases = phrases
            self.nothing = nothing
        }
    }

    /// What is said of the smallest change that would make a person eligible.
    public struct Shortfall: Sendable, Equatable, Codable {
        /// How people ask for it.
        public var phrases: [String]
        /// Where nothing is missing.
        public var nothing: String
        /// Where only years are missing; `{manque}` is how many.
        public var years: String
        /// Where another value is missing; `{voies}` names the ways, `{annees}` the years that go with the nearest.
        public var value: String
        /// The names of the ways.
        public var ways: [String: String]

        public init(phrases: [String], nothing: String, years: String, value: String, ways: [String: String]) {
            self.phrases = phrases
            self.nothing = nothing
            self.years = years
            self.value = value
            self.ways = ways
        }
    }

    /// What the check says around the questions.
    public struct Texts: Sendable, Equatable, Codable {
        /// Before the first question.
        public var opening: String
        /// « J'ai retenu : {faits}. »
        public var retained: String
        /// At the end of every verdict: how admission works, whom to ask, the date of the information.
        public var closing: String
        /// Whether there is no other value than the one that leads nowhere.
        public var confirmation: String
        /// The same about somebody else.
        public var confirmationOther: String?
        /// Before a verdict that is not about the person as they are (« et si j'avais… »); `{faits}` are the facts supposed.
        public var hypothesis: String?
        /// What is said of a remark after the verdict that changes nothing; nil where it is read like any other message.
        public var unchanged: String?
        /// What is said of a supposition that comes before the verdict.
        public var hypothesisTooEarly: String?
        /// What stays open where the person does not know whether they hold another value.
        public var confirmationOpen: String?
        /// After « pas encore », where a start date was told; `{mois}` is the month in which the years are reached.
        public var from: String?
        /// Why that is asked.
        public var confirmationWhy: String
        /// « oui » to that question: which one?
        public var confirmationWhich: String
        /// A value that is not held yet (a diploma that is being prepared).
        public var notHeldYet: String
        /// The verdict when something that matters stays unknown; `{ouvert}` stands for it.
        public var leftOpen: String
        public var suggestions: [String]
        /// Other intents that ask for the check where a person's facts are told beside them: « est-ce suffisant pour être
        /// admis ? » after a diploma and years.
        public var intentsWithFacts: [String]
        /// The last question whether there is another value, in other words that fit anybody.
        public var confirmationRephrased: [String]

        public init(
            opening: String, retained: String, closing: String, confirmation: String, confirmationWhy: String,
            confirmationWhich: String, notHeldYet: String, leftOpen: String, suggestions: [String],
            confirmationOther: String? = nil, hypothesis: String? = nil, hypothesisTooEarly: String? = nil,
            from: String? = nil,
            confirmationOpen: String? = nil, confirmationRephrased: [String] = [], intentsWithFacts: [String] = []
        ) {
            self.intentsWithFacts = intentsWithFacts
            self.confirmationRephrased = confirmationRephrased
            self.confirmationOpen = confirmationOpen
            self.confirmationOther = confirmationOther
            self.hypothesis = hypothesis
            self.hypothesisTooEarly = hypothesisTooEarly
            self.from = from
            self.opening = opening
            self.retained = retained
            self.closing = closing
            self.confirmation = confirmation
            self.confirmationWhy = confirmationWhy
            self.confirmationWhich = confirmationWhich
            self.notHeldYet = notHeldYet
            self.leftOpen = leftOpen
            self.suggestions = suggestions
        }
    }

    public init(
        intent: String, section: String, facts: [FactDefinition], precisions: [Precision], table: DecisionTable,
        texts: Texts, shortfall: Shortfall? = nil, recall: Recall? = nil
    ) {
        self.recall = recall
        self.shortfall = shortfall
        self.intent = intent
        self.section = section
        self.facts = facts
        self.precisions = precisions
        self.table = table
        self.texts = texts
    }

    /// The fact with a name.
    func fact(_ name: String) -> FactDefinition? { facts.first { $0.name == name } }

    /// The precision with an id.
    func precision(_ id: String) -> Precision? { precisions.first { $0.id == id } }
}

/// A fact that the check gathers.
public struct FactDefinition: Sendable, Equatable, Codable {
    /// What kind of value the fact has.
    public enum Kind: Sendable, Equatable, Codable {
        /// One or several values of a list (diplomas); the rules look at their way.
        case category([CategoryValue])
        /// A length of time, in years.
        case duration
        /// Yes or no, with phrases that say so without being asked.
        case flag(yes: [String], no: [String])

        var isCategory: Bool {
            if case .category = self { true } else { false }
        }
    }

    /// The phrases by which the fact is known in a message.
    var phrases: [String] {
        switch kind {
        case .category(let values): values.flatMap { [$0.label] + $0.forms + $0.professions + $0.aloneForms }
        case .flag(let yes, let no): yes + no
        case .duration: []
        }
    }

    /// Whether the fact is a yes or a no.
    public var isFlag: Bool {
        if case .flag = kind { true } else { false }
    }

    /// The sentences about a fact.
    public struct Texts: Sendable, Equatable, Codable {
        public var question: String
        /// The question about somebody else, with `{qui}` and `{pronom}`; nil where the content has none.
        public var questionOther: String?
        /// `rephrased` about somebody else.
        public var rephrasedOther: [String] = []
        /// Answers to choose from, where two answers were not understood; each is read as if the person had said it.
        public var choices: [String] = []
        /// The same question in other words, used in turn when it has to be asked again.
        public var rephrased: [String]
        public var why: String
        /// For « je ne sais pas ».
        public var help: String
        /// The fact in a list of facts; `{valeur}` stands for the value. For a flag: what « yes » reads as.
        public var told: String
        /// For a flag: what « no » reads as.
        public var toldNo: String?
        /// For a length: the years told beside it that do not count towards it.
        public var toldElsewhere: String?
        /// What a prompt calls the fact while it is awaited; nil where the content has no word for it.
        public var prompt: String?
        /// What stays open when the fact stays unknown.
        public var open: String
        /// A vague value (« quelques années », « 3 à 4 ans ») was given: asks for one.
        public var vague: String?

        public init(
            question: String, rephrased: [String], why: String, help: String, told: String, toldNo: String? = nil,
            open: String, vague: String? = nil, questionOther: String? = nil, choices: [String] = [],
            rephrasedOther: [String] = []
        ) {
            self.rephrasedOther = rephrasedOther
            self.choices = choices
            self.questionOther = questionOther
            self.question = question
            self.rephrased = rephrased
            self.why = why
            self.help = help
            self.told = told
            self.toldNo = toldNo
            self.open = open
            self.vague = vague
        }
    }

    /// The name of the fact in rules, transcripts and the protocol, for instance `experience_years`.
    public let name: String
    /// What the protocol calls it while it is awaited, for instance `experience`.
    public let awaits: String
    public let kind: Kind
    /// The flags that an answer to the question says too, because the question names them (« …dans le domaine social ? »).
    public let implies: [String]
    public let texts: Texts

    public init(name: String, awaits: String, kind: Kind, implies: [String] = [], texts: Texts) {
        self.name = name
        self.awaits = awaits
        self.kind = kind
        self.implies = implies
        self.texts = texts
    }

    var values: [CategoryValue] {
        guard case .category(let values) = kind else { return [] }
        return values
    }
}

/// A value of a category: a diploma, a level, a profession.
public struct CategoryValue: Sendable, Equatable, Codable {
    public let id: String
    /// How the bot names it.
    public let label: String
    /// The way that the rules know it by; nil where a precision decides.
    public let way: String?
    /// The id of the precision that decides the way.
    public let precision: String?
    /// How people write it.
    public let forms: [String]
    /// How people name the profession that goes with it.
    public let professions: [String]
    /// What names it only where it stands alone: « ingénieur », between commas or as the whole answer.
    public let aloneForms: [String]
    /// The flags that are true of a person who works in that profession.
    public let implies: [String]
    /// Whether it says that there is no other value (« aucun diplôme »).
    public let isExclusive: Bool

    public init(
        id: String, label: String, way: String?, precision: String? = nil, forms: [String], professions: [String] = [],
        aloneForms: [String] = [], implies: [String] = [], isExclusive: Bool = false
    ) {
        self.id = id
        self.label = label
        self.way = way
        self.precision = precision
        self.forms = forms
        self.professions = professions
        self.aloneForms = aloneForms
        self.implies = implies
        self.isExclusive = isExclusive
    }
}

/// A question that makes a value precise: « niveau 3 », of which scale?
public struct Precision: Sendable, Equatable, Codable {
    /// An answer, and the value that it leads to.
    public struct Choice: Sendable, Equatable, Codable {
        public let label: String
        /// How people say it; also what decides at once when it stands beside the value.
        public let forms: [String]
        /// Whether « oui » or « non » means this choice; nil where neither does.
        public let means: Bool?
        /// The id of the value that the choice leads to.
        public let becomes: String

        public init(label: String, forms: [String], means: Bool?, becomes: String) {
            self.label = label
            self.forms = forms
            self.means = means
            self.becomes = becomes
        }
    }

    public let id: String
    public let question: String
    public let rephrased: [String]
    public let why: String
    public let help: String
    /// What stays open when nobody knows.
    public let open: String
    public let choices: [Choice]

    public init(
        id: String, question: String, rephrased: [String], why: String, help: String, open: String, choices: [Choice]
    ) {
        self.id = id
        self.question = question
        self.rephrased = rephrased
        self.why = why
        self.help = help
        self.open = open
        self.choices = choices
    }
}
