import Dialogue
import TestSupport
import Testing

/// Whose facts are read, and what is no fact.
@Suite struct FactReadingTests {
    private func facts(_ text: String, asked: Bool = true) -> [String] {
        var chat = TestChat()
        if asked { chat.say("Suis-je éligible ?") }
        return chat.say(text).facts.map { fact in
            switch fact.value {
            case .category(_, let way): "\(fact.name) \(way ?? "?")"
            case .years(let years): "\(fact.name) \(years)"
            case .flag(let flag): "\(fact.name) \(flag)"
            }
        }
    }

    @Test(arguments: [
        ("ma collègue est éduc spé, moi je suis monitrice-éducatrice", "diplome aucune"),
        ("Ma sœur est éduc spé, moi j'ai un DEA", "diplome A"),
        ("une licence de psychologie (bac+3)", "diplome aucune"),
        ("le DECESF je l'ai pas eu, j'ai un BTS", "diplome aucune"),
        ("J'ai validé mon M1 mais j'ai planté le M2", "diplome aucune"),
        ("diplome d etat de mediateur famillial", "diplome B"),
    ])
    func readsTheDiplomaOfThePerson(text: String, fact: String) {
        #expect(facts(text).contains(fact), "\(facts(text))")
        #expect(facts(text).filter { $0.hasPrefix("diplome") }.count == 1)
    }

    @Test(arguments: [
        ("10 ans de carrière, dont 4 dans le social", "experience_years 4.0"),
        ("quatre ans en banque et trois ans en CHRS", "experience_years 3.0"),
        ("2 ans en EHPAD et 4 ans à la mairie dans l'aide sociale", "experience_years 6.0"),
        ("mon mari 20 ans, moi 3", "experience_years 3.0"),
        ("jai 2 ans enfin nan 3 dans le social", "experience_years 3.0"),
        ("je sais qu'il faut 3 ans mais je n'en ai que 2 dans le social", "experience_years 2.0"),
        ("j'ai débuté en CHRS en 2016 et j'ai arrêté en 2020", "experience_years 4.0"),
    ])
    func readsTheYearsOfThePerson(text: String, fact: String) {
        #expect(facts(text).contains(fact), "\(facts(text))")
    }

    @Test(arguments: [
        "mes enfants ont 3 et 12 ans", "j'ai 34 ans", "il me reste 2 ans d'études",
        "ma mère était éduc spé pendant 30 ans",
        "je rêve de devenir éducatrice spécialisée", "j'ai échoué au CAFERUIS",
    ])
    func readsNoFact(text: String) {
        #expect(facts(text).isEmpty, "\(facts(text))")
    }

    @Test func somebodyElseIsSpokenOfInTheThirdPerson() {
        var chat = TestChat()
        let reply = chat.say("ma sœur est assistante sociale depuis 6 ans, elle peut entrer ?")
        #expect(reply.verdict?.outcome == .eligible)
        #expect(reply.text.contains("votre sœur peut"))
        let own = chat.say("et moi, avec un master ?")
        #expect(own.facts.count == 1, "the sister's years are not the writer's")
    }

    @Test func whoIsSpokenOfStays() {
        var chat = TestChat()
        chat.say("Ma sœur voudrait entrer en formation, c'est possible ?")
        chat.say("elle est assistante sociale, je crois")
        #expect(chat.say("4 ans").text.contains("votre sœur peut"))
    }

    @Test func aSuppositionChangesNothing() {
        var chat = TestChat()
        let before = chat.say("j'ai un master et 1 an dans le social").facts
        let supposed = chat.say("Et si j'avais 2 ans de plus ?")
        #expect(supposed.verdict?.outcome == .eligible)
        #expect(supposed.facts == before)
    }

    @Test func whatIsMissingIsTheSmallestChange() {
        var chat = TestChat()
        chat.say("j'ai un master et 1 an dans le social")
        #expect(chat.say("que me manque-t-il ?").text.contains("2 ans"))
        var other = TestChat()
        other.say("j'ai une licence et 4 ans dans le social")
        other.say("non")
        let text = other.say("que me manque-t-il ?").text
        #expect(text.contains("un bac+5") && text.contains("niveau III") && !text.contains("niveau II ou"), "\(text)")
    }

    @Test func aStartDateTellsFromWhen() {
        var chat = TestChat()
        let reply = chat.say("je suis éduc spé depuis mai 2024")
        #expect(reply.verdict?.outcome == .notYet)
        #expect(reply.text.contains("mai 2027"))
    }

    @Test func afterTwoMisunderstandingsAnswersAreOffered() {
        var chat = TestChat()
        chat.say("Suis-je éligible ?")
        chat.say("blabla truc")
        #expect(chat.say("zorglub machin").text.contains("1. un bac+5"))
        let picked = chat.say("2")
        #expect(picked.facts.contains { $0.name == "diplome" })
    }
}
