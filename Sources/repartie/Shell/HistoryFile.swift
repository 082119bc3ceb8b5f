@preconcurrency import CReadline
import FoundationEssentials
import Glibc

/// The lines typed in earlier chats, for the arrow keys and Ctrl-R; each once, the last typed last.
///
/// The file is written after every line, so that nothing is lost with a terminal that closes, and read again before, so
/// that two chats at once keep each other's lines.
@MainActor
final class HistoryFile {
    let path: String
    /// Said once, not after every line.
    private var hasFailed = false

    /// No history is longer, in lines.
    private static let longest = 1000

    /// The file in the XDG state folder; nil where there is no home.
    nonisolated static func standard() -> HistoryFile? {
        Environment.xdgFolder("XDG_STATE_HOME", fallback: ".local/state").map { HistoryFile(path: "\($0)/history") }
    }

    private nonisolated init(path: String) { self.path = path }

    /// Reads the lines of earlier chats.
    func load() {
        stifle_history(Int32(Self.longest))
        for line in lines() { add_history(line) }
    }

    /// Adds a line, in memory and on disk.
    ///
    /// - Returns: why it could not be written, the first time.
    func add(_ text: String) -> String? {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        forget(line)
        add_history(line)
        let kept = lines().filter { $0 != line }.suffix(Self.longest - 1) + [line]
        guard let problem = write(Array(kept)), !hasFailed else { return nil }
        hasFailed = true
        return problem
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

    private func lines() -> [String] {
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            .suffix(Self.longest)
    }

    /// Writes the lines, readable by nobody else.
    private func write(_ lines: [String]) -> String? {
        let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path, mode: 0o600)
            return nil
        } catch {
            return error.frenchReason
        }
    }
}
