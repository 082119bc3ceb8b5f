import FoundationEssentials

/// Finds the content folder.
enum ContentFolder {
    /// The folder given, else `$REPARTIE_INTENTS`, else `Intents` or `share/repartie/Intents` next to the program or in
    /// a folder above it, else `Intents` here.
    static func find(given: String?) -> String {
        if let given { return given }
        if let variable = Environment.value("REPARTIE_INTENTS") { return variable }
        return candidates().first { isFolder($0) } ?? "Intents"
    }

    private static func candidates() -> [String] {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return []
        }
        var parts = program.split(separator: "/").dropLast()
        var result: [String] = []
        while !parts.isEmpty {
            let folder = "/" + parts.joined(separator: "/")
            result += ["\(folder)/Intents", "\(folder)/share/repartie/Intents"]
            parts = parts.dropLast()
        }
        return result
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }
}
