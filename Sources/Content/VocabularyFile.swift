import French
import Understanding

extension ConceptDefinition {
    /// Reads the file that starts with `concepts:`, a list of concepts.
    static func list(_ map: inout MappingReader) -> [ConceptDefinition] {
        map.mappings("concepts", required: true).map { start in
            var concept = start
            let result = ConceptDefinition(
                name: concept.text("concept"), nouns: concept.texts("noms"), adjectives: concept.texts("adjectifs"),
                verbs: concept.texts("verbes"), forms: concept.texts("formes"))
            if result.isEmpty { concept.note(.missingKey("formes")) }
            map.take(concept.finish())
            return result
        }
    }
}

extension SubjectDefinition {
    /// Reads the file that starts with `ailleurs:`, a list of names of one kind. « infirmier / infirmière » gives both.
    static func list(_ map: inout MappingReader) -> [SubjectDefinition] {
        let kind = map.choice("ailleurs", of: ConceptLexicon.Subject.Kind.self) ?? .field
        let outside = map.optionalText("hors")
        return map.texts("liste", required: true).map { item in
            SubjectDefinition(kind: kind, names: item.split(separator: "/").map(Self.trimmed), outside: outside)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        let end = start.lastIndex { $0 != " " }
        return end.map { String(start[...$0]) } ?? ""
    }
}
