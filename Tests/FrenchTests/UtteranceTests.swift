import French
import Testing

/// What people type differently must compare equal.
@Suite struct UtteranceTests {
    @Test(arguments: [
        "L'ÉCOLE D'INGÉNIEURS, À PARIS", "l’école d’ingénieurs, à Paris", "l'ecole d'ingenieurs a paris",
        "L`e\u{301}cole d\u{2019}inge\u{301}nieurs a\u{300} Paris", "l'école\u{00A0}d'ingénieurs\u{202F}à   paris",
        "l'éco\u{200B}le d'ingénieurs à\tparis",
    ])
    func foldsToTheSame(_ text: String) {
        #expect(Utterance(text).folded == "l ecole d ingenieurs a paris")
    }

    @Test(arguments: [
        ("cœur d'œuvre", "coeur d oeuvre"), ("5ans", "5 ans"), ("bac+5", "bac + 5"), ("M2", "m2"),
        ("2,5 ans", "2.5 ans"), ("2.5 ans", "2.5 ans"), ("D.E.I.S.", "deis"), ("le D.E.I.S. dure", "le deis dure"),
        ("ouiiiii", "oui"), ("éduc-spé", "educ spe"), ("", ""), ("?!…", ""), ("😀 salut 😀", "salut"),
        ("fin. Début", "fin debut"), ("ＤＥＩＳ", "deis"), ("-3 ans", "-3 ans"), ("3-4 ans", "3 4 ans"),
        ("100000", "100000"),
        ("qu'est-ce que c'est", "qu est ce que c est"),
    ])
    func cutsIntoWords(_ text: String, _ folded: String) {
        #expect(Utterance(text).folded == folded)
    }

    @Test func remembersWhereWordsStood() {
        let utterance = Utterance("Je suis ÉDUCATRICE spécialisée, oui.")
        #expect(utterance.source(of: 2..<4) == "ÉDUCATRICE spécialisée")
        #expect(utterance.tokens.map(\.boundary) == [.none, .none, .none, .none, .clause])
    }

    @Test func marksSentences() {
        let utterance = Utterance("La durée ? Et le prix.\nVoilà")
        #expect(utterance.tokens.map(\.boundary) == [.none, .none, .sentence, .none, .none, .sentence])
        #expect(utterance.hasQuestionMark)
    }

    @Test func readsSpellings() {
        let spelling = Spelling([("koi", "quoi"), ("jsp", "je ne sais pas")])
        #expect(Utterance("KOI ? jsp", spelling: spelling).folded == "quoi je ne sais pas")
    }

    @Test func survivesLongInput() {
        let text = String(repeating: "é", count: 100_000)
        #expect(Utterance(text).tokens.count == 1)
    }
}

@Suite struct PhrasebookTests {
    @Test func takesTheLongestPhrase() {
        var book = Phrasebook<String>()
        book.add("bac", "bac")
        book.add("bac+5", "bac_5")
        book.add("licence pro", "licence_pro")
        let tokens = Utterance("un BAC + 5, pas une licence pro ni le bac").tokens
        #expect(book.matches(in: tokens).map(\.value) == ["bac_5", "licence_pro", "bac"])
    }

    @Test func staysInItsSentence() {
        var book = Phrasebook<Int>()
        book.add("licence pro", 1)
        #expect(book.matches(in: Utterance("J'ai une licence. Pro ou pas ?").tokens).isEmpty)
    }
}
