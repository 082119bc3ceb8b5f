import FoundationEssentials
import French

/// The files of a content folder, as bytes.
public struct ContentSource: Sendable {
    /// One file.
    public struct File: Sendable {
        /// The path from the folder that holds the content folder (`Intents/article/duree.yml`).
        public let path: String
        public let bytes: [UInt8]

        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The files, by path.
    public let files: [File]

    /// No file of content is larger, in bytes.
    public static let largestFile = 2 << 20

    /// Files that are at hand (in tests, for instance).
    public init(files: [File]) { self.files = files.sorted { $0.path < $1.path } }

    /// Reads every `.yml` file below a folder; names that start with a dot are passed over.
    public init(folder: String) throws(ContentError) {
        var paths: [String] = []
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw ContentError(findings: [Finding(file: folder, problem: .folderMissing)])
        }
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        var files: [File] = []
        var findings: [Finding] = []
        for path in paths.sorted() where path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
            switch Self.read("\(folder)/\(path)") {
            case .success(let bytes): files.append(File(path: "\(name)/\(path)", bytes: bytes))
            case .failure(let failure): findings.append(Finding(file: "\(name)/\(path)", problem: failure.problem))
            }
        }
        if files.isEmpty && findings.isEmpty { findings = [Finding(file: folder, problem: .folderEmpty)] }
        guard findings.isEmpty else { throw ContentError(findings: findings) }
        self.files = files
    }

    private struct ReadFailure: Error { let problem: Finding.Problem }

    private static func read(_ path: String) -> Result<[UInt8], ReadFailure> {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            if let type = attributes[.type] as? FileAttributeType, type == .typeDirectory {
                return .failure(ReadFailure(problem: .unreadable(reason: "c’est un dossier")))
            }
            let data = try Data(contentsOf: URL(filePath: path))
            if data.count > largestFile {
                return .failure(ReadFailure(problem: .tooLarge(bytes: data.count, limit: largestFile)))
            }
            return .success([UInt8](data))
        } catch {
            return .failure(ReadFailure(problem: .unreadable(reason: "\(error.localizedReason)")))
        }
    }

    /// A hash of all paths and bytes: the same content has the same hash, whatever its place and date.
    public var hash: UInt64 {
        var hash = StableHash(seed: 3)
        for file in files {
            hash.add(StableHash.of(file.path.utf8))
            hash.add(UInt64(file.bytes.count))
            hash.add(file.bytes.withUnsafeBytes { StableChecksum.of($0) })
        }
        return hash.value
    }
}

extension Error {
    /// The reason of a failed file operation, without the dump of a Cocoa error.
    fileprivate var localizedReason: String {
        guard let error = self as? CocoaError else { return "\(self)" }
        switch error.code {
        case .fileReadNoPermission: return "lecture interdite"
        case .fileReadNoSuchFile, .fileNoSuchFile: return "fichier introuvable"
        default: return "erreur \(error.code.rawValue)"
        }
    }
}
