import French
import Understanding

/// All that a bot says and knows, as its author wrote it and a loader checked it.
public struct BotDefinition: Sendable, Equatable, Codable {
    /// The name of the bot.
    public var name: String
    /// Who the bot is and what it knows, for the first screen.
    public var welcome: String
    /// Questions to try, for the first screen.
    public var questionsToTry: [String] = []
    public var article: Article
    public var topics: [Topic]
    public var form: Form?
    public var phrases: Phrases
    /// What people say to get the longer version of the last answer.
    public var morePhrases: [String]
    /// How people begin to set a topic aside (« laisse de côté »).
    public var setAsidePhrases: [String]
    /// Spellings that stand for other words.
    public var spellings: [SpellingPair]
    /// What words mean, whatever their letters.
    public var concepts: [ConceptDefinition]
    /// Other jobs, diplomas and fields, which the bot does not know.
    public var subjects: [SubjectDefinition]

    /// A spelling and what it stands for.
    public struct SpellingPair: Sendable, Equatable, Codable {
        public let written: String
        public let meant: String

        public init(written: String, meant: String) {
            self.written = written
            self.meant = meant
        }
    }

    public init(
        name: String, welcome: String, article: Article, topics: [Topic], form: Form?, phrases: Phrases,
        morePhrases: [String], setAsidePhrases: [String], spellings: [SpellingPair],
        concepts: [ConceptDefinition] = [],
        subjects: [SubjectDefinition] = []
    ) {
        self.name = name
        self.welcome = welcome
        self.article = article
        self.topics = topics
        self.form = form
        self.phrases = phrases
        self.morePhrases = morePhrases
        self.setAsidePhrases = setAsidePhrases
        self.spellings = spellings
        self.concepts = concepts
        self.subjects = subjects
    }

    /// The spellings, ready to read utterances with.
    public var spelling: Spelling { Spelling(spellings.map { ($0.written, $0.meant) }) }

    /// Every example with its intent, in the order of the content.
    public var examples: [LabelledExample] {
        topics.flatMap { topic in topic.examples.map { LabelledExample(label: topic.id, text: $0) } }
    }

    /// The definition without the examples and the words that only training needs.
    public var withoutTrainingExamples: BotDefinition {
        var result = self
        result.concepts = []
        result.subjects = []
        for index in result.topics.indices where !Act.phrased.contains(result.topics[index].id) {
            result.topics[index].examples = []
        }
        return result
    }

    /// The intent of everything that must be declined.
    public var outOfScope: String? { topics.first { $0.kind == .outOfScope }?.id }

    /// Trains the classifier of this content. The same content gives the same classifier on every machine.
    public func trainClassifier() -> IntentClassifier { trainer().train(examples) }

    /// What trains the classifier of this content.
    public func trainer() -> ClassifierTrainer {
        var trainer = ClassifierTrainer(
            outOfScope: outOfScope, spelling: spelling, concepts: concepts, subjects: subjects)
        if let form { trainer.know(form.words(spelling).union(DurationReader.words)) }
        // Measured: with so many words of the author's, four small nets (two of them held a part out) do as well as six.
        trainer.netCount = 2
        // One net or another is luck: a new one moves the hard development set by a point. Of twelve seeds the one that answered
        // most of the four development sets.
        trainer.seed = 90
        trainer.hiddenCount = 48
        return trainer
    }
}

/// A bot: content and classifier. Immutable and `Sendable`: one bot serves any number of conversations and threads.
public struct Bot: Sendable {
    /// The content.
    public let definition: BotDefinition
    /// What understands messages.
    public let classifier: IntentClassifier

    /// A text over this many characters is not read.
    public static let longestText = 4000
    /// The longest message that « répète » can go back to, in bytes.
    static let longestRepeated = 4096

