import Dispatch
import Glibc
import Synchronization

/// Work that is shared among cores, with a bar on the terminal where it takes long.
enum SharedWork {
    /// The results of independent computations, in order.
    ///
    /// - Parameter jobs: how many are computed at the same time.
    static func map<Input: Sendable, Result: Sendable>(
        _ inputs: [Input], jobs: Int, _ transform: @Sendable (Input) -> Result
    ) -> [Result] {
        let bar = ProgressBar(total: inputs.count)
        let results = Mutex([Result?](repeating: nil, count: inputs.count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, inputs.count))) { _ in
            while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < inputs.count {
                let result = transform(inputs[index])
                results.withLock { $0[index] = result }
                bar.advance()
            }
        }
        bar.finish()
        return results.withLock { $0.compactMap(\.self) }
    }

    /// The cores of this machine.
    static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// A bar on standard error that shows how much is done. It appears only on a terminal, and only for what takes over half a
/// second.
final class ProgressBar: Sendable {
    private struct State {
        var done = 0
        var drawn: ContinuousClock.Instant
        var isVisible = false
    }

    private let total: Int
    private let isOn: Bool
    private let state: Mutex<State>

    private static let width = 30
    private static let patience = Duration.milliseconds(500)
    private static let pause = Duration.milliseconds(100)

    /// - Parameter total: how many steps there are.
    init(total: Int) {
        self.total = total
        isOn = isatty(2) == 1 && Environment.value("TERM") != "dumb"
        // The first drawing waits longer than the others.
        state = Mutex(State(drawn: .now + Self.patience - Self.pause))
    }

    /// A step is done.
    func advance() {
        state.withLock { state in
            state.done += 1
            guard isOn, ContinuousClock.now - state.drawn > Self.pause else { return }
            state.drawn = .now
            state.isVisible = true
            let count = " \(state.done)/\(total)"
            let width = max(0, min(Self.width, TerminalStyle.width(of: 2) - count.utf8.count - 3))
            let filled = width * state.done / max(1, total)
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
            Self.write("\r[\(bar)]\(count)")
        }
    }

    /// Takes the bar away.
    func finish() {
        state.withLock { state in
            if state.isVisible { Self.write("\r\u{1B}[K") }
            state.isVisible = false
        }
    }

    private static func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
    }
}
