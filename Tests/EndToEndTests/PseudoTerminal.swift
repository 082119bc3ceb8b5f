import Foundation
import Glibc

/// A program on a terminal of its own, as a person has it.
final class PseudoTerminal {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let master: Int32
    private let process: pid_t
    private var isOpen = true
    /// Everything the program has written, as it came, but for no-break spaces: nobody can see them in a test.
    private(set) var output = ""
    private var seen: String.Index
    /// What a person sees of it.
    private(set) var screen: TerminalScreen

    /// Starts the program with its terminal as the controlling one, so that keys like Ctrl-C do what they do.
    ///
    /// - Parameter path: another program to run in its place.
    init(_ program: Program, path: String = Program.path, arguments: [String] = [], columns: UInt16 = 80) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        // `ttyname` has one buffer for all threads.
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0,
            ttyname_r(ends.slave, &name, name.count) == 0
        else {
            throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        _ = fcntl(ends.master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends.slave, F_SETFD, FD_CLOEXEC)
        master = ends.master
        screen = TerminalScreen(columns: Int(columns))
        process = try Self.spawn(
            program, path, arguments,
            terminal: String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
        close(ends.slave)
        seen = output.startIndex
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        if isOpen { close(master) }
    }

    /// `POSIX_SPAWN_SETSID`, which `spawn.h` hides from Swift.
    private static let setsid: Int16 = 0x80

    private static func spawn(_ program: Program, _ path: String, _ arguments: [String], terminal: String) throws
        -> pid_t
    {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of tests block signals, which a program would inherit.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, setsid | Int16(POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader that opens a terminal gets it as its controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var argv = ([path] + arguments).map { strdup($0) } + [nil]
        var environment = program.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + environment { free(pointer) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, path, &actions, &attributes, &argv, &environment)
        guard error == 0 else { throw Failure(description: String(cString: strerror(error))) }
        return process
    }

    /// Types keys.
    func type(_ keys: String) { _ = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }

    /// Gives the terminal another width, as a window that is resized does.
    func resize(columns: UInt16) {
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        screen.resize(columns: Int(columns))
    }

    /// Waits until the row of the cursor is this one.
    func waitForLine(_ line: String) throws {
        for _ in 0..<400 where screen.current != line {
            guard read(patience: 50) ?? true else { break }
        }
        guard screen.current == line else {
            throw Failure(description: "the cursor does not stand in \(line.debugDescription):\n\(shown)")
        }
    }

    /// The screen as text.
    var shown: String { screen.lines.joined(separator: "\n") }

    /// Types a line at the next prompt.
    func say(_ line: String) throws {
        try wait(for: Self.prompt)
        type(line + "\r")
    }

    /// What every prompt ends with.
    static let prompt = "› "

    /// Waits until the program has written a text since the last wait, and gives what came up to it.
    @discardableResult
    func wait(for text: String) throws -> String {
        let text = text.replacing("\u{A0}", with: " ")
        while true {
            let plain = output[seen...]
            if let range = plain.range(of: text) {
                let before = String(plain[..<range.upperBound])
                seen = range.upperBound
                return before
            }
            guard read() else { throw Failure(description: "\(text.debugDescription) did not come in:\n\(plain)") }
        }
    }

    /// Closes the terminal, as a window that is closed does, and waits for the program to end; false where it goes on.
    func hangUp() -> Bool {
        close(master)
        isOpen = false
        for _ in 0..<200 {
            if waitpid(process, nil, WNOHANG) == process { return true }
            usleep(10_000)
        }
        return false
    }

    /// Waits for the program to end, and gives its exit status.
    func end() throws -> Int32 {
        while read() {}
        var status: Int32 = 0
        for _ in 0..<200 {
            if waitpid(process, &status, WNOHANG) == process { return (status >> 8) & 0xFF }
            usleep(10_000)
        }
        throw Failure(description: "the program does not end; it has written:\n\(output[seen...])")
    }

    /// Reads what there is; false at the end, or when nothing has come for a long time.
    private func read() -> Bool { read(patience: 20_000) ?? false }

    /// Reads what comes within some milliseconds; false at the end, nil where nothing has come.
    private func read(patience: Int32) -> Bool? {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, patience) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        pending += buffer[..<count]
        let offset = output.distance(from: output.startIndex, to: seen)
        // A character may be cut between two reads.
        var complete = pending.count
        while complete > 0, complete > pending.count - 4, String(validating: pending[..<complete], as: UTF8.self) == nil
        {
            complete -= 1
        }
        let text = String(decoding: pending[..<complete], as: UTF8.self).replacing("\u{A0}", with: " ")
        output += text
        screen.write(text)
        pending.removeFirst(complete)
        seen = output.index(output.startIndex, offsetBy: min(offset, output.count))
        return true
    }

    private var pending: [UInt8] = []
}
