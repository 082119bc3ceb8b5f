import FoundationEssentials
import Glibc

/// Whether the files of a content folder were changed since the last look.
struct ContentWatch {
    private let folder: String
    private var stamp: UInt64
    /// A change that was seen, but may not be over: some editors write a file in several steps.
    private var pending: UInt64?

    init(folder: String) {
        self.folder = folder
        stamp = Self.stamp(of: folder)
    }

    /// Looks at the folder; true where something has changed, and has stayed so since the look before.
    mutating func hasChanged() -> Bool {
        let now = Self.stamp(of: folder)
        guard now != stamp else {
            pending = nil
            return false
        }
        guard pending == now else {
            pending = now
            return false
        }
        (stamp, pending) = (now, nil)
        return true
    }

    /// Names, sizes and times of the files.
    private static func stamp(of folder: String) -> UInt64 {
        var hasher = Hasher()
        for name in ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted() {
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { continue }
            hasher.combine(name)
            hasher.combine(status.st_size)
            hasher.combine(status.st_mtim.tv_sec)
            hasher.combine(status.st_mtim.tv_nsec)
        }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
