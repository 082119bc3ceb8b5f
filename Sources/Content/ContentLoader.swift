import Dialogue
import French
import Understanding
import Yams

/// Turns the files of a content folder into a checked `BotDefinition`, or into everything that is wrong with them.
public struct ContentLoader {
    private var findings: [Finding] = []
    private var bot: BotParts?
    private var phrases: Phrases?
    private var topics: [LoadedTopic] = []
    private var form: FormParts?
    private var rules: (table: DecisionTable, file: String)?
    private var values: [String: [CategoryValue]] = [:]
    private var spellings: [BotDefinition.SpellingPair] = []
    private var concepts: [ConceptDefinition] = []
    private var subjects: [SubjectDefinition] = []
    /// Facts that lists of subjects name, with the file of each.
    private var outsides: [(fact: String, file: String)] = []
    /// The files as they are written, for checks of their texts.
    private var texts: [(file: String, text: String)] = []

    private init() {}

    /// Loads and checks content.
    ///
    /// - Returns: the definition, and warnings that do not stop it.
    /// - Throws: every finding, when one of them is an error.
    public static func load(
        _ source: ContentSource
    ) throws(ContentError) -> (definition: BotDefinition, warnings: [Finding]) {
        var loader = ContentLoader()
        for file in source.files { loader.read(file) }
        let definition = loader.assemble()
        loader.findings.sort { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
        guard let definition, !loader.findings.contains(where: { $0.severity == .error }) else {
            throw ContentError(findings: loader.findings)
        }
        return (definition, loader.findings)
    }

    // MARK: One file

    /// The key that says what a file is → how it is read.
    private static let kinds = [
        "bot", "phrases", "intention", "formulaire", "regles", "valeurs", "abreviations", "concepts", "ailleurs",
    ]

    private mutating func read(_ file: ContentSource.File) {
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            findings.append(Finding(file: file.path, line: Self.badLine(file.bytes), column: 1, problem: .notUTF8))
            return
        }
        texts.append((file.path, text))
        do {
            guard let node = try Yams.compose(yaml: text) else {
                findings.append(Finding(file: file.path, problem: .notAMapping))
                return
            }
            read(MappingReader(node, file: file.path))
        } catch let error as YamlError {
            findings.append(Self.finding(error, file: file.path))
        } catch {
            findings.append(Finding(file: file.path, problem: .syntax("\(error)")))
        }
    }

    private mutating func read(_ start: MappingReader) {
        var map = start
        let kind = Self.kinds.first { map.has($0) }
        switch kind {
        case "bot": bot = BotParts(&map)
        case "phrases": phrases = Phrases(&map)
        case "intention":
            let topic = LoadedTopic(&map)
            if let first = topics.first(where: { $0.topic.id == topic.topic.id }), !topic.topic.id.isEmpty {
                map.note(.duplicateID(topic.topic.id, firstFile: first.file), key: "intention")
            }
            topics.append(topic)
        case "formulaire": form = FormParts(&map)
        case "regles": rules = (DecisionTable(&map), map.file)
        case "valeurs":
            let fact = map.text("valeurs")
            values[fact, default: []] += CategoryValue.list(&map)
        case "abreviations": spellings += BotDefinition.SpellingPair.list(&map)
        case "concepts": concepts += ConceptDefinition.list(&map)
        case "ailleurs":
            let list = SubjectDefinition.list(&map)
            if let fact = list.first?.outside { outsides.append((fact, map.file)) }
            subjects += list
        default:
            if map.findings.isEmpty { map.note(.unknownKind(keys: map.names, known: Self.kinds)) }
            findings += map.findings
            return
        }
        findings += map.finish()
    }

    private static func finding(_ error: YamlError, file: String) -> Finding {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Finding(file: file, line: mark.line, column: mark.column, problem: .syntax(problem))
        case .duplicatedKeysInMapping(let keys, let context):
            Finding(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: .duplicateKey(keys.joined(separator: ", ")))
        default: Finding(file: file, problem: .syntax("\(error)"))
        }
    }

    /// The line of the first byte that is not UTF-8.
    private static func badLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return line
    }

    // MARK: The whole

    private mutating func assemble() -> BotDefinition? {
        // The folder's own name: with another folder it is another bot.
        let name = texts.first?.file.split(separator: "/").first.map(String.init) ?? "Intents"
        if bot == nil { findings.append(Finding(file: name, problem: .missingFile(kind: "bot"))) }
        if phrases == nil { findings.append(Finding(file: name, problem: .missingFile(kind: "phrases"))) }
        findings += TopicChecks(topics: topics, article: bot?.article, folder: name).findings()
        let form = assembleForm()
        let placeholders = PlaceholderChecks(facts: form?.facts.map(\.name) ?? [])
        for (file, text) in texts { findings += placeholders.findings(in: text, file: file) }
        guard let bot, let phrases else { return nil }
        var definition = BotDefinition(
            name: bot.name, welcome: bot.welcome, article: bot.article, topics: topics.map { named($0.topic, bot) },
            form: form,
            phrases: phrases, morePhrases: bot.morePhrases,
            setAsidePhrases: bot.setAsidePhrases, spellings: spellings, concepts: concepts,
            subjects: subjects)
        definition.questionsToTry = bot.questionsToTry
        return definition
    }

    /// The topic with the section's name as the article writes it.
    private func named(_ topic: Topic, _ bot: BotParts) -> Topic {
        var topic = topic
        topic.section = topic.section.flatMap { bot.article.section(like: $0) } ?? topic.section
        return topic
    }

    private mutating func assembleForm() -> Form? {
        guard let form else { return nil }
        guard let rules else {
            findings.append(Finding(file: form.file, problem: .missingFile(kind: "regles")))
            return nil
        }
        var result = form.form(table: rules.table, values: values)
        result.section = bot?.article.section(like: result.section) ?? result.section
        findings += FormChecks(
            form: result, file: form.file, rulesFile: rules.file, topics: topics.map(\.topic),
            article: bot?.article
        ).findings()
        for (fact, file) in outsides where !result.facts.contains(where: { $0.name == fact && $0.isFlag }) {
            findings.append(Finding(file: file, problem: .unknownReference(key: "hors", value: fact)))
        }
        return result
    }
}