    let spelling: Spelling
    let reader: FactReader?
    let morePhrases: Phrasebook<Bool>
    let signs: Phrasebook<String>
    let setAsidePhrases: Phrasebook<Bool>
    let missingPhrases: Phrasebook<Bool>
    /// How people ask what the bot has kept of them.
    let recallPhrases: Phrasebook<Bool>
    private let dontKnow: Phrasebook<Bool>
    private let followUps: [String: Phrasebook<String>]
    private let topicsByID: [String: Int]
    private let variants: [String: Phrasebook<Int>]

    /// A bot that says `definition` and understands with `classifier`.
    public init(_ definition: BotDefinition, classifier: IntentClassifier) {
        self.definition = definition
        self.classifier = classifier
        let spelling = definition.spelling
        self.spelling = spelling
        var topicsByID: [String: Int] = [:]
        var variants: [String: Phrasebook<Int>] = [:]
        var signs = Phrasebook<String>()
        var followUps: [String: Phrasebook<String>] = [:]
        for (index, topic) in definition.topics.enumerated() {
            topicsByID[topic.id] = index
            for sign in topic.signs { signs.add(sign, topic.id, spelling: spelling) }
            for followUp in topic.followUps {
                for phrase in followUp.phrases {
                    followUps[topic.id, default: Phrasebook()].add(phrase, followUp.intent, spelling: spelling)
                }
            }
            for (number, variant) in topic.variants.enumerated() {
                for phrase in variant.phrases {
                    variants[topic.id, default: Phrasebook()].add(phrase, number, spelling: spelling)
                }
            }
        }
        dontKnow = Self.phrases(of: .dontKnow, definition, spelling)
        self.topicsByID = topicsByID
        self.variants = variants
        self.signs = signs
        self.followUps = followUps
        setAsidePhrases = definition.setAsidePhrases.reduce(into: Phrasebook()) {
            $0.add($1, true, spelling: spelling)
        }
        recallPhrases = (definition.form?.recall?.phrases ?? []).reduce(into: Phrasebook()) {
            $0.add($1, true, spelling: spelling)
        }
        missingPhrases = (definition.form?.shortfall?.phrases ?? []).reduce(into: Phrasebook()) {
            $0.add($1, true, spelling: spelling)
        }
        morePhrases = definition.morePhrases.reduce(into: Phrasebook()) { $0.add($1, true, spelling: spelling) }
        reader = definition.form.map { form in
            FactReader(form: form, yesNo: Self.yesNo(definition, spelling), spelling: spelling)
        }
    }

    /// Answers one message: the one door to the bot.
    ///
    /// The same content, conversation, text and day give the same reply on every machine.
    /// - Parameters:
    ///   - text: what the person said.
    ///   - conversation: the conversation so far; it takes the turn in.
    ///   - today: the day that « depuis 2019 » counts up to.
    public func reply(to text: String, in conversation: inout Conversation, on today: Day) -> Reply {
        let text = text.withSpacesForControls
        var turn = Turn(bot: self, conversation: conversation, text: text, today: today)
        let reply = turn.play()
        conversation = turn.conversation
        return reply
    }

    /// What a person would say to stop the check that is going on; nil where the content has no words for it.
    public var cancelPhrase: String? { topic(Act.cancel.rawValue)?.title }

    /// What a person would say to begin anew; nil where the content has no words for it.
    public var restartPhrase: String? { topic(Act.restart.rawValue)?.title }

    /// Whether a message tells facts of a person, known ones or new ones.
    public func tellsFacts(_ text: String, on today: Day) -> Bool {
        let told = classifier.repaired(Utterance(text, spelling: spelling))
        let context = FactReader.Context(today: today, question: nil, outside: placesOutside(in: told))
        return reader.map { !$0.read(told, in: context).facts.isEmpty } ?? false
    }

    /// The number by which a message chooses among things that were offered (« 2 », « le deuxième »); nil where it is more.
    public func choiceNumber(in text: String) -> Int? {
        let tokens = Utterance(text, spelling: spelling).tokens
        return tokens.count <= 2 ? ChoiceNumber.read(tokens) : nil
    }

