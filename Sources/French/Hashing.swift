/// A 64-bit hash of bytes that is the same in every run and on every machine (unlike `Hasher`).
///
/// FNV-1a (Fowler, Noll, Vo) over the bytes, with the finaliser of MurmurHash3 so that the low bits can index a table.
public struct StableHash: Sendable {
    @usableFromInline var state: UInt64

    /// Starts a hash; different seeds give independent hashes of the same bytes.
    @inlinable public init(seed: UInt64 = 0) {
        state = 0xcbf2_9ce4_8422_2325 ^ (seed &* 0x9e37_79b9_7f4a_7c15)
    }

    /// Adds one byte.
    @inlinable public mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// Adds another hash, low byte first.
    @inlinable public mutating func add(_ value: UInt64) {
        state = (state ^ value) &* 0x0000_0100_0000_01b3
        state ^= state >> 29
    }

    /// The hash of what was added so far.
    @inlinable public var value: UInt64 {
        var mixed = state
        mixed ^= mixed >> 33
        mixed = mixed &* 0xff51_afd7_ed55_8ccd
        mixed ^= mixed >> 33
        mixed = mixed &* 0xc4ce_b9fe_1a85_ec53
        mixed ^= mixed >> 33
        return mixed
    }

    /// The hash of a sequence of bytes.
    @inlinable public static func of(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0) -> UInt64 {
        var hash = StableHash(seed: seed)
        for byte in bytes { hash.add(byte) }
        return hash.value
    }
}

/// A checksum over 32 bytes at a time: it finds damage and tells contents apart, but resists no malice.
public struct StableChecksum: Sendable {
    /// Four sums side by side: one would wait for each of its multiplications.
    private var sums = SIMD4<UInt64>(0x9e37_79b9_7f4a_7c15, 1, 2, 3)
    private var count = 0

    /// The checksum of no bytes.
    public init() {}

    /// The checksum of some bytes.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var checksum = StableChecksum()
        checksum.add(bytes)
        return checksum.value
    }

    /// Adds bytes. All but the last ones are added in multiples of 32.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 32 <= bytes.count {
            for lane in 0..<4 {
                mix(bytes.loadUnaligned(fromByteOffset: offset + 8 * lane, as: UInt64.self), into: lane)
            }
            offset += 32
        }
        for byte in bytes[offset...] { mix(UInt64(byte), into: 0) }
        count += bytes.count
    }

    /// The checksum of what was added so far.
    public var value: UInt64 {
        (0..<4).reduce(UInt64(count)) { sum, lane in
            let mixed = (sum ^ sums[lane]) &* 0x9e37_79b9_7f4a_7c15
            return mixed ^ mixed >> 29
        }
    }

    private mutating func mix(_ word: UInt64, into lane: Int) {
        let product = (sums[lane] ^ word) &* 0xff51_afd7_ed55_8ccd
        sums[lane] = product ^ product >> 32
    }
}
