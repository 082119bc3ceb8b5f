import Yams

/// Reads the keys of one YAML mapping and notes everything that is wrong with it.
///
/// A missing or wrong value reads as empty, so that one pass finds every problem.
struct MappingReader {
    let file: String
    private(set) var findings: [Finding] = []
    private var values: [String: Node] = [:]
    private var keys: [(name: String, node: Node)] = []
    private var asked: [String] = []
    private let place: Mark?

    init(_ node: Node, file: String) {
        self.file = file
        place = node.mark
        guard case .mapping(let mapping) = node else {
            note(.notAMapping, at: node)
            return
        }
        for (key, value) in mapping {
            let name = key.string ?? ""
            if values[name] != nil { note(.duplicateKey(name), at: key) }
            values[name] = value
            keys.append((name, key))
        }
    }

    /// The line of the mapping, from 1.
    var line: Int { place?.line ?? 0 }

    /// The names of the keys, in the order of the file.
    var names: [String] { keys.map(\.name) }

    mutating func note(_ problem: Finding.Problem, at node: Node? = nil, severity: Finding.Severity = .error) {
        let mark = node?.mark ?? place
        findings.append(
            Finding(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, severity: severity, problem: problem))
    }

    mutating func note(_ problem: Finding.Problem, key: String, severity: Finding.Severity = .error) {
        note(problem, at: values[key], severity: severity)
    }

    /// Takes over what another reader found.
    mutating func take(_ other: [Finding]) { findings += other }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// The text of a key that must be there.
    mutating func text(_ key: String) -> String {
        guard let text = optionalText(key) else {
            if values[key] == nil { note(.missingKey(key)) }
            return ""
        }
        return text
    }

    mutating func optionalText(_ key: String) -> String? {
        guard let node = value(key) else { return nil }
        guard case .scalar(let scalar) = node else {
            note(.wrongType(key: key, expected: "un texte"), at: node)
            return nil
        }
        if scalar.string.allSatisfy(\.isWhitespace) { note(.emptyText(key: key), at: node) }
        return scalar.string
    }

    /// The texts of a list; one text alone is a list of one.
    mutating func texts(_ key: String, required: Bool = false) -> [String] {
        markedTexts(key, required: required).map(\.text)
    }

    /// The texts of a list with their places.
    mutating func markedTexts(_ key: String, required: Bool = false) -> [(text: String, node: Node)] {
        guard let node = value(key) else {
            if required { note(.missingKey(key)) }
            return []
        }
        switch node {
        case .scalar(let scalar): return [(scalar.string, node)]
        case .sequence(let sequence):
            return sequence.compactMap { item in
                guard case .scalar(let scalar) = item, !scalar.string.isEmpty else {
                    note(.wrongType(key: key, expected: "une liste de textes"), at: item)
                    return nil
                }
                return (scalar.string, item)
            }
        default:
            note(.wrongType(key: key, expected: "une liste de textes"), at: node)
            return []
        }
    }

    /// The mappings of a list.
    mutating func mappings(_ key: String, required: Bool = false) -> [MappingReader] {
        guard let node = value(key) else {
            if required { note(.missingKey(key)) }
            return []
        }
        guard case .sequence(let sequence) = node else {
            note(.wrongType(key: key, expected: "une liste"), at: node)
            return []
        }
        return sequence.map { MappingReader($0, file: file) }
    }

    /// A mapping that must be there.
    mutating func mapping(_ key: String) -> MappingReader {
        guard let node = value(key) else {
            note(.missingKey(key))
            return MappingReader(Node.mapping([:]), file: file)
        }
        return MappingReader(node, file: file)
    }

    /// One of some values.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        let text = self.text(key)
        if let choice = Choice(rawValue: text) { return choice }
        if has(key) {
            note(.unknownValue(key: key, value: text, known: Choice.allCases.map(\.rawValue)), key: key)
        }
        return nil
    }

    mutating func yesNo(_ key: String) -> Bool? {
        guard let text = optionalText(key) else { return nil }
        switch text {
        case "oui", "true": return true
        case "non", "false": return false
        default:
            note(.unknownValue(key: key, value: text, known: ["oui", "non"]), key: key)
            return nil
        }
    }

    /// A positive number.
    mutating func number(_ key: String) -> Double? {
        guard let text = optionalText(key) else { return nil }
        guard let number = Double(text), number >= 0 else {
            note(.wrongType(key: key, expected: "un nombre"), key: key)
            return nil
        }
        return number
    }

    /// What was found, with the keys that nobody asked for.
    mutating func finish() -> [Finding] {
        let known = Set(asked).sorted()
        for (name, node) in keys where !asked.contains(name) { note(.unknownKey(name, known: known), at: node) }
        return findings
    }

    private mutating func value(_ key: String) -> Node? {
        asked.append(key)
        return values[key]
    }
}
