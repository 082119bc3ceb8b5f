@preconcurrency import CReadline
import FoundationEssentials
import Glibc

/// The lines typed in earlier chats.
@MainActor
struct HistoryFile {
    let path: String

    /// No history is longer, in lines.
    private static let longest: Int32 = 1000

    /// The file in the XDG state folder; nil where there is no home.
    nonisolated static func standard() -> HistoryFile? {
        Environment.xdgFolder("XDG_STATE_HOME", fallback: ".local/state").map { HistoryFile(path: "\($0)/history") }
    }

    private nonisolated init(path: String) { self.path = path }

    /// Reads the lines of earlier chats.
    func load() {
        stifle_history(Self.longest)
        read_history(path)
    }

    /// Adds a line that differs from the last one.
    func add(_ line: String) {
        if let last = history_get(history_base + history_length - 1), String(cString: last.pointee.line) == line {
            return
        }
        add_history(line)
    }

    /// Writes the lines, readable by nobody else.
    ///
    /// - Returns: why that was not possible.
    func save() -> String? {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try? FileManager.default.createDirectory(
            atPath: "/\(folder)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // The file is made before it is written, so that it is never readable by others.
        let file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { return String(cString: strerror(errno)) }
        fchmod(file, 0o600)
        close(file)
        let error = write_history(path)
        chmod(path, 0o600)
        return error == 0 ? nil : String(cString: strerror(error))
    }
}
