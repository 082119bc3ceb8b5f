import French
import Testing

/// What people type, read as what they mean.
@Suite struct TypedTextTests {
    private static let spelling = Spelling([
        ("koi", "quoi"), ("jsp", "je ne sais pas"), ("g", "j’ai"), ("sait quoi", "c’est quoi"),
    ])

    @Test(arguments: [
        ("c koi", "c quoi"), ("jsp", "je ne sais pas"), ("g 3 ans", "j ai 3 ans"),
        ("sait quoi le salaire", "c est quoi le salaire"), ("on sait, quoi !", "on sait quoi"),
    ])
    func spellingsBecomeWords(typed: String, meant: String) {
        #expect(Utterance(typed, spelling: Self.spelling).folded == meant)
    }

    @Test(arguments: [
        ("d&eacute;bouch&eacute;s", "debouches"), ("l&#39;&eacute;cole", "l ecole"), ("l&#x2019;âge", "l age"),
        ("R&D & co", "r d co"), ("a &amp; b", "a b"), ("&inconnu; x", "inconnu x"), ("fin &", "fin"),
    ])
    func characterReferencesAreRead(typed: String, folded: String) {
        #expect(Utterance(typed).folded == folded)
    }

    @Test func aCharacterReferenceKeepsThePlaceOfTheWords() {
        let utterance = Utterance("les d&eacute;bouch&eacute;s du DEIS")
        #expect(utterance.source(of: 1..<2) == "d&eacute;bouch&eacute;s")
        #expect(utterance.source(of: 3..<4) == "DEIS")
    }

    @Test(arguments: [
        ("Bonjour, combien ça gagne ? Merci d’avance", "combien ca gagne"),
        ("salut, les débouchés svp", "les debouches"), ("Bonjour, merci", "bonjour merci"), ("merci", "merci"),
        ("Madame, Monsieur, où se former ? Cordialement", "ou se former"),
    ])
    func courtesiesAroundAQuestionFallAway(typed: String, kept: String) {
        #expect(Utterance(typed).withoutCourtesies.folded == kept)
    }

    @Test func aPartKnowsItsQuestionMark() {
        let utterance = Utterance("Je suis prof. Ça dure ? Merci")
        #expect(!utterance.part([0..<3]).hasQuestionMark)
        #expect(utterance.part([3..<5]).hasQuestionMark)
        #expect(utterance.part([3..<5]).folded == "ca dure")
        #expect(!utterance.part([5..<6]).hasQuestionMark)
    }

    @Test(arguments: [
        ("notaire", "de notaire"), ("infirmière", "d’infirmière"), ("huissier", "d’huissier"), ("hacker", "de hacker"),
        ("écrivain", "d’écrivain"), ("youtubeur", "de youtubeur"),
    ])
    func deIsElidedBeforeAVowel(name: String, words: String) {
        #expect(Elision.of(name) == words)
    }

    @Test func thePhraseTableFindsTheLongestPhraseFromEachWord() {
        let phrases = ["fiche de paie", "fiche", "paie"]
        let table = PhraseTable(phrases.enumerated().map { (Utterance($1).tokens, $0) })
        let tokens = Utterance("la fiche de paie, la fiche. de paie").tokens
        let found = table.allMatches(in: tokens).map { phrases[$0.value] }
        #expect(found == ["fiche de paie", "paie", "fiche", "paie"])
    }
}
