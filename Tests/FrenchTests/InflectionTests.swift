import French
import Testing

@Suite struct InflectionTests {
    @Test(arguments: [
        ("travail", "travaux"), ("emploi", "emplois"), ("lieu", "lieux"), ("bureau", "bureaux"), ("pneu", "pneus"),
        ("journal", "journaux"), ("festival", "festivals"), ("bijou", "bijoux"), ("email", "emails"),
        ("fiche de paie", "fiches de paie"), ("appel d'offres", "appels d'offres"),
        ("contrat à durée déterminée", "contrats à durée déterminée"), ("ancien élève", "anciens élèves"),
        ("diplôme universitaire", "diplômes universitaires"), ("réseau social", "réseaux sociaux"),
        ("congé maladie", "congés maladie"), ("premier emploi", "premiers emplois"),
        ("nouvel emploi", "nouveaux emplois"), ("carte Vitale", "cartes Vitale"),
        ("sous-traitant", "sous-traitants"), ("chef-lieu", "chefs-lieux"), ("main-d'œuvre", "mains-d'œuvre"),
    ])
    func nounHasItsPlural(singular: String, plural: String) {
        #expect(Inflection.noun(singular) == [singular, plural])
    }

    @Test(arguments: ["prix", "CV", "sans-emploi", "mi-temps", "savoir-faire", "curriculum vitae", ""])
    func nounWithoutPluralComesAlone(noun: String) {
        #expect(Inflection.noun(noun) == [noun])
    }

    @Test(arguments: [
        ["étranger", "étrangère", "étrangers", "étrangères"], ["heureux", "heureuse", "heureuses"],
        ["actif", "active", "actifs", "actives"], ["net", "nette", "nets", "nettes"],
        ["complet", "complète", "complets", "complètes"], ["social", "sociale", "sociaux", "sociales"],
        ["fatal", "fatale", "fatals", "fatales"], ["directeur", "directrice", "directeurs", "directrices"],
        ["prometteur", "prometteuse", "prometteurs", "prometteuses"],
        ["supérieur", "supérieure", "supérieurs", "supérieures"], ["public", "publique", "publics", "publiques"],
        ["sec", "sèche", "secs", "sèches"], ["nouveau", "nouvel", "nouvelle", "nouveaux", "nouvelles"],
        ["vieux", "vieil", "vieille", "vieilles"], ["jeune", "jeunes"], ["payé", "payée", "payés", "payées"],
        ["bien payé", "bien payée", "bien payés", "bien payées"], ["à distance"],
    ])
    func adjectiveAgrees(forms: [String]) {
        #expect(Inflection.adjective(forms[0]) == forms)
    }

    @Test(arguments: [
        ("payer", "paie paye payait paieront payée"), ("employer", "emploie employons emploiera"),
        ("envoyer", "envoie enverra"), ("manger", "mangeons mangiez mangeait mangeant"),
        ("commencer", "commençais commencions commencé"), ("acheter", "achète achetons achètera"),
        ("appeler", "appelle appelons appellera"), ("renouveler", "renouvelle renouvèle"),
        ("peser", "pèse pesait"), ("préférer", "préfère préférions préférera préfèrera"),
        ("protéger", "protège protégeons"), ("finir", "finis finissent finira finie"),
        ("sortir", "sors sortent sortie"), ("répartir", "répartit répartissons"), ("découvrir", "découvre découvert"),
        ("obtenir", "obtiens obtiennent obtiendra obtenu"), ("vendre", "vends vend vendu vendrait"),
        ("comprendre", "comprend comprennent comprise"), ("permettre", "permet permis permettra"),
        ("rejoindre", "rejoint rejoignons rejoignait"), ("connaître", "connaît connaissent connu"),
        ("conduire", "conduis conduisait conduite"), ("inscrire", "inscris inscrivent inscrite"),
        ("être", "suis est sommes serait soient été"), ("avoir", "ai ont aura ayez eu ayant"),
        ("aller", "vais va iront aille"), ("installer", "installe installera"),
        ("faire", "faites font fera fasse"), ("prévoir", "prévoit prévoira prévu"),
        ("recevoir", "reçois reçoivent recevra reçue"), ("devoir", "dois doivent devrait dû due"),
        ("acquérir", "acquiert acquièrent acquerra acquis"), ("asseoir", "assieds assois assise"),
    ])
    func verbIsConjugated(infinitive: String, expected: String) {
        let forms = Set(Inflection.verb(infinitive))
        let missing = expected.split(separator: " ").map(String.init).filter { !forms.contains($0) }
        #expect(missing.isEmpty)
    }

    @Test(arguments: [
        ("acheter", "achete"), ("manger", "mangons"), ("annexer", "annèxe"), ("jeter", "jète"),
        ("finir", "finent"), ("répartir", "répart"), ("pouvoir", "pue"), ("prévoir", "préverra"),
        ("satisfaire", "satisfaisez"),
    ])
    func verbHasNoForeignForm(infinitive: String, wrong: String) {
        #expect(!Inflection.verb(infinitive).contains(wrong))
    }

    @Test func complementFollowsEveryForm() {
        let forms = Inflection.verb("toucher un salaire")
        #expect(forms.first == "toucher un salaire")
        #expect(forms.contains("touchait un salaire"))
        #expect(forms.allSatisfy { $0.hasSuffix(" un salaire") })
    }

    @Test(arguments: ["échoir", "xyz", "mer", ""])
    func unknownVerbComesAlone(word: String) {
        #expect(Inflection.verb(word) == [word])
    }

    @Test(arguments: ["payer", "préférer", "finir", "mettre", "asseoir", "être", "créer", "étudier", "falloir"])
    func noFormComesTwice(verb: String) {
        let forms = Inflection.verb(verb)
        #expect(Set(forms).count == forms.count)
    }
}
