import Content
import Dialogue
import FoundationEssentials
import Glibc
import Understanding

/// A bot with what identifies its content.
struct LoadedBot {
    let bot: Bot
    /// The hash of the content, 16 hexadecimal digits.
    let contentHash: String
}

/// Loads content and its classifier; the classifier is trained once for each content and kept in the cache.
struct BotLoader {
    let folder: String

    func load() throws(ContentError) -> LoadedBot {
        let source = try ContentSource(folder: folder)
        let definition = try ContentLoader.load(source).definition
        let hash = Self.hexadecimal(source.hash)
        let classifier = cached(hash) ?? train(definition, hash: hash)
        return LoadedBot(bot: Bot(definition, classifier: classifier), contentHash: hash)
    }

    // MARK: The cache

    private func cachePath(_ hash: String) -> String? {
        Environment.xdgFolder("XDG_CACHE_HOME", fallback: ".cache").map { "\($0)/\(Repartie.version)-\(hash).model" }
    }

    private func cached(_ hash: String) -> IntentClassifier? {
        guard let path = cachePath(hash), let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return IntentClassifier(encoded: [UInt8](data))
    }

    private func train(_ definition: BotDefinition, hash: String) -> IntentClassifier {
        let tells = isatty(2) == 1
        if tells { Diagnostics.write("Je lis le contenu pour la première fois, un instant…") }
        let classifier = definition.trainClassifier()
        store(classifier, hash)
        return classifier
    }

    /// Keeps a classifier; where that is not possible the next run trains again.
    private func store(_ classifier: IntentClassifier, _ hash: String) {
        guard let path = cachePath(hash), let folder = Environment.xdgFolder("XDG_CACHE_HOME", fallback: ".cache")
        else {
            return
        }
        let manager = FileManager.default
        try? manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Models of content that has changed since are of no use.
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".model") {
            if let age = Self.age("\(folder)/\(name)"), age > 30 * 86_400 {
                try? manager.removeItem(atPath: "\(folder)/\(name)")
            }
        }
        try? AtomicFile.write(classifier.encoded(), to: path)
    }

    /// Seconds since a file was written.
    private static func age(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return time(nil) - status.st_mtim.tv_sec
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
