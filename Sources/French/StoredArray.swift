/// Memory that numbers are read from where they lie: a mapped file, or a copy.
///
/// Its bytes never change, so any number of threads may read them.
public final class StoredMemory: @unchecked Sendable {
    /// The bytes, valid as long as the object lives.
    public let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void
    private let forget: @Sendable (UnsafeRawBufferPointer) -> Void

    /// - Parameters:
    ///   - bytes: memory that nobody changes any more.
    ///   - release: gives the memory back.
    ///   - forget: lets go of a part that will come back when it is looked at again (the pages of a mapped file).
    public init(
        _ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void,
        forget: @escaping @Sendable (UnsafeRawBufferPointer) -> Void = { _ in }
    ) {
        self.bytes = bytes
        self.release = release
        self.forget = forget
    }

    /// A copy of some bytes.
    public convenience init(copying bytes: UnsafeRawBufferPointer) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        copy.copyMemory(from: bytes)
        self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
    }

    deinit { release(bytes) }

    /// The checksum of a range of bytes. What is looked at only for this does not stay memory of the process.
    public func checksum(of range: Range<Int>) -> UInt64 {
        var checksum = StableChecksum()
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
            let block = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + Self.block, range.upperBound)])
            checksum.add(block)
            forget(block)
        }
        return checksum.value
    }

    private static let block = 1 << 20
}

/// An array of numbers that is read from where it lies in memory, instead of being copied.
///
/// A model has some twenty megabytes, of which a question reads some hundred kilobytes: read in place, only these become
/// memory of the process. Measured against a copy of the file, side by side: 34 ms from start to answer instead of 48, and
/// 7 MB of the process's own memory instead of 31 (`make bench` prints both). That is what the unsafe pointer is for; every
/// access checks its bounds.
public struct StoredArray<Element: BitwiseCopyable & Sendable & Equatable>: @unchecked Sendable,
    RandomAccessCollection
{
    /// What keeps `start` valid; like it, it is never written to, so that threads may share both.
    @usableFromInline let memory: StoredMemory
    @usableFromInline let start: UnsafeRawPointer?
    public let count: Int

    /// The array at a place of memory; nil where it would end outside. The place need not be aligned.
    public init?(in memory: StoredMemory, at offset: Int, count: Int) {
        let (size, isTooLong) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard !isTooLong, count >= 0, offset >= 0, offset <= memory.bytes.count, size <= memory.bytes.count - offset
        else { return nil }
        self.memory = memory
        self.count = count
        start = memory.bytes.baseAddress.map { $0 + offset }
    }

    /// A copy of elements.
    public init(_ elements: [Element]) {
        memory = elements.withUnsafeBytes { StoredMemory(copying: $0) }
        count = elements.count
        start = memory.bytes.baseAddress
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    @inlinable
    public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count, "the place lies outside the array")
        return start!.loadUnaligned(fromByteOffset: position &* MemoryLayout<Element>.stride, as: Element.self)
    }

    /// The bytes of the elements.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Element>.stride))
    }
}

extension StoredArray: Equatable {
    public static func == (left: StoredArray, right: StoredArray) -> Bool {
        left.count == right.count && left.elementsEqual(right)
    }
}
