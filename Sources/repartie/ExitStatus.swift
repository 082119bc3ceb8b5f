import ArgumentParser

/// The exit statuses of the program (those of `sysexits.h`; wrong usage is ArgumentParser's, 64).
enum ExitStatus {
    /// Something did not compare.
    static let difference = ExitCode(1)
    /// Content or a transcript that cannot be read.
    static let badContent = ExitCode(65)
    /// Standard output cannot be written, or standard input cannot be read.
    static let outputError = ExitCode(74)
}
