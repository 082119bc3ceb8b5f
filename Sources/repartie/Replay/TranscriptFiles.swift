import FoundationEssentials
import Replay

/// Transcripts on disk.
enum TranscriptFiles {
    /// Reads the transcripts of paths; folders stand for all `.txt` files below them.
    ///
    /// - Throws: an exit status, after all that is wrong was said.
    static func read(_ paths: [String]) throws -> [Transcript] {
        var transcripts: [Transcript] = []
        var isBroken = false
        for path in try files(paths) {
            do {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
                transcripts.append(try Transcript(path: path, bytes: bytes))
            } catch let error as TranscriptError {
                Diagnostics.write(Diagnostics.printable(error.description))
                isBroken = true
            } catch {
                Diagnostics.write("repartie: \(Diagnostics.printable(path)): the file cannot be read")
                isBroken = true
            }
        }
        if isBroken { throw ExitStatus.badContent }
        return transcripts
    }

    private static func files(_ paths: [String]) throws -> [String] {
        var result: [String] = []
        for path in paths {
            var isDirectory = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                Diagnostics.write("repartie: \(Diagnostics.printable(path)): there is no such file or folder")
                throw ExitStatus.badContent
            }
            if isDirectory {
                let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
                let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
                result += below.filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
            } else {
                result.append(path)
            }
        }
        guard !result.isEmpty else {
            Diagnostics.write(
                "repartie: no transcript (*.txt) in \(paths.map(Diagnostics.printable).joined(separator: ", "))")
            throw ExitStatus.difference
        }
        return result
    }
}
