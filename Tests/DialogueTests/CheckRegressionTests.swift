import Dialogue
import TestSupport
import Testing

/// Conversations that once ended with lost, doubled or wrong facts: what is known and concluded at their end.
@Suite struct CheckRegressionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let texts: [String]
        let outcome: Outcome?
        let way: String?
        let years: Double?
        var testDescription: String { texts.joined(separator: " | ") }

        init(_ talk: String, _ outcome: Outcome?, way: String? = nil, years: Double? = nil) {
            texts = talk.split(separator: "|").map(String.init)
            self.outcome = outcome
            self.way = way
            self.years = years
        }
    }

    static let cases = [
        Case("j'ai un DEES|je n'ai pas le bac", nil, way: "C"),
        Case("je suis éducateur spécialisé depuis 5 ans|mais je n'ai pas le bac", .eligible, way: "C", years: 5),
        Case("je suis assistante sociale depuis 5 ans|je précise que j'ai une licence", .eligible, way: "C", years: 5),
        Case("je suis assistante sociale depuis 5 ans|en fait, j'ai aussi une licence", .eligible, way: "C", years: 5),
        Case("j'ai un DEASS|1 an en congé parental et 4 ans en CCAS", .eligible, way: "C", years: 4),
        Case("j'ai un DEASS|3 ans en congé parental et 1 an en CCAS", .notYet, way: "C", years: 1),
        Case("j'ai un DEES, embauchée en MECS en 2015, licenciée en 2017", .notYet, way: "C", years: 2),
        Case("j'ai un master et je suis mère au foyer depuis 5 ans", nil, way: "A"),
        Case("j'ai un DEES et 2 ans en CCAS|il me manque 1 an alors", .notYet, way: "C", years: 2),
        Case("j'ai un DEES et 2 ans en CCAS|cela fait 10 ans que j'en rêve", .notYet, way: "C", years: 2),
        Case("j'ai un master, 4 ans en banque|j'ai aussi fait 2 ans en IME", .notYet, way: "A", years: 2),
        Case("j'ai un master et 3 ans en CCAS|j'ai aussi 2 ans en banque", .eligible, way: "A", years: 3),
        Case("j'ai un master et 2 ans en CCAS|et 3 ans en IME", .eligible, way: "A", years: 5),
        Case("j'ai un master et 2 ans en CCAS|j'ai aussi un DEES et 2 ans d'expérience", .notYet, way: "A", years: 2),
        Case("j'ai un bac+3 et 6 ans en CCAS|non, ce n'est pas le diplôme d'État", nil, way: "aucune", years: 6),
        Case(
            "j'ai un niveau III et 6 ans en CCAS|ce n'est pas un BTS, c'est un diplôme d'État", .eligible, way: "C",
            years: 6),
        Case("j'ai une licence et 4 ans en CCAS|mes parents ont un master", nil, way: "aucune", years: 4),
        Case("j'ai une licence et 5 ans en CCAS|non|mais si, j'ai un DEASS", .eligible, way: "C", years: 5),
        Case("j'ai un DEES et 2 ans en CCAS|si je compte bien, j'ai plutôt 4 ans", .eligible, way: "C", years: 4),
        Case(
            "ma soeur est éducatrice spécialisée|je ne sais pas|je ne sais pas|mon frère a un master|4 ans", .eligible,
            way: "A", years: 4),
        Case("j'ai une année d'expérience comme éducatrice spécialisée", .notYet, way: "C", years: 1),
        Case(
            "je suis éducateur spécialisé, je travaille depuis 2019|j'ai quitté mon poste d'éducateur spécialisé",
            .eligible, way: "C", years: 7),
        Case("je peux entrer ?|je suis serveur en attendant|un DEES|4 ans", .eligible, way: "C", years: 4),
        Case(
            "j'ai un master et 4 ans en CCAS|je n'ai jamais travaillé dans le social avant", .eligible, way: "A",
            years: 4),
        Case(
            "j'ai une licence|non, mais j'ai 10 ans d'expérience en CCAS|ah j'oubliais, j'ai un DEASS", .eligible,
            way: "C", years: 10),
        Case("ma soeur a une licence|aucune idée", .toVerify, way: "aucune"),
        Case("j'ai une licence|c'est le seul moyen d'entrer ?", nil, way: "aucune"),
        Case("j'ai le bac|oui|non", .notEligible, way: "aucune"),
        Case("j'ai un DEES, mon directeur me soutient, 6 ans d'ancienneté au foyer", .eligible, way: "C", years: 6),
        Case("j'ai un master|j'ai été un salarié de l'UDAF pendant 5 ans", .eligible, way: "A", years: 5),
        Case("j'ai le bac|oui, un DEES mais pas encore obtenu", nil, way: "aucune"),
        Case("suis-je éligible ? DEES|2 ans à la CAF et 2 ans à la banque", .toVerify, way: "C", years: 2),
        Case("j'ai un master depuis 2023 et j'ai travaillé 2 ans en CCAS", .notYet, way: "A", years: 2),
        Case("je suis CESF, ça fait presque 3 ans, les 3 ans tombent en juin", .notYet, way: "C", years: 2),
        Case("je peux entrer ?|mon but est de changer de métier", nil),
    ]

    @Test(arguments: cases) func keepsWhatWasTold(_ example: Case) throws {
        var chat = TestChat()
        var reply: Reply?
        for text in example.texts { reply = chat.say(text) }
        let last = try #require(reply)
        #expect(last.verdict?.outcome == example.outcome)
        var (way, years): (String?, Double?) = (nil, nil)
        for fact in last.facts {
            switch fact.value {
            case .category(_, let told): way = told
            case .years(let told): years = told
            case .flag: break
            }
        }
        #expect(way == example.way)
        #expect(years == example.years)
    }
}
