/// Something that people ask about or do in a conversation, and what the bot says then.
public struct Topic: Sendable, Equatable, Codable {
    /// What a topic is to the dialogue.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Answered from the article.
        case article
        /// In the field, but the article says nothing about it.
        case silence
        /// A conversation act: greeting, thanks, cancelling…
        case conversation
        /// A person in danger or distress.
        case distress = "detresse"
        /// Everything else.
        case outOfScope = "hors_sujet"
    }

    /// Another answer, for questions that hold one of some phrases.
    public struct Variant: Sendable, Equatable, Codable {
        /// The phrases, compared after folding, word by word.
        public let phrases: [String]
        /// The answer.
        public package(set) var answer: String

        public init(phrases: [String], answer: String) {
            self.phrases = phrases
            self.answer = answer
        }
    }

    /// Short messages that mean something only after this topic: « et en heures ? ».
    public struct FollowUp: Sendable, Equatable, Codable {
        /// The intent that is meant; the topic's own where more of the same is wanted.
        public let intent: String
        public let phrases: [String]

        public init(intent: String, phrases: [String]) {
            self.intent = intent
            self.phrases = phrases
        }
    }

    /// The name of the intent, for instance `duree`.
    public let id: String
    public let kind: Kind
    /// A short noun phrase, as in a menu.
    public let title: String
    /// The section of the article that the answer comes from; nil where nothing comes from it.
    public var section: String?
    /// The answer, the direct reply first.
    public package(set) var answer: String
    public package(set) var variants: [Variant]
    /// The longer version, for « plus de détails ».
    public package(set) var more: String?
    /// The answer in simpler words, for « je n'ai pas compris ».
    public package(set) var otherwise: String?
    /// What people say after this answer, and what they mean by it then.
    public let followUps: [FollowUp]
    /// The ids of topics that a person would ask about next.
    public let suggestions: [String]
    /// Whether a value that such a question names is not taken to be the person's: a foreign diploma is none of those that the
    /// rules know.
    public let setsValuesAside: Bool
    /// Phrases that mean this topic wherever they stand in a message (used for distress).
    public let signs: [String]
    /// How people say it.
    public package(set) var examples: [String]

    public init(
        id: String, kind: Kind, title: String, section: String? = nil, answer: String, variants: [Variant] = [],
        more: String? = nil, otherwise: String? = nil, followUps: [FollowUp] = [], suggestions: [String] = [],
        setsValuesAside: Bool = false, signs: [String] = [],
        examples: [String] = []
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.section = section
        self.answer = answer
        self.variants = variants
        self.more = more
        self.otherwise = otherwise
        self.followUps = followUps
        self.suggestions = suggestions
        self.setsValuesAside = setsValuesAside
        self.signs = signs
        self.examples = examples
    }
}

/// The article that a bot knows.
public struct Article: Sendable, Equatable, Codable {
    public let title: String
    public let author: String
    /// The day it was published, ISO 8601 (`2022-04-01`).
    public let date: String
    /// The names of its sections, in order.
    public let sections: [String]

    public init(title: String, author: String, date: String, sections: [String]) {
        self.title = title
        self.author = author
        self.date = date
        self.sections = sections
    }
}