    /// Whether a conversation with another bot can go on with this one: it holds places in the lists of its content.
    public func canTakeOver(from other: Bot) -> Bool {
        definition.form == other.definition.form
            && definition.topics.map(\.id) == other.definition.topics.map(\.id)
    }

    /// What a prompt calls a fact that is awaited, by the name that the protocol gives it.
    public func promptName(ofFact awaited: String) -> String {
        let fact = definition.form?.facts.first { $0.awaits == awaited }
        return fact?.texts.prompt ?? awaited.replacing("_", with: " ")
    }

    /// The topic with an id.
    public func topic(_ id: String) -> Topic? { topicsByID[id].map { definition.topics[$0] } }

    /// What a short message means after a topic, where the author of the content foresaw it; filler words do not count.
    func followUp(_ utterance: Utterance, after topic: String?) -> String? {
        guard let book = topic.flatMap({ followUps[$0] }), utterance.tokens.count <= Self.longestFollowUp else {
            return nil
        }
        for start in utterance.tokens.indices {
            if let match = book.longestMatch(in: utterance.tokens, at: start),
                match.range.upperBound == utterance.tokens.count
            {
                return match.value
            }
            guard Self.fillers.contains(utterance.tokens[start].text) else { return nil }
        }
        return nil
    }

    private static let longestFollowUp = 10
    private static let fillers: Set = [
        "et", "mais", "ok", "d", "accord", "ah", "bon", "alors", "donc", "merci", "oui", "du", "coup", "euh", "super",
    ]

    /// Where a message names work outside what each flag of the form asks for.
    func placesOutside(in utterance: Utterance) -> [String: [Range<Int>]] {
        var places: [String: [Range<Int>]] = [:]
        for fact in definition.form?.facts ?? [] {
            if case .flag = fact.kind { places[fact.name] = classifier.places(outside: fact.name, in: utterance) }
        }
        return places
    }

    /// Whether a message says that the person does not know: it holds the words of a short example of that act.
    func saysDontKnow(_ utterance: Utterance) -> Bool {
        utterance.deniesKnowing || !dontKnow.matches(in: utterance.tokens).isEmpty
    }

    /// The short examples of an act, as phrases.
    private static func phrases(
        of act: Act, _ definition: BotDefinition, _ spelling: Spelling
    ) -> Phrasebook<Bool> {
        var book = Phrasebook<Bool>()
        for topic in definition.topics where topic.id == act.rawValue {
            for example in topic.examples where (2...5).contains(Utterance(example, spelling: spelling).tokens.count) {
                book.add(example, true, spelling: spelling)
            }
        }
        return book
    }

    /// The answer of a topic to a message: a variant where the message holds one of its phrases.
    func answer(of topic: Topic, to utterance: Utterance) -> String {
        guard let book = variants[topic.id], let match = book.matches(in: utterance.tokens).first else {
            return topic.answer
        }
        return topic.variants[match.value].answer
    }

    /// The words for yes and no: the examples of those two acts.
    private static func yesNo(_ definition: BotDefinition, _ spelling: Spelling) -> Phrasebook<Bool> {
        var book = Phrasebook<Bool>()
        for topic in definition.topics {
            guard let act = Act(rawValue: topic.id), act == .affirm || act == .deny else { continue }
            for example in topic.examples where Utterance(example).tokens.count <= 2 {
                book.add(example, act == .affirm, spelling: spelling)
            }
        }
        return book
    }
}

/// The conversation acts that the dialogue does something about; other acts are only answered.
enum Act: String {
    case affirm = "affirmer"
    case deny = "nier"
    case dontKnow = "ne_sait_pas"
    case cancel = "annuler"
    case restart = "recommencer"
    case why = "pourquoi"
    case repeatLast = "repeter"
    case notUnderstood = "incomprehension"

    /// The acts whose examples say yes and no at the start of a message.
    static let yesNo = [Act.affirm.rawValue, Act.deny.rawValue]

    /// The acts whose examples the dialogue still needs when the classifier is trained.
    static let phrased = yesNo + [Act.dontKnow.rawValue]
}
