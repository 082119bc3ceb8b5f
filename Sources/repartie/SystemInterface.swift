import French
import Glibc

/// The clock, read in one place; everything below takes the day as an argument.
enum Clock {
    /// The day of the local clock.
    static func today() -> Day {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        let year = Int(parts.tm_year) + 1900
        return Day(year: year, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday)) ?? Day(
            year: 1970, month: 1, day: 1)!
    }
}

/// The environment of the process.
enum Environment {
    /// The value of a variable, nil where it is unset or empty.
    static func value(_ name: String) -> String? {
        guard let pointer = getenv(name) else { return nil }
        let value = String(cString: pointer)
        return value.isEmpty ? nil : value
    }

    /// A folder of the XDG base directory specification, with the program's name; nil where there is no home.
    static func xdgFolder(_ variable: String, fallback: String) -> String? {
        if let base = value(variable), base.hasPrefix("/") { return "\(base)/repartie" }
        return value("HOME").map { "\($0)/\(fallback)/repartie" }
    }
}

/// Paths of files.
enum FilePath {
    /// The path without links; nil where there is no such file.
    static func real(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

/// Messages on standard error.
enum Diagnostics {
    /// Writes a line to standard error.
    static func write(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
    }

    /// A text without control characters, escape sequences and direction overrides, for a terminal.
    static func printable(_ text: String) -> String { text.printable }

    /// A text without what `printable` replaces, but for line feeds and tabs.
    static func withoutHarm(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.changesTerminals && $0 != "\t" }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.changesTerminals || $0 == "\t" }))
    }

    /// The bytes of characters that may be harmful and begin with this byte of UTF-8; nil where none does.
    static func lengthOfHarm(firstByte: Int32) -> Int? {
        switch firstByte {
        case 0xC2, 0xD8: 2
        case 0xE2: 3
        default: nil
        }
    }

}

/// Standard input, read in blocks.
struct Input {
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// The bytes that are there, at least one; nil at the end. Waits where none is there yet, also where whoever opened the
    /// descriptor made it non-blocking.
    mutating func read() throws -> ArraySlice<UInt8>? {
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(0, $0.baseAddress, $0.count) }
            if count >= 0 { return count == 0 ? nil : buffer[..<count] }
            switch errno {
            case EINTR: continue
            case EAGAIN: Descriptor.wait(for: POLLIN, on: 0)
            default:
                Diagnostics.write("repartie: cannot read standard input: \(String(cString: strerror(errno)))")
                throw ExitStatus.outputError
            }
        }
    }
}

/// Waiting for descriptors.
enum Descriptor {
    /// Waits until a descriptor can be read or written.
    static func wait(for event: Int32, on descriptor: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        poll(&request, 1, -1)
    }
}

/// Standard output, gathered and written in blocks.
struct Output {
    private var pending: [UInt8] = []
    private var lastFlush = ContinuousClock.now

    /// What is gathered before it is written without being asked, in bytes.
    private static let blockSize = 1 << 16
    /// No answer waits longer for those after it.
    private static let longestWait = Duration.milliseconds(20)

    /// Adds text; writes when a block is full, or when the last one was long ago.
    mutating func write(_ text: String) throws {
        pending.append(contentsOf: text.utf8)
        if pending.count >= Self.blockSize || ContinuousClock.now - lastFlush > Self.longestWait { try flush() }
    }

    /// Writes everything that was gathered.
    ///
    /// - Throws: a clean exit where the reader has gone away, else the status of an output error.
    mutating func flush() throws {
        var start = 0
        while start < pending.count {
            let written = pending[start...].withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            if written >= 0 {
                start += written
            } else if errno == EPIPE {
                _exit(0)
            } else if errno == EAGAIN {
                Descriptor.wait(for: POLLOUT, on: 1)
            } else if errno != EINTR {
                Diagnostics.write("repartie: cannot write to standard output: \(String(cString: strerror(errno)))")
                throw ExitStatus.outputError
            }
        }
        pending.removeAll(keepingCapacity: true)
        lastFlush = .now
    }
}
