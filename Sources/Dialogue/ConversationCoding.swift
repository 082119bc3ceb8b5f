import French

/// Conversations as bytes, for the protocol's `state` and for keeping many of them.
///
/// What the content names (facts, diplomas, topics, precisions) is written as its place in the content, so that the bytes
/// are few and mean something only to the same content. The words that a fact was read from are left out: no reply needs
/// them. Reading checks every place and every length: bytes of any origin give a conversation that the bot could have had,
/// or none.
struct ConversationCoder {
    private let definition: BotDefinition
    private let form: Form?

    /// A coder for the conversations of a bot.
    init(_ bot: Bot) {
        definition = bot.definition
        form = bot.definition.form
    }

    /// Limits that no conversation reaches.
    private enum Most {
        static let turns = 1 << 40
        static let frames = 4
        static let questions = 64
        static let held = 1024
        static let choices = 16
        static let asked = 1 << 20
        static let nameBytes = 128
        static let month = 12 * 10_000
    }

    // MARK: Writing

    /// The bytes of a conversation. O(size).
    func bytes(of conversation: Conversation) -> [UInt8] {
        var writer = ByteFieldWriter()
        write(conversation, to: &writer)
        return writer.bytes
    }

    private func write(_ conversation: Conversation, to writer: inout ByteFieldWriter) {
        writer.write(conversation.turn)
        writer.write(flags: [
            conversation.hasVerdict, conversation.isConfirmed, conversation.toldMore, conversation.wasLost,
            conversation.about != nil, conversation.topic != nil, conversation.last != .none,
        ])
        if let about = conversation.about { writer.write(about.words) }
        if let topic = conversation.topic { writer.write(place(ofTopic: topic)) }
        for fact in form?.facts ?? [] { write(conversation.facts[fact.name], fact, to: &writer) }
        write(conversation.open, to: &writer)
        writer.write(conversation.stack.count)
        for frame in conversation.stack { write(frame, to: &writer) }
        if case .turn(let text, let today, let before) = conversation.last {
            writer.write(text)
            for part in [today.year, today.month, today.day] { writer.write(part) }
            write(before, to: &writer)
        }
    }

    private func write(_ value: FactSheet.Value?, _ fact: FactDefinition, to writer: inout ByteFieldWriter) {
        switch value {
        case nil: writer.write(byte: 0)
        case .held(let held):
            writer.write(byte: 1)
            writer.write(held.count)
            for item in held { writer.write(fact.values.firstIndex { $0.id == item.id } ?? 0) }
        case .duration(let length, _):
            writer.write(byte: 2)
            writer.write(flags: [length.below != nil, length.since != nil, length.elsewhere > 0])
            writer.write(length.nominal)
            if let below = length.below { writer.write(below) }
            if let since = length.since { writer.write(since) }
            if length.elsewhere > 0 { writer.write(length.elsewhere) }
        case .flag(let flag, _): writer.write(byte: flag ? 4 : 3)
        }
    }

    private func write(_ questions: [Question], to writer: inout ByteFieldWriter) {
        writer.write(questions.count)
        for question in questions { write(question, to: &writer) }
    }

    private func write(_ question: Question, to writer: inout ByteFieldWriter) {
        switch question {
        case .confirmation: writer.write(byte: 1)
        case .fact(let name):
            writer.write(byte: 2)
            writer.write(form?.facts.firstIndex { $0.name == name } ?? 0)
        case .precision(let id, let value):
            writer.write(byte: 3)
            writer.write(form?.precisions.firstIndex { $0.id == id } ?? 0)
            let (fact, place) = place(ofValue: value)
            writer.write(fact)
            writer.write(place)
        }
    }

    private func write(_ frame: Conversation.Frame, to writer: inout ByteFieldWriter) {
        switch frame {
        case .check(let check):
            writer.write(byte: 1)
            writer.write(flags: [check.question != nil, check.offersChoices])
            if let question = check.question { write(question, to: &writer) }
            writer.write(check.asked)
            writer.write(check.misunderstood)
            write(check.helped, to: &writer)
            write(check.open, to: &writer)
        case .choice(let intents):
            writer.write(byte: 2)
            writer.write(intents.count)
            for intent in intents { writer.write(place(ofTopic: intent)) }
        }
    }

    private func place(ofTopic id: String) -> Int { definition.topics.firstIndex { $0.id == id } ?? 0 }

    private func place(ofValue id: String) -> (fact: Int, value: Int) {
        for (index, fact) in (form?.facts ?? []).enumerated() {
            if let value = fact.values.firstIndex(where: { $0.id == id }) { return (index, value) }
        }
        return (0, 0)
    }

    // MARK: Reading

    /// The conversation that bytes hold; nil where they hold none.
    func conversation(from bytes: [UInt8]) -> Conversation? {
        var reader = ByteFieldReader(bytes)
        guard let conversation = try? readConversation(&reader, isLast: false), reader.isAtEnd else { return nil }
        return conversation
    }

