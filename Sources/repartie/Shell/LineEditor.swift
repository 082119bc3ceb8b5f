@preconcurrency import CReadline
import Glibc
import Synchronization

/// GNU Readline, set up once. All of it happens on the main thread, as Readline demands.
@MainActor
enum LineEditor {
    /// What came of reading a line.
    enum Input: Equatable {
        case line(String)
        /// Ctrl-C: the line was dropped; whether nothing had been typed.
        case cancelled(wasEmpty: Bool)
        /// Ctrl-D, or the terminal is gone.
        case end
    }

    /// Gives the completions of the line up to the cursor; each is a whole word that replaces the one begun. nil asks for the
    /// names of files.
    static var completer: ((_ line: String, _ word: String) -> [String]?)?

    /// Called some times a second while a line is awaited.
    static var whileWaiting: (() -> Void)?

    /// Whether the program was stopped (Ctrl-Z) and goes on: the shell has written over the line that was begun.
    private static let wasResumed = Atomic(false)

    private static var cancelled: Input?

    /// Prepares Readline: UTF-8 in any locale, Ctrl-C, completion.
    ///
    /// - Parameters:
    ///   - isColored: whether what was pasted may be highlighted.
    ///   - isPlain: no bell (for screen readers).
    static func start(isColored: Bool = true, isPlain: Bool = false) {
        setlocale(LC_ALL, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
            // Readline reads the environment again, so that the variable is needed besides the call.
            setenv("LC_ALL", "C.UTF-8", 1)
            setlocale(LC_ALL, "")
        }
        rl_readline_name = UnsafePointer(strdup("repartie"))
        rl_catch_signals = 1
        // Ctrl-C as a key rather than a signal: with the signal, Readline loses the key that comes after it.
        rl_prep_term_function = { meta in
            LineEditor.waitForForeground()
            rl_prep_terminal(meta)
            MainActor.assumeIsolated { LineEditor.withoutInterrupts() }
        }
        for map in ["emacs-standard", "vi-insert", "vi-command"] {
            rl_bind_key_in_map(
                3,
                { _, _ in
                    MainActor.assumeIsolated { LineEditor.cancel() }
                    return 0
                }, rl_get_keymap_by_name(map))
            rl_bind_keyseq_in_map(
                pasteMark,
                { _, key in
                    rl_bracketed_paste_begin(1, key)
                    MainActor.assumeIsolated { LineEditor.clean() }
                    return 0
                }, rl_get_keymap_by_name(map))
        }
        readHarmlessKeys()
        // While the program works, Ctrl-C would end it and the conversation with it.
        signal(SIGINT, SIG_IGN)
        // Readline gives the terminal back first; the shell's prompt then has a line of its own.
        signal(SIGTERM) { _ in
            write(1, "\n", 1)
            signal(SIGTERM, SIG_DFL)
            raise(SIGTERM)
        }
        rl_attempted_completion_function = { text, start, _ in
            guard let text else { return nil }
            let word = String(cString: text)
            let list = MainActor.assumeIsolated {
                UInt(bitPattern: LineEditor.completionList(of: word, from: Int(start)))
            }
            return UnsafeMutablePointer(bitPattern: list)
        }
        rl_completer_word_break_characters = UnsafePointer(strdup(" \t\n"))
        watch()
        rl_variable_bind("page-completions", "off")
        rl_completion_query_items = 0
        if !isColored { rl_variable_bind("enable-active-region", "off") }
        if isPlain { rl_variable_bind("bell-style", "none") }
    }

    /// Stops while the terminal is another program's (Ctrl-Z, then `bg`): Readline would take that program's settings for what
    /// is to be restored, and show nothing any more.
    private nonisolated static func waitForForeground() {
        while case let owner = tcgetpgrp(0), owner > 0, owner != getpgrp() { raise(SIGSTOP) }
    }

    /// Ctrl-C is a key from now on.
    private static func withoutInterrupts() {
        var settings = termios()
        guard tcgetattr(0, &settings) == 0 else { return }
        withUnsafeMutableBytes(of: &settings.c_cc) { $0[Int(VINTR)] = 0 }
        tcsetattr(0, TCSANOW, &settings)
    }

    /// What a terminal sends before what is pasted.
    private static let pasteMark = "\u{1B}[200~"

    /// Takes out of the line what must not reach the terminal raw: pasted escape sequences, marks of direction.
    private static func clean() {
        guard let buffer = rl_line_buffer else { return }
        let line = String(cString: buffer)
        let cleaned = Diagnostics.withoutHarm(line)
        guard cleaned != line else { return }
        let place = Diagnostics.withoutHarm(String(decoding: line.utf8.prefix(Int(rl_point)), as: UTF8.self))
        rl_replace_line(cleaned, 0)
        rl_point = Int32(place.utf8.count)
    }

