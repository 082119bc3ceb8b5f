import French
import Testing
import Understanding

/// A small bot's worth of examples, with a label for what must be declined.
private let examples: [LabelledExample] = {
    let texts: [String: [String]] = [
        "duree": [
            "combien de temps dure la formation", "la durée des études", "ça prend combien d’années",
            "c’est long ?", "en combien d’années on l’obtient", "combien d’années après le bac",
        ],
        "salaire": [
            "quel est le salaire", "combien on gagne", "ça paie bien ?", "la rémunération d’un débutant",
            "combien par mois net", "une idée de la paie",
        ],
        "missions": [
            "quelles sont les missions", "que fait-on de ses journées", "les tâches au quotidien",
            "à quoi sert ce métier", "en quoi consiste le travail", "le rôle et les responsabilités",
        ],
        "hors_sujet": [
            "quel temps fait-il à Lyon", "une recette de crêpes", "qui a gagné le match", "écris-moi un poème",
            "combien font trois fois sept", "le prix d’un billet de train",
        ],
    ]
    return texts.sorted { $0.key < $1.key }.flatMap { label, texts in
        texts.map { LabelledExample(label: label, text: $0) }
    }
}()

private let classifier = ClassifierTrainer(outOfScope: "hors_sujet").train(examples)

@Suite struct ClassifierTests {
    @Test(arguments: [
        ("Combien de temps est-ce que ça dure ?", "duree"), ("On gagne combien ?", "salaire"),
        ("Quelles tâches, au quotidien ?", "missions"), ("la recette des gaufres", "hors_sujet"),
    ])
    func newQuestionsFindTheirIntent(text: String, intent: String) {
        #expect(classifier.rank(Utterance(text)).first?.name == intent)
    }

    @Test func anExampleIsAlwaysUnderstood() {
        for example in examples {
            let ranking = classifier.rank(Utterance(example.text))
            #expect(ranking.first?.name == example.label, "\(example.text)")
        }
    }

    @Test(arguments: [
        ("La durée des études ?", "LA DUREE DES ETUDES"), ("la durée des études", "la dure\u{301}e des e\u{301}tudes"),
        ("ça prend combien d’années", "ca prend combien d'annees\u{A0}!"),
        ("que fait-on de ses journées", "que fait on de ses journees"),
    ])
    func spellingOfTheSameWordsMakesNoDifference(one: String, other: String) {
        #expect(classifier.rank(Utterance(one)).intents == classifier.rank(Utterance(other)).intents)
    }

    @Test func confidencesAreSharesOfOne() {
        for text in ["le prix de la formation", "bonjour", "zzz", "42", "🙂", ""] {
            let confidences = classifier.rank(Utterance(text)).intents.map(\.confidence)
            #expect(confidences.allSatisfy { $0 >= 0 && $0 <= 1 })
            #expect(confidences == confidences.sorted(by: >))
            #expect(abs(confidences.reduce(0, +) - 1) < 0.001, "\(text)")
        }
    }

    @Test func trainingTwiceGivesTheSameModel() {
        #expect(ClassifierTrainer(outOfScope: "hors_sujet").train(examples).encoded() == classifier.encoded())
    }
}

@Suite struct ModelFileTests {
    @Test func aModelComesBackFromItsFileAsItWas() throws {
        let back = try #require(IntentClassifier(encoded: classifier.encoded()))
        #expect(back == classifier)
        let utterance = Utterance("et ça paie combien ?")
        #expect(back.rank(utterance) == classifier.rank(utterance))
    }

    @Test func aDamagedFileIsRefused() {
        let bytes = classifier.encoded()
        for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 97)) {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(IntentClassifier(encoded: damaged) == nil, "byte \(place)")
        }
    }

    @Test func aTruncatedFileIsRefused() {
        let bytes = classifier.encoded()
        for count in [0, 1, 7, 40, bytes.count / 2, bytes.count - 1] {
            #expect(IntentClassifier(encoded: Array(bytes.prefix(count))) == nil, "\(count) bytes")
        }
    }
}

@Suite struct DecisionTests {
    private static func ranking(_ confidences: [(String, Float)]) -> Ranking {
        Ranking(confidences.map { Ranking.Intent(name: $0.0, confidence: $0.1) })
    }
    private static var thresholds: DecisionThresholds {
        var thresholds = classifier.thresholds
        thresholds.answer = 0.6
        thresholds.clarify = 0.3
        return thresholds
    }

    @Test func aSureIntentIsAnswered() {
        let ranking = Self.ranking([("duree", 0.8), ("salaire", 0.1), ("hors_sujet", 0.1)])
        #expect(Self.thresholds.decide(ranking, outOfScope: "hors_sujet") == .answer("duree"))
    }

    @Test func anUnsureOneIsClarifiedWithoutOfferingOutOfScope() {
        let ranking = Self.ranking([("duree", 0.45), ("hors_sujet", 0.3), ("salaire", 0.2), ("missions", 0.05)])
        guard case .clarify(let choices) = Self.thresholds.decide(ranking, outOfScope: "hors_sujet") else {
            Issue.record("not a clarification")
            return
        }
        #expect(choices.first == "duree")
        #expect(!choices.contains("hors_sujet"))
        #expect(choices.count <= DecisionThresholds.choices)
    }

    @Test func outOfScopeFirstIsDeclined() {
        let ranking = Self.ranking([("hors_sujet", 0.5), ("duree", 0.45), ("salaire", 0.05)])
        #expect(Self.thresholds.decide(ranking, outOfScope: "hors_sujet") == .decline)
    }

    @Test func nothingLikelyIsDeclined() {
        let ranking = Self.ranking([("duree", 0.1), ("salaire", 0.09), ("missions", 0.08)])
        #expect(Self.thresholds.decide(ranking, outOfScope: "hors_sujet") == .decline)
    }
}

@Suite struct EvaluationTests {
    @Test func figuresOfExamplesThatWereLearntArePerfect() {
        let evaluation = classifier.evaluate(examples)
        #expect(evaluation.accuracy == 1)
        #expect(evaluation.macroF1 == 1)
        #expect(evaluation.outOfScopeAUROC == 1)
        #expect(evaluation.errors.isEmpty)
    }

    @Test func aWrongLabelCostsWhatItShould() throws {
        let mislabelled =
            examples.filter { $0.label == "salaire" }.dropFirst()
            + [LabelledExample(label: "missions", text: "quel est le salaire")]
        let evaluation = classifier.evaluate(Array(mislabelled))
        #expect(abs(evaluation.accuracy - 5.0 / 6) < 1e-9)
        #expect(evaluation.errors.map(\.got.name) == ["salaire"])
        let salaire = try #require(evaluation.intents.first { $0.name == "salaire" })
        #expect(abs(salaire.precision - 5.0 / 6) < 1e-9)
        #expect(salaire.recall == 1)
    }
}