    private func readConversation(
        _ reader: inout ByteFieldReader, isLast: Bool
    ) throws(ByteFieldError) -> Conversation {
        var result = Conversation()
        result.turn = try reader.readNumber(atMost: Most.turns)
        let flags = try reader.readFlags(7)
        (result.hasVerdict, result.isConfirmed, result.toldMore, result.wasLost) = (
            flags[0], flags[1], flags[2], flags[3]
        )
        if flags[4] { result.about = try readPerson(&reader) }
        if flags[5] { result.topic = try readTopic(&reader) }
        for fact in form?.facts ?? [] { result.facts[fact.name] = try readValue(fact, &reader) }
        result.open = try readQuestions(&reader)
        for _ in 0..<(try reader.readNumber(atMost: Most.frames)) { result.stack.append(try readFrame(&reader)) }
        guard result.stack.count(where: { if case .check = $0 { true } else { false } }) < 2 else {
            throw ByteFieldError()
        }
        if flags[6] {
            // The turn before the last one is never kept.
            guard !isLast else { throw ByteFieldError() }
            let text = try reader.readText(atMost: Bot.longestRepeated)
            let parts = (
                try reader.readNumber(atMost: 9999), try reader.readNumber(atMost: 12),
                try reader.readNumber(atMost: 31)
            )
            guard let today = Day(year: parts.0, month: parts.1, day: parts.2) else { throw ByteFieldError() }
            result.last = .turn(text: text, today: today, before: try readConversation(&reader, isLast: true))
        }
        return result
    }

    private func readPerson(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> ThirdPerson {
        let words = try reader.readText(atMost: Most.nameBytes)
        // Only words that the bot would have read so from a message.
        guard Speakers.names(words), let person = ThirdPerson(words) else { throw ByteFieldError() }
        return person
    }

    private func readTopic(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> String {
        definition.topics[try reader.readNumber(atMost: definition.topics.count - 1)].id
    }

    private func readFact(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> FactDefinition {
        guard let form, !form.facts.isEmpty else { throw ByteFieldError() }
        return form.facts[try reader.readNumber(atMost: form.facts.count - 1)]
    }

    private func readCategoryValue(
        of fact: FactDefinition, _ reader: inout ByteFieldReader
    ) throws(ByteFieldError) -> CategoryValue {
        guard !fact.values.isEmpty else { throw ByteFieldError() }
        return fact.values[try reader.readNumber(atMost: fact.values.count - 1)]
    }

    private func readValue(
        _ fact: FactDefinition, _ reader: inout ByteFieldReader
    ) throws(ByteFieldError) -> FactSheet.Value? {
        switch (try reader.readByte(), fact.kind) {
        case (0, _): return nil
        case (1, .category):
            var held: [FactSheet.Held] = []
            for _ in 0..<(try reader.readNumber(atMost: Most.held)) {
                held.append(FactSheet.Held(id: try readCategoryValue(of: fact, &reader).id, words: ""))
            }
            guard !held.isEmpty else { throw ByteFieldError() }
            return .held(held)
        case (2, .duration): return .duration(try readLength(&reader), words: "")
        case (3, .flag): return .flag(false, words: "")
        case (4, .flag): return .flag(true, words: "")
        default: throw ByteFieldError()
        }
    }

    private func readLength(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> Seniority {
        let flags = try reader.readFlags(3)
        let years = try readYears(&reader)
        var length = Seniority(years)
        if flags[0] {
            let below = try readYears(&reader)
            guard below >= years, !flags[1] else { throw ByteFieldError() }
            length = Seniority(atLeast: years, below: below)
        } else if flags[1] {
            length = Seniority(years, since: try reader.readNumber(atMost: Most.month))
        }
        if flags[2] { length.elsewhere = try readYears(&reader) }
        return length
    }

    private func readYears(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> Double {
        let years = try reader.readDouble()
        guard (0...2 * DurationReader.longestCareer).contains(years) else { throw ByteFieldError() }
        return years
    }

    private func readQuestions(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> [Question] {
        var result: [Question] = []
        for _ in 0..<(try reader.readNumber(atMost: Most.questions)) { result.append(try readQuestion(&reader)) }
        return result
    }

    private func readQuestion(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> Question {
        switch try reader.readByte() {
        case 1 where form != nil: return .confirmation
        case 2: return .fact(try readFact(&reader).name)
        case 3:
            guard let form, !form.precisions.isEmpty else { throw ByteFieldError() }
            let precision = form.precisions[try reader.readNumber(atMost: form.precisions.count - 1)]
            let value = try readCategoryValue(of: try readFact(&reader), &reader)
            return .precision(id: precision.id, value: value.id)
        default: throw ByteFieldError()
        }
    }

    private func readFrame(_ reader: inout ByteFieldReader) throws(ByteFieldError) -> Conversation.Frame {
        switch try reader.readByte() {
        case 1 where form != nil:
            var check = Conversation.Check()
            let flags = try reader.readFlags(2)
            if flags[0] { check.question = try readQuestion(&reader) }
            check.offersChoices = flags[1]
            check.asked = try reader.readNumber(atMost: Most.asked)
            check.misunderstood = try reader.readNumber(atMost: Most.asked)
            check.helped = try readQuestions(&reader)
            check.leave(open: try readQuestions(&reader))
            return .check(check)
        case 2:
            var intents: [String] = []
            for _ in 0..<(try reader.readNumber(atMost: Most.choices)) { intents.append(try readTopic(&reader)) }
            return .choice(intents)
        default: throw ByteFieldError()
        }
    }
}

extension Bot {
    /// A conversation as bytes that any process with the same content reads back. O(size).
    public func bytes(of conversation: Conversation) -> [UInt8] { ConversationCoder(self).bytes(of: conversation) }

    /// The conversation that bytes hold, whatever their origin; nil where they hold none that this bot could have had.
    public func conversation(from bytes: [UInt8]) -> Conversation? {
        ConversationCoder(self).conversation(from: bytes)
    }
}
