import French
import Testing

/// What is a length of experience, how long it is, and what is none.
@Suite struct DurationsTests {
    private let reader = DurationReader(today: Day(year: 2026, month: 11, day: 23)!)

    private func experience(_ text: String) -> [DurationMention.Value] {
        reader.mentions(in: Utterance(text).tokens).filter { $0.role == .experience }.map(\.value)
    }

    @Test(arguments: [
        ("8 ans", 8.0), ("j'ai 3 ans d'expérience", 3), ("18 mois", 1.5), ("un an et 6 mois", 1.5),
        ("un an et demi", 1.5),
        ("deux ans et demi", 2.5), ("2,5 ans", 2.5), ("6 mois dans un foyer", 0.5), ("depuis 2019", 7),
        ("depuis janvier 2021", 5.833), ("de 2012 à 2018", 6), ("entre 2015 et 2020", 5), ("2012-2018", 6),
        ("une dizaine d'années", 10), ("plus de dix ans", 10), ("5ans", 5), ("troi ans", 3), ("septante mois", 5.833),
        ("aucune expérience", 0), ("je n'ai jamais travaillé", 0), ("il y a 6 ans que je travaille en EHPAD", 6),
        ("ça fait 4 ans que je bosse en IME", 4), ("10 bonnes années", 10), ("20 ans de métier", 20),
        ("depuis janvier", 0.8333), ("de 2019 à aujourd'hui", 7), ("3 contrats d'un an", 3), ("4 CDD de 6 mois", 2),
        ("du 1er septembre 2019 au 31 août 2022", 3), ("jusqu'en 2023, j'avais commencé en 2019", 4),
        ("je travaille depuis mes 22 ans, j'en ai 34", 12), ("diplôme il y a 8 ans mais je travaille depuis 2 ans", 2),
        ("j'ai 20 ans d'expérience", 20), ("j'ai 17 ans dans le social", 17), ("vingt-deux ans de boîte", 22),
    ])
    func reads(_ text: String, _ years: Double) throws {
        let values = experience(text)
        try #require(values.count == 1, "\(values)")
        guard case .known(let length) = values[0] else {
            Issue.record("not a known length: \(values[0])")
            return
        }
        #expect(abs(length.nominal - years) < 0.01)
        #expect(length.below == nil)
    }

    @Test(arguments: [
        ("bientôt 3 ans", 2.0, 3.0), ("presque cinq ans", 4, 5), ("moins de 3 ans", 0, 3), ("même pas 2 ans", 0, 2),
        ("quelques mois", 0, 1), ("un an, bientôt deux", 1, 2), ("4 ans et presque 5", 4, 5),
    ])
    func readsBounds(_ text: String, _ lower: Double, _ below: Double) throws {
        #expect(experience(text) == [.known(Seniority(atLeast: lower, below: below))])
    }

    @Test(arguments: ["3 à 4 ans", "3-4 ans", "deux ou trois ans", "deux trois ans"])
    func asksAboutRanges(_ text: String) {
        guard case .range = experience(text).first else {
            Issue.record("\(experience(text))")
            return
        }
    }

    @Test(arguments: [
        "quelques années", "plusieurs années", "pas mal d'années", "longtemps", "une éternité", "toute ma vie",
    ])
    func asksAboutVagueLengths(_ text: String) {
        #expect(experience(text) == [.vague])
    }

    @Test(arguments: ["200 ans d'expérience", "-3 ans"])
    func refusesAbsurdLengths(_ text: String) {
        #expect(experience(text) == [.absurd])
    }

    @Test(arguments: [
        "j'ai 34 ans", "âgée de 45 ans", "à l'âge de 20 ans", "il y a 3 ans j'ai eu mon diplôme", "bac+5", "niveau 7",
        "né en 1985", "75011 Paris", "cinq ans d'études", "3 ans de fac", "dans 2 ans", "diplômée depuis 2015",
        "la formation dure 3 ans", "j'ai mes 50 balais", "5 ans après le bac", "du haut de mes 40 ans",
        "ça fait 3 ans que je suis diplômé",
    ])
    func leavesOtherLengthsAlone(_ text: String) {
        #expect(experience(text).isEmpty)
    }

    @Test(arguments: [
        (0.0, "aucune année"), (0.5, "6 mois"), (1, "1 an"), (1.5, "1 an et demi"), (2.25, "2 ans et 3 mois"),
        (8, "8 ans"),
    ])
    func tellsYears(_ years: Double, _ words: String) {
        #expect(Seniority.words(years) == words)
    }

    @Test func reachesBoundsInThreeValues() {
        #expect(Seniority(3).reaches(3) == true)
        #expect(Seniority(2.9).reaches(3) == false)
        #expect(Seniority(atLeast: 2, below: 3).reaches(3) == false)
        #expect(Seniority(atLeast: 0, below: 5).reaches(3) == nil)
    }
}

@Suite struct DayTests {
    @Test func readsAndTellsDays() {
        #expect(Day(iso: "2022-04-01")?.french == "1er avril 2022")
        #expect(Day(iso: "2024-02-29")?.iso == "2024-02-29")
        for wrong in ["2023-02-29", "2022-4-1", "2022-13-01", "hier", "", "2022-04-01x", "-022-04-01"] {
            #expect(Day(iso: wrong) == nil)
        }
    }
}
