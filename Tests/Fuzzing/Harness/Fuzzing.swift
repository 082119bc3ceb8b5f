import Content
import Dialogue
import Foundation
import French
import LineProtocol
import Replay
import TestSupport

/// What libFuzzer feeds with bytes; `FUZZ_TARGET` in the environment names it.
///
/// A target returns, whatever the bytes are; what must hold beside that is checked with `precondition`.
enum Target: String, CaseIterable {
    /// Lines out of bytes, however they are cut into blocks.
    case framer
    /// One line of JSON.
    case request
    /// A `state`, by itself and with a valid check.
    case state
    /// Messages of one conversation, a line each.
    case conversation
    /// A content file of any kind, alone or in place of one of a small bot's.
    case content
    /// A transcript.
    case transcript

    static let chosen: Target = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = Target(rawValue: name) else {
            fatalError("FUZZ_TARGET is one of: \(allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return target
    }()

    /// Trains the bot, where one is talked to: it takes longer than any input may.
    func prepare() {
        switch self {
        case .request, .state, .conversation: Self.converse(Array("bonjour".utf8))
        case .framer, .content, .transcript: break
        }
    }

    func run(_ bytes: [UInt8]) {
        switch self {
        case .framer: Self.frame(bytes)
        case .request: Self.request(bytes)
        case .state: Self.state(bytes)
        case .conversation: Self.converse(bytes)
        case .content: Self.load(bytes)
        case .transcript: _ = try? Transcript(path: "fuzz.txt", bytes: bytes)
        }
    }

    // MARK: Targets

    /// The frames must not depend on where the stream was cut.
    private static func frame(_ bytes: [UInt8]) {
        let limit = Int(bytes.first ?? 0)
        let whole = frames(bytes, blocks: bytes.count + 1, limit: limit)
        let cut = frames(bytes, blocks: Int(bytes.last ?? 0) % 7 + 1, limit: limit)
        precondition(whole == cut, "the frames depend on the blocks")
        for case .text(let text) in whole { precondition(text.utf8.count <= limit && !text.utf8.contains(0x0A)) }
    }

    private static func frames(_ bytes: [UInt8], blocks: Int, limit: Int) -> [LineFramer.Frame] {
        var framer = LineFramer(limit: limit)
        var frames: [LineFramer.Frame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            framer.read(rest.prefix(blocks)) { frames.append($0) }
            rest = rest.dropFirst(blocks)
        }
        framer.finish { frames.append($0) }
        return frames
    }

    private static let settings = JSONResponder.Settings(memory: .sessions(4), longestLine: 1 << 16, version: "fuzz")

    private static func request(_ bytes: [UInt8]) {
        var responder = JSONResponder(bot: TestContent.bot, content: 1, settings: settings)
        var framer = LineFramer(limit: 1 << 16)
        var line = 0
        let answer = { (frame: LineFramer.Frame) in
            line += 1
            check(responder.respond(to: frame, line: line, on: TestContent.today))
        }
        framer.read(bytes[...], answer)
        framer.finish(answer)
    }

    /// A reply is one line of JSON without raw control characters.
    private static func check(_ reply: String) {
        precondition(!reply.isEmpty && reply.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a raw control character")
        precondition((try? JSONSerialization.jsonObject(with: Data(reply.utf8))) != nil, "not JSON: \(reply)")
    }

    private static func state(_ bytes: [UInt8]) {
        let states = StateString(bot: TestContent.bot, content: 1)
        if let text = String(validating: bytes, as: UTF8.self) { _ = states.conversation(from: text) }
        // The check is no secret: what comes after it must be as safe.
        guard var conversation = TestContent.bot.conversation(from: bytes) else { return }
        for text in ["3 ans", "oui", "répète", "pourquoi ?"] {
            let reply = TestContent.bot.reply(to: text, in: &conversation, on: TestContent.today)
            precondition(!reply.text.isEmpty, "an empty reply")
        }
        let kept = TestContent.bot.bytes(of: conversation)
        precondition(TestContent.bot.conversation(from: kept) != nil, "a conversation is lost between two turns")
    }

    private static func converse(_ bytes: [UInt8]) {
        var conversation = Conversation()
        for line in bytes.split(separator: 0x0A).prefix(12) {
            let text = String(decoding: line, as: UTF8.self)
            let reply = TestContent.bot.reply(to: text, in: &conversation, on: TestContent.today)
            precondition(!reply.text.isEmpty, "an empty reply to « \(text) »")
            let kept = TestContent.bot.bytes(of: conversation)
            precondition(TestContent.bot.conversation(from: kept) != nil, "lost after « \(text) »")
        }
    }

    /// A small bot, which loads in some milliseconds.
    private static let files = (try? ContentSource(folder: "\(TestContent.root)/Tests/Fixtures/plongee").files) ?? []

    /// Most inputs are a file alone, which is read thirty times faster; some stand among the files of a whole bot, where
    /// what they name can be found.
    private static func load(_ bytes: [UInt8]) {
        let number = bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
        var changed = number.isMultiple(of: 16) ? files : []
        let file = ContentSource.File(path: "fuzz.yml", bytes: bytes)
        if changed.isEmpty { changed = [file] } else { changed[number / 16 % changed.count] = file }
        _ = try? ContentLoader.load(ContentSource(files: changed))
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Target.chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager names a program's entry after its target; libFuzzer's own would not be found.
@_cdecl("Fuzzing_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    var (count, arguments) = (count, arguments)
    Target.chosen.prepare()
    return runDriver(&count, &arguments, fuzz)
}
