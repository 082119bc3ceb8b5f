import Glibc

/// Writes files whole or not at all.
enum AtomicFile {
    /// Why a file could not be written, in the words of the system.
    struct Failure: Error {
        let code: Int32
        var reason: String { String(cString: strerror(code)) }

        /// The reason in French, for a sentence of the chat.
        var frenchReason: String {
            switch code {
            case ENOENT: "ce dossier n’existe pas"
            case EACCES, EPERM: "vous n’en avez pas le droit"
            case ENOSPC, EDQUOT: "le disque est plein"
            case EFBIG: "il n’y a plus de place pour lui"
            case EROFS: "ce disque est en lecture seule"
            case EISDIR: "c’est un dossier"
            case ENOTDIR: "un dossier du chemin est un fichier"
            case ENAMETOOLONG: "ce nom est trop long"
            default: reason
            }
        }
    }

    /// Puts bytes into a file. Readers see the old file or the new one, never a part; a run that is interrupted leaves
    /// the old one.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(Failure) {
        let temporary = "\(path).\(getpid()).new"
        // In a folder that others may write to, the name may be a link of theirs.
        unlink(temporary)
        let file = open(temporary, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, mode)
        guard file >= 0 else { throw failure() }
        do throws(Failure) {
            try write(bytes, to: file)
            guard close(file) == 0, rename(temporary, path) == 0 else { throw failure() }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                let failure = failure()
                close(file)
                throw failure
            }
        }
    }

    private static func failure() -> Failure { Failure(code: errno) }
}
