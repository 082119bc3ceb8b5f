import Dialogue
import French
import Yams

/// A topic with the places of its parts, for checks between files.
struct LoadedTopic {
    let topic: Topic
    let file: String
    let line: Int
    /// The place of each example, as line and column.
    let examplePlaces: [(line: Int, column: Int)]

    /// Reads a file that starts with `intention:`.
    init(_ map: inout MappingReader) {
        file = map.file
        line = map.line
        let id = map.text("intention")
        let kind = map.choice("genre", of: Topic.Kind.self)
        let title = map.text("titre")
        let section = map.optionalText("section")
        let answer = map.text("reponse")
        var variants: [Topic.Variant] = []
        for var variant in map.mappings("variantes") {
            variants.append(
                Topic.Variant(phrases: variant.texts("si", required: true), answer: variant.text("reponse")))
            map.take(variant.finish())
        }
        let more = map.optionalText("plus")
        let otherwise = map.optionalText("autrement")
        var followUps: [Topic.FollowUp] = []
        for var followUp in map.mappings("suites") {
            followUps.append(
                Topic.FollowUp(intent: followUp.text("vers"), phrases: followUp.texts("si", required: true)))
            map.take(followUp.finish())
        }
        let suggestions = map.texts("suggestions")
        let setsValuesAside = map.yesNo("ecarte_valeurs") ?? false
        let signs = map.texts("signes")
        let examples = map.markedTexts("exemples", required: true)
        examplePlaces = examples.map { ($0.node.mark?.line ?? 0, $0.node.mark?.column ?? 0) }
        topic = Topic(
            id: id, kind: kind ?? .conversation, title: title, section: section, answer: answer, variants: variants,
            more: more, otherwise: otherwise, followUps: followUps, suggestions: suggestions,
            setsValuesAside: setsValuesAside, signs: signs,
            examples: examples.map(\.text))
    }
}

extension Article {
    /// The section with a name, however it is spaced: no-break spaces cannot be seen.
    func section(like name: String) -> String? {
        let folded = Utterance(name).folded
        return sections.first { Utterance($0).folded == folded }
    }
}

/// Checks that need all topics at once.
struct TopicChecks {
    let topics: [LoadedTopic]
    let article: Article?
    /// The name of the content folder, for what no file has.
    let folder: String

    /// Fewer examples than this teach nothing.
    static let leastExamples = 5

    func findings() -> [Finding] {
        var result: [Finding] = []
        let ids = Set(topics.map(\.topic.id))
        for topic in topics { result += findings(topic, ids) }
        for kind in [Topic.Kind.outOfScope, .distress] where !topics.contains(where: { $0.topic.kind == kind }) {
            result.append(Finding(file: folder, problem: .missingTopic(kind: kind.rawValue)))
        }
        return result + exampleFindings()
    }

    private func findings(_ loaded: LoadedTopic, _ ids: Set<String>) -> [Finding] {
        let topic = loaded.topic
        var problems: [Finding.Problem] = []
        if topic.kind == .article {
            if let section = topic.section {
                let sections = article?.sections ?? []
                if !sections.isEmpty, article?.section(like: section) == nil {
                    problems.append(.unknownSection(section, known: sections))
                }
            } else {
                problems.append(.missingSection)
            }
        }
        problems += topic.suggestions.filter { !ids.contains($0) }.map { .unknownSuggestion($0) }
        problems += topic.followUps.map(\.intent).filter { !ids.contains($0) }
            .map { .unknownReference(key: "suites", value: $0) }
        if topic.examples.count < Self.leastExamples {
            problems.append(.tooFewExamples(count: topic.examples.count, least: Self.leastExamples))
        }
        return problems.map { Finding(file: loaded.file, line: loaded.line, column: 1, problem: $0) }
    }

    /// The same example twice, in one topic or in two, after folding.
    private func exampleFindings() -> [Finding] {
        var seen: [String: String] = [:]
        var result: [Finding] = []
        for loaded in topics {
            for (example, place) in zip(loaded.topic.examples, loaded.examplePlaces) {
                let key = Utterance(example).folded
                if let other = seen[key] {
                    let problem: Finding.Problem =
                        other == loaded.topic.id
                        ? .duplicateExample(example) : .contradictoryExample(example, otherTopic: other)
                    result.append(
                        Finding(
                            file: loaded.file, line: place.line, column: place.column,
                            severity: other == loaded.topic.id ? .warning : .error, problem: problem))
                } else {
                    seen[key] = loaded.topic.id
                }
            }
        }
        return result
    }
}
