import French

/// What words mean, whatever their letters: « thune », « paye » and « fiche de paie » are the concept `argent_salaire`.
///
/// Beside concepts it knows subjects: other jobs, other diplomas, other fields, each with the name that a reply gives it.
public struct ConceptLexicon: Sendable, Equatable {
    /// Words or a phrase of one meaning, as an author lists them (inflected already).
    public struct Entry: Sendable {
        /// The phrase.
        public let phrase: String
        /// The concept that it means.
        public let concept: String
        /// The subject that it names; nil where it names none.
        public let subject: Subject?

        public init(phrase: String, concept: String, subject: Subject? = nil) {
            self.phrase = phrase
            self.concept = concept
            self.subject = subject
        }
    }

    /// Something that the bot knows nothing about, but knows to be something else.
    public struct Subject: Sendable, Hashable, Codable {
        /// What a subject is.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case job = "metier"
            case diploma = "diplome"
            case field = "domaine"
        }

        public let kind: Kind
        /// How a reply names it (« notaire », « CAP cuisine »).
        public let name: String
        /// The fact that is not so of a person who has worked there (`social_field`); nil where it may be so.
        public let outside: String?

        public init(kind: Kind, name: String, outside: String? = nil) {
            self.kind = kind
            self.name = name
            self.outside = outside
        }
    }

    /// A meaning that was found in a text.
    public struct Match: Sendable, Equatable {
        /// The tokens that it covers.
        public let range: Range<Int>
        /// Indices into `concepts`.
        public let concepts: [Int]
        public let subject: Subject?
    }

    /// The names of the concepts.
    public let concepts: [String]
    let subjects: [Subject]
    /// What a phrase can mean.
    let meanings: [Meaning]
    let table: PhraseTable

    struct Meaning: Sendable, Hashable {
        var concepts: [Int]
        /// An index into `subjects`; -1 for none.
        var subject: Int
    }

    /// A lexicon without words.
    public init() { self.init([]) }

    /// A lexicon of entries. A phrase may stand in several concepts.
    public init(_ entries: [Entry]) {
        self.init(read: zip(entries, Self.words(of: entries, spelling: Spelling())).map { ($0, $1) })
    }

    /// The words of each phrase, read with the spellings that utterances are read with.
    static func words(of entries: [Entry], spelling: Spelling) -> [[Token]] {
        let parts = 16
        return concurrentMap(parts) { part in
            entries[(part * entries.count / parts)..<((part + 1) * entries.count / parts)]
                .map { Utterance($0.phrase, spelling: spelling).tokens }
        }.flatMap(\.self)
    }

    /// A lexicon of entries and the words of their phrases.
    init(read entries: [(entry: Entry, words: [Token])]) {
        let concepts = Set(entries.map(\.entry.concept)).sorted()
        let conceptNumbers = Dictionary(uniqueKeysWithValues: concepts.enumerated().map { ($1, $0) })
        var subjects: [Subject] = []
        var subjectNumbers: [Subject: Int] = [:]
        var phrases: [UInt64: (words: [Token], meaning: Meaning)] = [:]
        for (entry, words) in entries {
            guard !words.isEmpty else { continue }
            var meaning = phrases[Self.key(words)]?.meaning ?? Meaning(concepts: [], subject: -1)
            let concept = conceptNumbers[entry.concept]!
            if !meaning.concepts.contains(concept) { meaning.concepts.append(concept) }
            if let subject = entry.subject, meaning.subject < 0 {
                let number = subjectNumbers[subject] ?? subjects.count
                if number == subjects.count { subjects.append(subject) }
                subjectNumbers[subject] = number
                meaning.subject = number
            }
            phrases[Self.key(words)] = (words, meaning)
        }
        var meanings: [Meaning] = []
        var meaningNumbers: [Meaning: Int] = [:]
        var rows: [(words: [Token], value: Int)] = []
        for (_, phrase) in phrases.sorted(by: { $0.key < $1.key }) {
            var meaning = phrase.meaning
            meaning.concepts.sort()
            let number = meaningNumbers[meaning] ?? meanings.count
            if number == meanings.count { meanings.append(meaning) }
            meaningNumbers[meaning] = number
            rows.append((phrase.words, number))
        }
        self.init(concepts: concepts, subjects: subjects, meanings: meanings, table: PhraseTable(rows))
    }

    init(concepts: [String], subjects: [Subject], meanings: [Meaning], table: PhraseTable) {
        self.concepts = concepts
        self.subjects = subjects
        self.meanings = meanings
        self.table = table
    }

    private static func key(_ words: [Token]) -> UInt64 {
        var hash = StableHash(seed: 53)
        for word in words { hash.add(word.hash) }
        return hash.value
    }

    /// The longest meaning from every word on. A field inside a longer phrase is no subject: « droit » in « j’ai le droit ».
    public func matches(in tokens: [Token]) -> [Match] {
        let found = table.allMatches(in: tokens)
        var covered = 0
        return found.map { match in
            let meaning = meanings[match.value]
            let isInside = match.range.upperBound <= covered
            covered = max(covered, match.range.upperBound)
            var subject = meaning.subject < 0 ? nil : subjects[meaning.subject]
            if isInside, subject?.kind == .field { subject = nil }
            return Match(range: match.range, concepts: meaning.concepts, subject: subject)
        }
    }
}
