import Dialogue

/// Checks the placeholders of texts (`{manque}`): one that nobody fills would be said as it stands.
struct PlaceholderChecks {
    /// The names of the form's facts, which are placeholders too.
    let facts: [String]

    /// What the dialogue fills in.
    private static let filled = [
        "annees", "de_nom", "faits", "manque", "mois", "nom", "ouvert", "pronom", "qui", "Qui", "valeur", "voies",
    ]

    private var known: [String] { Self.filled + facts }

    /// The placeholders of a file that are unknown, each with its place. O(length).
    func findings(in text: String, file: String) -> [Finding] {
        var result: [Finding] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where line.first(where: { $0 != " " }) != "#" {
            for match in line.matches(of: /\{([A-Za-z_]+)\}/) where !known.contains(String(match.1)) {
                let column = line.distance(from: line.startIndex, to: match.range.lowerBound) + 1
                result.append(
                    Finding(
                        file: file, line: index + 1, column: column,
                        problem: .unknownPlaceholder(String(match.1), known: known)))
            }
        }
        return result
    }
}
