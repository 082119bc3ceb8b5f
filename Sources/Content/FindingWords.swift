extension Finding: CustomStringConvertible {
    /// `file:line:column: error: message`, as editors read it. The message is in French: authors read it.
    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return "\(place): \(severity.rawValue): \(message)"
    }

    /// The problem and its remedy in a French sentence, without the place.
    public var message: String { problem.words }
}

extension Finding.Problem {
    /// The problem and its remedy in a French sentence.
    var words: String {
        switch self {
        case .folderMissing: "ce dossier n’existe pas ; indiquez-en un avec --intents ou REPARTIE_INTENTS"
        case .folderEmpty: "ce dossier ne contient aucun fichier .yml"
        case .unreadable(let reason): "fichier illisible : \(reason)"
        case .notUTF8: "ce fichier n’est pas en UTF-8 ; enregistrez-le dans ce codage"
        case .tooLarge(let bytes, let limit): "fichier de \(bytes) octets ; la limite est de \(limit)"
        case .syntax(let message): "YAML mal formé : \(message)"
        case .notAMapping: "des lignes « clé: valeur » étaient attendues"
        case .unknownKind(let keys, let known):
            "aucune clé ne dit ce qu’est ce fichier (lu : \(list(keys))) ; une de celles-ci était attendue : \(list(known))"
        case .missingKey(let key): "la clé « \(key) » manque"
        case .unknownKey(let key, let known): "clé inconnue « \(key) »\(hint(key, known))"
        case .duplicateKey(let key): "la clé « \(key) » est donnée deux fois"
        case .wrongType(let key, let expected): "« \(key) » doit être \(expected)"
        case .emptyText(let key): "« \(key) » est vide"
        case .unknownValue(let key, let value, let known):
            "« \(value) » n’est pas une valeur de « \(key) »\(hint(value, known)) (possibles : \(list(known)))"
        case .duplicateID(let id, let file): "« \(id) » existe déjà dans \(file)"
        case .missingFile(let kind): "il manque un fichier qui commence par la clé « \(kind) »"
        case .missingTopic(let kind): "aucun sujet n’a le genre « \(kind) »"
        case .missingAct(let act): "la vérification a besoin de l’intention « \(act) »"
        case .unknownSection(let section, let known):
            "la section « \(section) » n’est pas dans l’article\(hint(section, known))"
        case .missingSection: "une réponse tirée de l’article doit nommer sa « section »"
        case .unknownSuggestion(let id): "la suggestion « \(id) » ne correspond à aucun sujet"
        case .tooFewExamples(let count, let least): "\(count) exemples ; il en faut au moins \(least)"
        case .contradictoryExample(let text, let other): "l’exemple « \(text) » est aussi dans « \(other) »"
        case .duplicateExample(let text): "l’exemple « \(text) » est donné deux fois"
        case .badCondition(let text):
            "condition incomprise « \(text) » ; attendu : une voie, « >= 3 », « < 3 », oui ou non"
        case .unknownReference(let key, let value): "« \(key) » renvoie à « \(value) », qui n’existe pas"
        case .unknownPlaceholder(let name, let known):
            "rien ne remplace « {\(name)} »\(hint(name, known)) (possibles : \(list(known)))"
        case .badDate(let text): "« \(text) » n’est pas une date ; attendu : 2022-04-01"
        case .ambiguousForm(let form, let first, let second): "« \(form) » désigne à la fois \(first) et \(second)"
        case .gap(let person): "aucune règle ne s’applique à cette personne : \(person)"
        case .overlap(let person, let line): "cette règle et celle de la ligne \(line) se contredisent pour : \(person)"
        }
    }

    private func list(_ words: [String]) -> String { words.isEmpty ? "rien" : words.joined(separator: ", ") }

    private func hint(_ word: String, _ known: [String]) -> String {
        guard let nearest = Nearest.word(to: word, among: known) else { return "" }
        return " ; vouliez-vous dire « \(nearest) » ?"
    }
}

/// The known word that a mistyped one was meant to be.
public enum Nearest {
    /// The nearest word within a third of its length in edits (Damerau–Levenshtein, neighbours swapped once), or nil.
    public static func word(to word: String, among known: [String]) -> String? {
        let best = known.map { (distance: distance(Array(word.unicodeScalars), Array($0.unicodeScalars)), word: $0) }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        guard let best, best.distance <= max(1, best.word.unicodeScalars.count / 3) else { return nil }
        return best.word
    }

    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(last[j] + (a == b ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
