import Dialogue
import TestSupport
import Testing

@testable import Understanding

/// What holds for every person, whatever the order and the words in which facts are told.
@Suite struct CheckPropertyTests {
    private static let diplomas = [
        "un master", "un DESS", "le CAFERUIS", "médiateur familial", "le DEES", "le DEASS", "une licence", "un M1",
        "le bac",
        "moniteur-éducateur", "aucun diplôme",
    ]
    private static let years = [
        "aucune expérience dans le social", "1 an", "18 mois", "3 ans", "4 ans et demi", "5 ans", "12 ans",
    ]

    /// The outcome of a check, from answers by what is awaited, and how many questions it took.
    private static func check(
        _ chat: inout TestChat, opening: String, diploma: String, years: String, social: String = "oui"
    ) -> (outcome: Outcome?, questions: Int) {
        var reply = chat.say(opening)
        var questions = 0
        while reply.verdict == nil, let awaiting = reply.awaiting, questions < 10 {
            questions += 1
            switch awaiting {
            case .fact("diplome"): reply = chat.say(diploma)
            case .fact("experience"): reply = chat.say(years)
            case .fact: reply = chat.say(social)
            case .precision, .confirmation, .choice: reply = chat.say("non")
            }
            #expect(!reply.text.isEmpty)
        }
        return (reply.verdict?.outcome, questions)
    }

    @Test(arguments: diplomas)
    func everyCheckEndsWithinSixQuestions(diploma: String) {
        for years in Self.years {
            for social in ["oui", "non"] {
                var chat = TestChat()
                let (outcome, questions) = Self.check(
                    &chat, opening: "Suis-je éligible ?", diploma: diploma, years: years, social: social)
                #expect(outcome != nil, "\(diploma), \(years), \(social)")
                #expect(questions <= 6, "\(diploma), \(years), \(social): \(questions) questions")
            }
        }
    }

    @Test(arguments: diplomas)
    func moreExperienceIsNeverWorse(diploma: String) {
        var before: Outcome?
        for years in Self.years {
            var chat = TestChat()
            let (outcome, _) = Self.check(&chat, opening: "Suis-je éligible ?", diploma: diploma, years: years)
            if let before, let outcome { #expect(!(before < outcome), "\(diploma): \(years) is worse than less") }
            before = outcome
        }
    }

    @Test(arguments: diplomas)
    func theOrderOfFactsDoesNotMatter(diploma: String) {
        for years in Self.years.dropFirst() {
            let orders = [
                ["j'ai \(diploma)", "\(years) dans le social"], ["j'ai \(years) d'expérience dans le social", diploma],
                ["\(diploma), \(years) dans le social"],
            ]
            let outcomes = orders.map { messages in
                var chat = TestChat()
                var reply = chat.say("Suis-je éligible ?")
                for message in messages where reply.verdict == nil { reply = chat.say(message) }
                if reply.awaiting == .confirmation { reply = chat.say("non") }
                return reply.verdict?.outcome
            }
            #expect(Set(outcomes).count == 1 && outcomes[0] != nil, "\(diploma), \(years): \(outcomes)")
        }
    }

    @Test(arguments: diplomas)
    func aCorrectionEqualsHavingSaidItRight(diploma: String) {
        for years in Self.years.dropFirst() {
            var right = TestChat()
            let expected = Self.check(&right, opening: "Suis-je éligible ?", diploma: diploma, years: years).outcome
            var corrected = TestChat()
            corrected.say("Suis-je éligible ?")
            corrected.say("un doctorat")
            corrected.say("7 ans")
            var reply = corrected.say("non pardon, en fait c'est \(diploma)")
            reply = corrected.say("non pardon, \(years) seulement")
            if reply.awaiting == .confirmation { reply = corrected.say("non") }
            #expect(reply.verdict?.outcome == expected, "\(diploma), \(years)")
        }
    }

    @Test func aFactThatIsKnownIsNotAskedAgain() {
        for diploma in Self.diplomas.prefix(6) {
            var chat = TestChat()
            let first = chat.say("J'ai \(diploma), je peux entrer en formation ?")
            #expect(first.awaiting != .fact("diplome"), "\(diploma)")
            let second = chat.say("4 ans dans le social")
            #expect(second.verdict != nil, "\(diploma): \(second.text)")
        }
    }
}

/// Long talks at random: whatever is said, the state stays sound.
@Suite struct RandomWalkTests {
    private static let sayings = [
        "Suis-je éligible ?", "j'ai un master", "le DEES", "une licence", "niveau 6", "niveau III", "bac+2", "3 ans",
        "18 mois",
        "quelques années", "200 ans", "-3", "oui", "non", "je ne sais pas", "pourquoi ?", "annuler", "recommencer",
        "répète",
        "je n'ai pas compris", "c'est payant ?", "la durée ?", "et ensuite ?", "plus de détails", "la météo à Lyon",
        "merci",
        "bonjour", "non pardon, 4 ans", "finalement c'était un M1", "dans le commerce", "dans le social", "aucun", "2",
        "1",
        "ma sœur est assistante sociale depuis 6 ans", "et moi, avec un master ?", "et si j'avais 2 ans de plus ?",
        "que me manque-t-il ?", "asdf qsdf", "🙂", "???", "débouchés et salaire", "a. la durée b. le prix",
        "je veux mourir",
        "depuis janvier 2021", "j'ai 34 ans", "moniteur-éducateur", "le bac", "CAFERUIS", "seulement une licence",
        "ma soeurr a un master", "ma      collègue a 2 ans en IME", "j'ai aussi 40 ans dans le social",

    ]
    private static let turns = 100_000
    private static let turnsPerTalk = 40

    @Test func theStateStaysSound() {
        var generator = SeededGenerator(seed: 7)
        var chat = TestChat()
        var known = 0
        for turn in 0..<Self.turns {
            if turn % Self.turnsPerTalk == 0 { chat = TestChat() }
            let saying = Self.sayings[generator.below(Self.sayings.count)]
            let reply = chat.say(saying)
            let isSound =
                !reply.text.isEmpty && !reply.text.contains("{") && reply.messages.count <= 8
                && (reply.awaiting == nil || reply.awaiting == .choice || chat.conversation.isChecking)
                && Set(reply.facts.map(\.name)).count == reply.facts.count
                && reply.turn > 0 && chat.isKept
            #expect(isSound, "turn \(turn), « \(saying) »: \(reply)")
            known += reply.facts.count
        }
        // The walk went through the check, not around it.
        #expect(known > Self.turns / 10)
    }
}
