import FoundationEssentials
import Glibc
import Replay

/// Transcripts on disk.
enum TranscriptFiles {
    /// Transcripts, and what could not be read.
    struct Found {
        var transcripts: [Transcript] = []
        /// What is wrong with a file or a folder, by its path, in the words for its author.
        var broken: [(path: String, problem: String)] = []
    }

    /// Reads the transcripts of paths, each once; folders stand for all `.txt` files below them, through links too.
    static func read(_ paths: [String]) -> Found {
        var found = Found()
        var seen: Set<String> = []
        for path in paths {
            let before = (found.transcripts.count, found.broken.count)
            read(path, isNamed: true, depth: 0, &seen, &found)
            if before == (found.transcripts.count, found.broken.count), isFolder(path) {
                found.broken.append((path, "no transcript (*.txt) in this folder"))
            }
        }
        return found
    }

    /// No folders are nested deeper, except where a link leads back.
    private static let deepest = 64

    private static func read(
        _ path: String, isNamed: Bool, depth: Int, _ seen: inout Set<String>, _ found: inout Found
    ) {
        guard isFolder(path) else {
            if isNamed || path.lowercased().hasSuffix(".txt") { readFile(path, &seen, &found) }
            return
        }
        guard depth < deepest else { return found.broken.append((path, "a link leads back to a folder above")) }
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return found.broken.append((path, "the folder cannot be read"))
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            read("\(folder)/\(name)", isNamed: false, depth: depth + 1, &seen, &found)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    private static func readFile(_ path: String, _ seen: inout Set<String>, _ found: inout Found) {
        guard FileManager.default.fileExists(atPath: path) else {
            return found.broken.append((path, "there is no such file or folder"))
        }
        guard seen.insert(FilePath.real(path) ?? path).inserted else { return }
        do {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            found.transcripts.append(try Transcript(path: path, bytes: bytes))
        } catch let error as TranscriptError {
            found.broken.append((path, error.description))
        } catch {
            found.broken.append((path, "the file cannot be read"))
        }
    }
}
