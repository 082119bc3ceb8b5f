extension TranscriptPlayer.Failure {
    /// The failure for the author of the transcript, several lines.
    public func report(path: String) -> String {
        var lines = ["\(path):\(line): \(said.isEmpty ? "réglage" : "« \(said) »")\(isVariant ? " (variante)" : "")"]
        switch difference {
        case .line(let expected, let got):
            lines.append("    attendu : \(expected)")
            lines.append("    obtenu  : \(got ?? "(rien)")")
        case .extraLine(let text): lines.append("    en trop : \(text)")
        case .statement(let text, let negated):
            lines.append(negated ? "    ne devait pas être : \(text)" : "    devait être : \(text)")
        case .unknownFact(let text): lines.append("    ce fait n’existe pas : \(text)")
        }
        if !data.isEmpty { lines.append("    \(data)") }
        return lines.joined(separator: "\n")
    }
}
