import French
import Glibc

/// The bytes of a file, mapped rather than read: only the pages that are looked at cost time and memory.
enum MappedFile {
    /// The bytes of a file; nil where it cannot be opened or is empty.
    ///
    /// A file that is replaced (`AtomicFile`) stays as it was for those who have mapped it.
    static func memory(of path: String) -> StoredMemory? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { return nil }
        return StoredMemory(
            UnsafeRawBufferPointer(start: start, count: Int(status.st_size)),
            release: { munmap(UnsafeMutableRawPointer(mutating: $0.baseAddress), $0.count) },
            forget: { dropPages($0) })
    }

    /// Lets go of the whole pages in a part of a mapping.
    private static func dropPages(_ part: UnsafeRawBufferPointer) {
        let page = UInt(getpagesize())
        let start = (UInt(bitPattern: part.baseAddress) + page - 1) / page * page
        let end = (UInt(bitPattern: part.baseAddress) + UInt(part.count)) / page * page
        if end > start { madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_DONTNEED) }
    }
}
