import French
import Testing

@testable import Understanding

@Suite struct LexiconTests {
    private static let concepts = [
        ConceptDefinition(
            name: "argent", nouns: ["salaire", "fiche de paie"], adjectives: ["payé"], verbs: ["gagner sa vie"],
            forms: ["thune"]),
        ConceptDefinition(name: "droit_d_entrer", nouns: [], adjectives: [], verbs: ["avoir le droit"], forms: []),
    ]
    private static let subjects = [
        SubjectDefinition(kind: .job, names: ["infirmier", "infirmière"]),
        SubjectDefinition(kind: .diploma, names: ["licence de droit"]),
        SubjectDefinition(kind: .field, names: ["droit"]),
    ]
    private static let lexicon = ConceptLexicon(ConceptLexicon.entries(concepts: concepts, subjects: subjects))

    private func concepts(_ text: String) -> [String] {
        Self.lexicon.matches(in: Utterance(text).tokens).flatMap { $0.concepts.map { Self.lexicon.concepts[$0] } }
    }

    private func subjects(_ text: String) -> [String] {
        Self.lexicon.matches(in: Utterance(text).tokens).compactMap { $0.subject?.name }
    }

    @Test(arguments: [
        "les salaires", "vos fiches de paie", "elles sont payées", "on gagnerait sa vie", "de la thune ?",
    ])
    func allFormsOfAWordMeanItsConcept(text: String) {
        #expect(concepts(text) == ["argent"])
    }

    @Test func wordsOfNoConceptMeanNothing() {
        #expect(concepts("quel temps fait-il").isEmpty)
    }

    @Test func aSubjectIsNamedInTheFormThatWasTyped() {
        #expect(subjects("combien gagne une infirmiere") == ["infirmière"])
        #expect(subjects("les infirmiers") == ["infirmier"])
    }

    @Test func aSubjectInsideALongerPhraseIsNone() {
        #expect(subjects("j’ai le droit d’entrer ?").isEmpty)
        #expect(subjects("la licence de droit") == ["licence de droit"])
        #expect(subjects("faire du droit") == ["droit"])
    }
}

@Suite struct WordRepairTests {
    private static let repair = WordRepair([
        "formation": 50, "diplome": 40, "quel": 90, "les": 200, "debouches": 30, "mission": 9, "le": 200,
        "salaire": 60, "marins": 3,
    ])

    private func repaired(_ text: String) -> String {
        Self.repair.tokens(of: Utterance(text)).map(\.text).joined(separator: " ")
    }

    @Test(arguments: [
        ("la formtion", "la formation"), ("formaiton", "formation"), ("le diplomme", "le diplome"),
        ("formationn", "formation"), ("queldiplome", "quel diplome"), ("lesdebouches", "les debouches"),
        ("lesalaire", "le salaire"),
    ])
    func slipsAreRepaired(typed: String, meant: String) {
        #expect(repaired(typed) == meant)
    }

    @Test(arguments: ["formation", "mission", "fission", "cuisine", "dur", "m2", "je vois Marin demain"])
    func whatIsKnownNamedShortOrFarStays(text: String) {
        #expect(repaired(text) == Utterance(text).folded)
    }

    @Test func shoutedWordsAreNoNames() {
        #expect(repaired("QUEL DIPLOMMME") == "quel diplome")
        #expect(repaired("quel DIPLOMR") == "quel diplome")
    }
}

@Suite struct ScopeModelTests {
    @Test func evidenceThatTellsApartIsLearnt() {
        func evidence(_ best: Float, _ outside: Float) -> ScopeEvidence {
            let reading = WordReading(words: 4, subjects: 0, unknownShare: 0, meaninglessShare: 0, units: [])
            let odds = WordOdds().reading(of: [])
            return ScopeEvidence(
                ScoredText(scores: [best, 0, outside], reading: reading, odds: odds), outOfScope: 2)
        }
        let inside = (0..<40).map { evidence(3 + Float($0 % 5), 1) }
        let outside = (0..<40).map { evidence(1, 3 + Float($0 % 5)) }
        let model = ScopeModel(
            fitting: inside + outside, inScope: inside.map { _ in true } + outside.map { _ in false })
        #expect(model.chance(evidence(5, 0)) > 0.9)
        #expect(model.chance(evidence(0, 5)) < 0.1)
    }
}

@Suite struct WordOddsTests {
    @Test func theMostForeignWordSpeaksForItself() {
        // 1 stands on both sides, 2 inside, 3 outside.
        let odds = WordOdds([
            ([1, 2], true), ([1, 2], true), ([1, 2], true), ([1, 3], false), ([1, 3], false), ([1, 3], false),
        ])
        let familiar = odds.reading(of: [1, 2])
        let foreign = odds.reading(of: [1, 2, 3])
        #expect(familiar.lowest == 0)
        #expect(familiar.highest > 1)
        #expect(foreign.lowest < -1)
        #expect(foreign.mean < familiar.mean)
    }

    @Test func wordsThatWereNeverMetSayNothing() {
        let reading = WordOdds([([1], true), ([2], false)]).reading(of: [77])
        #expect(reading.lowest == 0 && reading.highest == 0 && reading.mean == 0)
    }
}
