import Dispatch
import French
import Synchronization

/// Answers the lines of a stream in their order, on several cores where no line depends on another.
package struct LineServer {
    private var responder: any LineResponder
    private var framer: LineFramer
    private let jobs: Int
    private var line = 0

    /// - Parameters:
    ///   - longestLine: the longest line that is served, in bytes.
    ///   - jobs: how many cores may answer at once; one where lines depend on each other.
    package init(_ responder: any LineResponder, longestLine: Int, jobs: Int = 1) {
        self.responder = responder
        self.jobs = responder.keepsNothing ? jobs : 1
        framer = LineFramer(limit: longestLine)
    }

    /// Takes bytes in and gives the answers to the lines that they complete, in order, each with its line feed, as soon as
    /// it is there.
    package mutating func answer(
        _ bytes: ArraySlice<UInt8>, on today: Day, _ write: (String) throws -> Void
    ) rethrows {
        var frames: [LineFramer.Frame] = []
        framer.read(bytes) { frames.append($0) }
        try answer(frames, on: today, write)
    }

    /// Gives the answer to a last line without an end.
    package mutating func answerLast(on today: Day, _ write: (String) throws -> Void) rethrows {
        var frames: [LineFramer.Frame] = []
        framer.finish { frames.append($0) }
        try answer(frames, on: today, write)
    }

    private mutating func answer(
        _ frames: [LineFramer.Frame], on today: Day, _ write: (String) throws -> Void
    ) rethrows {
        let first = line + 1
        line += frames.count
        guard jobs > 1, frames.count >= 2 * jobs else {
            for (index, frame) in frames.enumerated() {
                try write(responder.respond(to: frame, line: first + index, on: today) + "\n")
            }
            return
        }
        try write(inParallel(frames, first, today))
    }

    /// One share of the lines for each core; a share's answers follow those of the shares before it.
    private func inParallel(_ frames: [LineFramer.Frame], _ first: Int, _ today: Day) -> String {
        let shares = Mutex([String](repeating: "", count: jobs))
        let (responder, jobs) = (responder, jobs)
        DispatchQueue.concurrentPerform(iterations: jobs) { share in
            var worker = responder
            var text = ""
            for index in (share * frames.count / jobs)..<((share + 1) * frames.count / jobs) {
                text += worker.respond(to: frames[index], line: first + index, on: today) + "\n"
            }
            shares.withLock { $0[share] = text }
        }
        return shares.withLock { $0.joined() }
    }
}