    private static func watch() {
        signal(SIGCONT) { _ in LineEditor.wasResumed.store(true, ordering: .relaxed) }
        rl_set_keyboard_input_timeout(200_000)
        rl_event_hook = {
            MainActor.assumeIsolated { LineEditor.tick() }
            return 0
        }
    }

    // MARK: Keys

    /// Bytes of a character that was read whole and not yet given to Readline.
    private static var pendingKeys: [UInt8] = []

    /// Shows signs that could change the terminal, typed or pasted by a terminal that does not mark a paste, as spaces of the
    /// same length: Readline counts the bytes that are to come.
    private static func readHarmlessKeys() {
        rl_getc_function = { stream in MainActor.assumeIsolated { LineEditor.key(from: UInt(bitPattern: stream)) } }
    }

    private static func key(from address: UInt) -> Int32 {
        if !pendingKeys.isEmpty { return Int32(pendingKeys.removeFirst()) }
        let stream = UnsafeMutablePointer<FILE>(bitPattern: address)
        let first = rl_getc(stream)
        guard let length = Diagnostics.lengthOfHarm(firstByte: first) else { return first }
        var bytes = [UInt8(first)]
        while bytes.count < length {
            let next = rl_getc(stream)
            guard (0x80...0xBF).contains(next) else {
                // No character: whatever came goes on as it is.
                if next >= 0 { bytes.append(UInt8(next)) }
                break
            }
            bytes.append(UInt8(next))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if Diagnostics.withoutHarm(text) != text { bytes = [UInt8](repeating: 0x20, count: bytes.count) }
        pendingKeys = Array(bytes.dropFirst())
        return Int32(bytes[0])
    }

    private static func tick() {
        // Readline waits for the terminal, which has nothing left to give.
        while !pendingKeys.isEmpty { rl_stuff_char(Int32(pendingKeys.removeFirst())) }
        if wasResumed.exchange(false, ordering: .relaxed) {
            withoutInterrupts()
            rl_forced_update_display()
        }
        whileWaiting?()
    }

    /// Takes the line that is being typed off the screen while something is written, and puts it back below.
    static func interrupt(toWrite body: () -> Void) {
        rl_clear_visible_line()
        fflush(rl_outstream)
        body()
        fflush(stdout)
        rl_on_new_line()
        rl_redisplay()
    }

    /// Reads a line.
    static func read(prompt: String) -> Input {
        cancelled = nil
        guard let pointer = readline(prompt) else { return .end }
        defer { free(pointer) }
        if let cancelled { return cancelled }
        // Bytes that are not UTF-8 become the replacement character.
        return .line(String(cString: pointer))
    }

    private static func cancel() {
        cancelled = .cancelled(wasEmpty: rl_end == 0)
        rl_point = rl_end
        rl_redisplay()
        fputs("^C", rl_outstream)
        rl_done = 1
    }

    // MARK: Completion

    /// The matches as Readline takes them: what replaces the word, all matches, nil.
    private static func completionList(
        of word: String, from start: Int
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        rl_attempted_completion_over = 1
        guard let buffer = rl_line_buffer, let completer else { return nil }
        let line = String(cString: buffer)
        guard let words = completer(String(line.utf8.prefix(start)) ?? "", word) else {
            rl_attempted_completion_over = 0
            return nil
        }
        guard !words.isEmpty else { return nil }
        let matches = words.map(Diagnostics.printable)
        // The first entry replaces the word: the only match, or what all have in common.
        let common = matches.count == 1 ? matches[0] : commonPrefix(matches, atLeast: word)
        let entries = [common] + (matches.count == 1 ? [] : matches)
        let size = entries.count + 1
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocateForReadline(size)
        for (index, entry) in entries.enumerated() { list[index] = strdup(entry) }
        list[size - 1] = nil
        return list
    }

    private static func commonPrefix(_ words: [String], atLeast typed: String) -> String {
        var prefix = words[0]
        for word in words {
            while !word.hasPrefix(prefix) { prefix.removeLast() }
        }
        return prefix.count >= typed.count ? prefix : typed
    }
}

extension UnsafeMutablePointer where Pointee == UnsafeMutablePointer<CChar>? {
    /// Memory that Readline frees with `free`.
    fileprivate static func allocateForReadline(_ count: Int) -> Self {
        malloc(count * MemoryLayout<Pointee>.stride).bindMemory(to: Pointee.self, capacity: count)
    }
}
