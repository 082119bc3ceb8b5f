import FoundationEssentials
import French
import Glibc
import Replay

/// Files that the commands write: conversations, and replies that were wrong.
extension Shell {
    func save(to path: String) {
        guard !log.isEmpty else { return print(style.wrapped("Il n’y a encore rien à enregistrer.")) }
        guard !path.isEmpty else {
            return print(style.wrapped("Indiquez un fichier : /enregistrer ma-conversation.txt"))
        }
        write(log.transcript, to: Self.expanded(path), as: "La conversation est enregistrée dans")
    }

    func report(to path: String) {
        guard last != nil else { return print(style.wrapped("Il n’y a encore rien à signaler.")) }
        guard let path = path.isEmpty ? Self.newReport(on: settings.today.day.iso) : Self.expanded(path) else {
            return print(style.wrapped("Indiquez un fichier : /signaler reponse.txt"))
        }
        write(log.report, to: path, as: "Le signalement est enregistré dans")
    }

    /// Writes a new file, readable by nobody else; one that is there stays as it is.
    private func write(_ text: String, to path: String, as done: String) {
        guard access(path, F_OK) != 0 else {
            return print(style.wrapped("\(path) existe déjà : choisissez un autre nom de fichier."))
        }
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(Array(text.utf8), to: path, mode: 0o600)
            print(style.wrapped("\(done) \(path)."))
        } catch {
            print(style.wrapped("\(path) ne peut pas être écrit (\(error.frenchReason)) ; la conversation continue."))
        }
    }

    /// A path with `~/` for the home folder.
    private static func expanded(_ path: String) -> String {
        let isQuoted = path.count > 2 && path.hasPrefix("\"") && path.hasSuffix("\"")
        let path = isQuoted ? String(path.dropFirst().dropLast()) : path
        guard path.hasPrefix("~/"), let home = Environment.value("HOME") else { return path }
        return home + path.dropFirst()
    }

    /// The first free name for a report of a day, in the XDG state folder.
    private static func newReport(on day: String) -> String? {
        guard let base = Environment.xdgFolder("XDG_STATE_HOME", fallback: ".local/state") else { return nil }
        let folder = "\(base)/signalements"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return (1...).lazy.map { "\(folder)/\(day)-\($0).txt" }.first { access($0, F_OK) != 0 }
    }
}
