import French

/// Turns one line of input into one line of output.
package protocol LineResponder: Sendable {
    /// Whether no line depends on the ones before it, so that many can be answered at once.
    var keepsNothing: Bool { get }

    /// The answer, without its line feed.
    ///
    /// - Parameter line: the number of the line, from 1.
    mutating func respond(to frame: LineFramer.Frame, line: Int, on today: Day) -> String
}
