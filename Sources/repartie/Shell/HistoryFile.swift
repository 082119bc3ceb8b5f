@preconcurrency import CReadline
import FoundationEssentials
import Glibc

/// The lines typed in earlier chats, for the arrow keys and Ctrl-R; each once, the last typed last.
///
/// The file is written after every line, so that nothing is lost with a terminal that closes, and read again before, so
/// that two chats at once keep each other's lines.
@MainActor
final class HistoryFile {
    /// nil where the lines of this chat are kept in memory only.
    let path: String?
    /// Said once, not after every line.
    private var hasFailed = false

    /// No history is longer, in lines.
    private static let longest = 1000

    /// The file in the XDG state folder; none where there is no home.
    nonisolated static func standard() -> HistoryFile {
        let folder = Environment.xdgFolder("XDG_STATE_HOME", fallback: ".local/state")
        return HistoryFile(path: folder.map { "\($0)/history" })
    }

    nonisolated init(path: String?) { self.path = path }

    /// Reads the lines of earlier chats.
    func load() {
        stifle_history(Int32(Self.longest))
        for line in path.flatMap(Self.lines(of:)) ?? [] {
            forget(line)
            add_history(Diagnostics.withoutHarm(line))
        }
    }

    /// Adds a line, in memory and on disk.
    ///
    /// - Returns: why it could not be written, the first time.
    func add(_ text: String) -> String? {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        forget(line)
        add_history(line)
        guard let path, Self.isFile(path) else { return nil }
        guard let problem = Self.keep(line, in: path) else {
            hasFailed = false
            return nil
        }
        defer { hasFailed = true }
        return hasFailed ? nil : problem
    }

    /// Whether lines may be kept there: people link their history to `/dev/null` to have none.
    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    private static func keep(_ line: String, in path: String) -> String? {
        // Another chat may be writing at this very moment. Where there is nothing to lock, the worst is a line that is lost.
        let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 { flock(folder, LOCK_EX) }
        defer { if folder >= 0 { close(folder) } }
        guard let lines = lines(of: path) else { return "il ne peut pas être lu" }
        return write(lines.filter { $0 != line }.suffix(longest - 1) + [line], to: path)
    }

    /// Takes a line out of the history in memory.
    private func forget(_ line: String) {
        for place in (0..<history_length).reversed() {
            guard let entry = history_get(history_base + place), let text = entry.pointee.line,
                String(cString: text) == line
            else { continue }
            free_history_entry(remove_history(place))
        }
    }

    /// The lines of a file; none where it is not there, nil where it cannot be read.
    private static func lines(of path: String) -> [String]? {
        guard access(path, F_OK) == 0 else { return [] }
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            .suffix(longest)
    }

    private static func folder(of path: String) -> String {
        "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Writes the lines, readable by nobody else.
    private static func write(_ lines: [String], to path: String) -> String? {
        // A link stays a link.
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? path
        try? FileManager.default.createDirectory(
            atPath: folder(of: path), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path, mode: 0o600)
            return nil
        } catch {
            return error.frenchReason
        }
    }
}
