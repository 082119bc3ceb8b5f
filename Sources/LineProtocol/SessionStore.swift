import Dialogue

/// The conversations of a pipe: at most so many, the least recently used leaves first.
///
/// They are kept as bytes (some hundred each), so that a hundred thousand of them stay small.
struct SessionStore {
    private struct Entry {
        var conversation: [UInt8]
        var use: Int
    }

    /// The name of a session, which is its bytes: strings compare as equal what merely looks the same.
    private struct Name: Hashable {
        private let text: String

        init(_ text: String) { self.text = text }

        static func == (left: Name, right: Name) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
    }

    private let bot: Bot
    private let limit: Int
    private var entries: [Name: Entry] = [:]
    /// Uses from the oldest; one that is no longer an entry's last is passed over.
    private var uses: [(name: Name, use: Int)] = []
    private var oldest = 0
    private var counter = 0

    init(bot: Bot, limit: Int) {
        self.bot = bot
        self.limit = limit
    }

    /// How many conversations are kept.
    var count: Int { entries.count }

    /// A conversation, made on first use.
    func conversation(_ name: String) -> Conversation {
        entries[Name(name)].flatMap { bot.conversation(from: $0.conversation) } ?? Conversation()
    }

    /// Keeps a conversation as the most recently used one. O(1) on average.
    mutating func keep(_ conversation: Conversation, for name: String) {
        let name = Name(name)
        counter += 1
        entries[name] = Entry(conversation: bot.bytes(of: conversation), use: counter)
        uses.append((name, counter))
        while entries.count > limit { dropOldest() }
        if uses.count - oldest > 2 * max(entries.count, 16) || oldest > uses.count / 2 { compact() }
    }

    /// Forgets a conversation.
    mutating func remove(_ name: String) { entries[Name(name)] = nil }

    private mutating func dropOldest() {
        while oldest < uses.count {
            let (name, use) = uses[oldest]
            oldest += 1
            if entries[name]?.use == use {
                entries[name] = nil
                return
            }
        }
    }

    private mutating func compact() {
        uses = uses[oldest...].filter { entries[$0.name]?.use == $0.use }
        oldest = 0
    }
}
