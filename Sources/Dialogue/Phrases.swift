/// The sentences that belong to no topic. All of them are content.
public struct Phrases: Sendable, Equatable, Codable {
    /// Before the numbered topics of a clarifying question.
    public var clarify: String
    /// Before the numbered answers that are offered where two were not understood.
    public var choose: String
    /// « plus de détails » where there is no longer version.
    public var noMore: String
    /// Before the pending question of the check, once something else was answered. Used in turn.
    public var backToCheck: [String]
    /// When the check is cancelled.
    public var checkCancelled: String
    /// When an answer to a question of the check was not understood. Used in turn.
    public var notUnderstood: [String]
    /// What was understood; `{faits}` stands for the facts.
    public var noted: String
    /// What was corrected; `{faits}` stands for the facts.
    public var corrected: String
    /// A value that cannot be.
    public var absurd: String
    /// A question about another job, diploma or field; `{nom}` is its name, `{de_nom}` the same after « de ».
    /// nil where such a question is declined like any other.
    public var elsewhere: Elsewhere?
    /// A text without a word in it.
    public var nothingToRead: String
    /// A piped line that is not UTF-8.
    public var unreadableLine: String
    /// A piped line over the limit.
    public var lineTooLong: String
    /// A text over 4,000 characters.
    public var textTooLong: String

    /// What is said of something that the bot does not know, by kind.
    public struct Elsewhere: Sendable, Equatable, Codable {
        public var job: String
        public var diploma: String
        public var field: String

        public init(job: String, diploma: String, field: String) {
            self.job = job
            self.diploma = diploma
            self.field = field
        }
    }

    public init(
        clarify: String, choose: String, noMore: String, backToCheck: [String], checkCancelled: String,
        notUnderstood: [String], noted: String, corrected: String, absurd: String, elsewhere: Elsewhere?,
        nothingToRead: String,
        unreadableLine: String, lineTooLong: String, textTooLong: String
    ) {
        self.clarify = clarify
        self.choose = choose
        self.noMore = noMore
        self.backToCheck = backToCheck
        self.checkCancelled = checkCancelled
        self.notUnderstood = notUnderstood
        self.noted = noted
        self.corrected = corrected
        self.absurd = absurd
        self.elsewhere = elsewhere
        self.nothingToRead = nothingToRead
        self.unreadableLine = unreadableLine
        self.lineTooLong = lineTooLong
        self.textTooLong = textTooLong
    }
}

/// Fills the `{placeholders}` of a sentence; those without a value stay as they are.
func fill(_ template: String, _ values: [String: String]) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        result += rest[..<open]
        let name = String(rest[rest.index(after: open)..<close])
        result += values[name] ?? "{\(name)}"
        rest = rest[rest.index(after: close)...]
    }
    return result + rest
}

extension String {
    /// The text with its first letter in upper case.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
