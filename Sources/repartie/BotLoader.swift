import Content
import Dialogue
import FoundationEssentials
import Glibc
import Synchronization
import Understanding

/// A bot with what identifies its content.
struct LoadedBot {
    let bot: Bot
    /// The hash of the content.
    let contentHash: UInt64
    /// Reads the examples of the content; none where it has changed since and no longer loads.
    let examples: @Sendable () -> [LabelledExample]
}

/// Loads content: from its files the first time, then from what was compiled and kept in the cache.
struct BotLoader {
    let folder: String

    /// Loads the content.
    ///
    /// - Parameter announcement: what is said on a terminal where it takes seconds, because the content is new.
    func load(
        announcing announcement: String = "Je lis le contenu pour la première fois, un instant…"
    ) throws(ContentError) -> LoadedBot {
        let source = try ContentSource(folder: folder)
        let folder = folder
        let kept = Mutex<[LabelledExample]?>(nil)
        let hash = source.hash
        let examples: @Sendable () -> [LabelledExample] = {
            kept.withLock { kept in
                if let kept { return kept }
                let examples = Self.examples(in: folder, hash)
                kept = examples
                return examples
            }
        }
        let name = Self.hexadecimal(hash)
        if let compiled = cached(name) {
            return LoadedBot(
                bot: Bot(compiled.definition, classifier: compiled.classifier), contentHash: source.hash,
                examples: examples)
        }
        let definition = try ContentLoader.load(source).definition
        if isatty(2) == 1 { Diagnostics.write(announcement) }
        let classifier = definition.trainClassifier()
        store(CompiledContent(definition: definition, classifier: classifier), name)
        return LoadedBot(bot: Bot(definition, classifier: classifier), contentHash: source.hash, examples: examples)
    }

    /// The examples of a folder's content, as long as it is the same.
    private static func examples(in folder: String, _ hash: UInt64) -> [LabelledExample] {
        guard let source = try? ContentSource(folder: folder), source.hash == hash,
            let loaded = try? ContentLoader.load(source)
        else { return [] }
        return loaded.definition.examples
    }

    // MARK: The cache

    private static let suffix = ".bot"

    private var cacheFolder: String? { Environment.xdgFolder("XDG_CACHE_HOME", fallback: ".cache") }

    private func cachePath(_ hash: String) -> String? {
        cacheFolder.map { "\($0)/\(Repartie.version)-\(hash)\(Self.suffix)" }
    }

    private func cached(_ hash: String) -> CompiledContent? {
        cachePath(hash).flatMap { MappedFile.memory(of: $0) }.flatMap { CompiledContent(encodedIn: $0) }
    }

    /// Keeps compiled content; where that is not possible the next run compiles again.
    private func store(_ compiled: CompiledContent, _ hash: String) {
        guard let folder = cacheFolder, let path = cachePath(hash) else { return }
        let manager = FileManager.default
        try? manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // What was compiled from content that has changed since is of no use.
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(Self.suffix) {
            if let age = Self.age("\(folder)/\(name)"), age > 30 * 86_400 {
                try? manager.removeItem(atPath: "\(folder)/\(name)")
            }
        }
        try? AtomicFile.write(compiled.encoded(), to: path)
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
