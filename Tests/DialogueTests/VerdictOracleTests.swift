import Dialogue
import TestSupport
import Testing

/// The verdicts of the content's decision table against rules written down independently.
@Suite struct VerdictOracleTests {
    private struct Expected: Equatable {
        let outcome: Outcome
        let rule: String?
        let missing: Double?
    }

    /// The rules of the article, spelt out as nested conditions.
    private static func oracle(way: String, years: Double, social: Bool) -> Expected {
        switch way {
        case "A":
            if !social { return Expected(outcome: .notYet, rule: "A", missing: 3) }
            return years >= 3
                ? Expected(outcome: .eligible, rule: "A", missing: nil)
                : Expected(outcome: .notYet, rule: "A", missing: 3 - years)
        case "B", "C":
            let needed: Double = way == "B" ? 5 : 3
            if years < needed { return Expected(outcome: .notYet, rule: way, missing: needed - years) }
            return Expected(outcome: social ? .eligible : .toVerify, rule: way, missing: nil)
        default: return Expected(outcome: .notEligible, rule: nil, missing: nil)
        }
    }

    private static let diplomas = [
        ("A", ["master", "dess", "dea", "doctorat", "ingenieur", "bac_5"]),
        ("B", ["mediateur_social", "mediateur_familial", "caferuis", "de_niveau_2"]),
        ("C", ["educateur_specialise", "assistant_service_social", "eje", "cesf", "ets", "de_niveau_3"]),
        ("aucune", ["moniteur_educateur", "licence", "maitrise", "master_1", "bts", "bac", "cap", "aucun"]),
    ]

    @Test func everyPersonGetsTheVerdictOfTheArticle() {
        for (way, ids) in Self.diplomas {
            for id in ids {
                for halfYears in 0...12 {
                    for social in [true, false] { check(way, id, Double(halfYears) / 2, social) }
                }
            }
        }
    }

    private func check(_ way: String, _ id: String, _ years: Double, _ social: Bool) {
        var chat = TestChat()
        chat.set("diplome", id)
        chat.set("experience_years", String(years))
        chat.set("social_field", social ? "oui" : "non")
        var reply = chat.say("Suis-je éligible ?")
        if reply.awaiting == .confirmation { reply = chat.say("non") }
        let expected = Self.oracle(way: way, years: years, social: social)
        let got = reply.verdict.map { Expected(outcome: $0.outcome, rule: $0.rule, missing: $0.missingYears) }
        #expect(got == expected, "\(id), \(years) years, social: \(social)")
        #expect(!reply.text.contains("{"), "an unfilled placeholder: \(reply.text)")
    }
}
