import French
import TestSupport
import Testing

@testable import Dialogue
@testable import Understanding

@Suite struct ConversationCodingTests {
    private static let bot = TestContent.bot
    private static let today = Day(year: 2026, month: 4, day: 1)!

    /// Messages that reach every part of a conversation: facts, a third person, suppositions, choices, repetitions.
    private static let texts = [
        "bonjour", "suis-je éligible ?", "j'ai le DEES", "pourquoi ?", "je ne sais pas", "depuis janvier 2021",
        "répète", "et si j'avais un master ?", "que me manque-t-il ?", "les qualités", "plus de détails", "encore",
        "ma sœur a un niveau 6 et bientôt 3 ans en foyer", "oui", "non pardon, 5 ans", "c'est quoi un diplôme d'État ?",
        "1", "recommencer", "répète", "un niveau 3", "l'ancien", "dans la banque", "annuler", "xyzzy", "aucune",
        "ma soeurr a un master", "ma      soeur a 2 ans en IME", "j'ai aussi 40 ans dans le social",
        "une de mes collègues a le DEASS",
        "mon beau-frère est éduc spé", "je ne sais vraiment pas", "aucune idée",
    ]

    @Test func aConversationThatIsWrittenAndReadGoesOnAsBefore() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            var kept = Conversation()
            var written = Conversation()
            for _ in 0..<25 {
                let text = Self.texts.randomElement(using: &generator)!
                let bytes = Self.bot.bytes(of: written)
                written = try #require(Self.bot.conversation(from: bytes), "\(text)")
                let expected = Self.bot.reply(to: text, in: &kept, on: Self.today)
                let got = Self.bot.reply(to: text, in: &written, on: Self.today)
                #expect(got == expected, "\(text)")
            }
        }
    }

    @Test func aFewTurnsTakeFewBytes() {
        var conversation = Conversation()
        for text in ["suis-je éligible ?", "j'ai le DEES", "6 ans en foyer"] {
            _ = Self.bot.reply(to: text, in: &conversation, on: Self.today)
        }
        #expect(Self.bot.bytes(of: conversation).count < 100)
    }

    @Test func damagedBytesGiveNothingOrAConversationThatGoesOn() {
        var conversation = Conversation()
        for text in ["suis-je éligible ?", "ma sœur a le DEES", "depuis janvier 2021"] {
            _ = Self.bot.reply(to: text, in: &conversation, on: Self.today)
        }
        let bytes = Self.bot.bytes(of: conversation)
        for count in bytes.indices { #expect(Self.bot.conversation(from: Array(bytes[..<count])) == nil) }
        #expect(Self.bot.conversation(from: bytes + [0]) == nil)
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var damaged = bytes
                damaged[index] = value
                guard var read = Self.bot.conversation(from: damaged) else { continue }
                #expect(!Self.bot.reply(to: "et si j'avais 2 ans de plus ?", in: &read, on: Self.today).text.isEmpty)
            }
        }
    }
}
