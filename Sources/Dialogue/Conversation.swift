import French

/// One conversation: what was said, what is known, what is awaited. A small value that can be written out and read back.
public struct Conversation: Sendable, Equatable {
    /// How many messages the person has sent.
    public internal(set) var turn = 0
    /// What is going on, the innermost last.
    var stack: [Frame] = []
    /// What is known about the person.
    var facts = FactSheet()
    /// The person was asked, or said, that there are no other values of the category than those in `facts`.
    var isConfirmed = false
    /// Whose facts they are; nil for the person who writes.
    var about: ThirdPerson?
    /// Questions of the check that the person could not answer.
    var open: [Question] = []
    /// Whether the person was given a verdict.
    var hasVerdict = false
    /// The topic that was last answered.
    var topic: String?
    /// The last turn, for « répète ».
    var last = LastTurn.none
    /// Whether the last turn told the longer version of its topic.
    var toldMore = false
    /// Whether the last turn did not understand, or offered a choice.
    var wasLost = false

    /// A conversation in which nothing was said.
    public init() {}

    /// What a turn answered, and from where. « répète » plays it again, so that a conversation holds no sentence that the bot
    /// would say unread.
    indirect enum LastTurn: Sendable, Equatable {
        case none
        case turn(text: String, today: Day, before: Conversation)
    }

    /// Something that waits for an answer.
    enum Frame: Sendable, Equatable {
        /// The eligibility check.
        case check(Check)
        /// A choice between intents.
        case choice([String])
    }

    /// Where the check stands.
    struct Check: Sendable, Equatable {
        /// What was asked last.
        var question: Question?
        /// How often the pending question was asked.
        var asked = 0
        /// Messages in a row that did not answer it.
        var misunderstood = 0
        /// Answers to choose from were offered, by number.
        var offersChoices = false
        /// Questions for which help was given.
        var helped: [Question] = []
        /// Questions that the person cannot answer, each once.
        private(set) var open: [Question] = []

        init(open: [Question] = []) { self.open = open }

        /// Leaves questions open.
        mutating func leave(open questions: [Question]) {
            for question in questions where !open.contains(question) { open.append(question) }
        }
    }

    /// The check that is going on, whatever is stacked above it.
    var check: Check? {
        get {
            for case .check(let check) in stack.reversed() { return check }
            return nil
        }
        set {
            let index = stack.firstIndex { if case .check = $0 { true } else { false } }
            switch (index, newValue) {
            case (let index?, let check?): stack[index] = .check(check)
            case (let index?, nil): stack.remove(at: index)
            case (nil, let check?): stack.append(.check(check))
            case (nil, nil): break
            }
        }
    }

    /// Begins the facts anew.
    mutating func forgetFacts() {
        facts = FactSheet()
        isConfirmed = false
        open = []
    }

    /// The intents of the choice that is awaited.
    var choice: [String]? {
        guard case .choice(let intents) = stack.last else { return nil }
        return intents
    }
}

extension Conversation {
    /// Whether the eligibility check is going on.
    public var isChecking: Bool { check != nil }
}
