import Content
import Dialogue
import TestSupport
import Testing

@Suite struct RepositoryContentTests {
    private static let covered = [
        "definition", "appellations", "missions", "equipe_partenaires", "qualites", "profil_inadapte", "debouches",
        "marche_emploi", "independant", "evolution_carriere", "poursuite_etudes", "diplome_requis", "duree",
        "volume_horaire", "etude_terrain", "programme", "master", "ecoles", "reconnaissance", "texte_officiel",
        "difficulte", "conditions_admission", "eligibilite", "modalites_admission", "but_carrieres_sociales", "source",
    ]
    private static let silent = [
        "salaire", "cout_financement", "vae", "rythme", "calendrier_inscription", "taux_reussite", "ecole_ville",
        "conditions_travail", "etranger", "comparaison",
    ]
    private static let acts = [
        "salutation", "remerciement", "au_revoir", "aide", "identite_bot", "repeter", "affirmer", "nier", "ne_sait_pas",
        "annuler", "recommencer", "pourquoi", "incomprehension", "insulte", "compliment",
    ]
    private static let main: Set = [
        "debouches", "diplome_requis", "qualites", "duree", "conditions_admission", "eligibilite", "missions",
    ]

    private static func topics(of kind: Topic.Kind) -> [Topic] {
        TestContent.bot.definition.topics.filter { $0.kind == kind }
    }

    @Test func everyIntentOfTheContractIsThere() {
        #expect(Self.topics(of: .article).map(\.id).sorted() == Self.covered.sorted())
        #expect(Self.topics(of: .silence).map(\.id).sorted() == Self.silent.sorted())
        #expect(Self.topics(of: .conversation).map(\.id).sorted() == Self.acts.sorted())
        #expect(Self.topics(of: .distress).map(\.id) == ["detresse"])
        #expect(Self.topics(of: .outOfScope).map(\.id) == ["hors_sujet"])
    }

    @Test func thereAreNoWarnings() throws {
        let warnings = try ContentLoader.load(try TestContent.source.get()).warnings
        #expect(warnings.map(\.description) == [])
    }

    @Test func everyTopicHasEnoughExamples() {
        for topic in TestContent.bot.definition.topics {
            #expect(topic.examples.count >= (Self.main.contains(topic.id) ? 40 : 25), "\(topic.id)")
        }
    }

    @Test func everyArticleTopicCanSayMoreAndSayItOtherwise() {
        for topic in Self.topics(of: .article) {
            #expect(topic.more != nil && topic.otherwise != nil && topic.section != nil, "\(topic.id)")
        }
    }

    @Test func distressGivesEveryHelpLine() throws {
        let answer = try #require(Self.topics(of: .distress).first).answer
        for number in ["112", "15", "3114", "119", "3919", "115"] { #expect(answer.contains(number)) }
    }

    /// French typography in everything that is said.
    @Test func typographyIsFrench() {
        for topic in TestContent.bot.definition.topics {
            let texts = [topic.answer, topic.more, topic.otherwise, topic.title].compactMap { $0 }
            for text in texts + topic.variants.map(\.answer) {
                #expect(!text.contains("'") && !text.contains("\"") && !text.contains("..."), "\(topic.id): \(text)")
                #expect(!text.contains("  ") && !text.contains("·"), "\(topic.id): \(text)")
                for (before, sign) in zip(text, text.dropFirst()) where "?!;:»".contains(sign) {
                    #expect(before == "\u{A0}" || "?!".contains(before), "\(topic.id): \(text)")
                }
            }
        }
    }
}

@Suite struct LoadingTests {
    private static let bot = """
        bot: Test
        accueil: Bonjour
        details: [encore]
        article: { titre: T, auteur: A, date: 2020-01-01, sections: [S] }
        """
    private static let phrases = """
        phrases:
          preciser: a
          choisir: a
          pas_plus: a
          retour: [a]
          annulation: a
          incompris: [a]
          note: a
          corrige: a
          absurde: a
          rien_a_lire: a
          ligne_illisible: a
          ligne_trop_longue: a
          texte_trop_long: a
        """

    private static func topic(_ id: String, _ kind: String = "conversation", _ extra: String = "") -> String {
        """
        intention: \(id)
        genre: \(kind)
        titre: t
        reponse: r
        \(extra)
        exemples: [\(id) un, \(id) deux, \(id) trois, \(id) quatre, \(id) cinq]
        """
    }

    private static func findings(_ files: [(String, String)]) -> [String] {
        let base = [
            ("Intents/bot.yml", bot), ("Intents/phrases.yml", phrases), ("Intents/h.yml", topic("h", "hors_sujet")),
            ("Intents/d.yml", topic("d", "detresse")),
        ]
        let all = base.filter { item in !files.contains { $0.0 == item.0 } } + files
        let source = ContentSource(files: all.map { ContentSource.File(path: $0.0, bytes: Array($0.1.utf8)) })
        do throws(ContentError) {
            return try ContentLoader.load(source).warnings.map(\.description)
        } catch {
            return error.findings.map(\.description)
        }
    }

    @Test func loadsWhatIsRight() {
        #expect(Self.findings([]) == [])
    }

    @Test(arguments: [
        ("intention: x\ngenre: sujet\n", "Intents/x.yml:2:8: error: « sujet » n’est pas une valeur de « genre »"),
        ("intention: x\nexample: [a]\n", "Intents/x.yml:2:1: error: clé inconnue « example »"),
        ("intention: x\nexample: [a]\n", "vouliez-vous dire « exemples » ?"),
        ("intention: [x]\n", "Intents/x.yml:1:12: error: « intention » doit être un texte"),
        ("intention: x\n", "error: la clé « reponse » manque"),
        ("- a\n- b\n", "Intents/x.yml:1:1: error: des lignes « clé: valeur » étaient attendues"),
        ("a: b\n", "error: aucune clé ne dit ce qu’est ce fichier"),
        ("intention: \"x\n", "error: YAML mal formé"),
        ("intention: x\n\treponse: y\n", "Intents/x.yml:2:1: error: YAML mal formé"),
        ("intention: h\ngenre: hors_sujet\n", "error: « h » existe déjà dans Intents/h.yml"),
    ])
    func namesThePlaceAndTheProblem(_ text: String, _ expected: String) {
        let findings = Self.findings([("Intents/x.yml", text)])
        #expect(findings.contains { $0.contains(expected) }, "\(findings)")
    }

    @Test func findsEverythingAtOnce() {
        let findings = Self.findings([
            ("Intents/x.yml", Self.topic("x", "article", "suggestions: [rien]")),
            ("Intents/y.yml", Self.topic("y", "article", "section: Z")),
        ])
        #expect(findings.contains { $0.contains("la suggestion « rien » ne correspond à aucun sujet") })
        #expect(findings.contains { $0.contains("doit nommer sa « section »") })
        #expect(findings.contains { $0.contains("la section « Z » n’est pas dans l’article") })
    }

    @Test func findsAnExampleOfTwoTopics() {
        let findings = Self.findings([
            (
                "Intents/x.yml",
                "intention: x\ngenre: conversation\ntitre: t\nreponse: r\nexemples:\n  - un\n  - deux\n  - trois\n  - quatre\n  - H ÙN\n"
            )
        ])
        #expect(
            findings.contains { $0.hasPrefix("Intents/x.yml:10:5: error: l’exemple « H ÙN » est aussi dans « h »") },
            "\(findings)")
    }

    @Test func refusesLatin1() {
        let latin1 = Array("intention: x\n".utf8) + [0x72, 0xE9, 0x0A]
        let source = ContentSource(files: [ContentSource.File(path: "Intents/x.yml", bytes: latin1)])
        let error = #expect(throws: ContentError.self) { try ContentLoader.load(source) }
        #expect(error?.findings.first { $0.problem == .notUTF8 }?.line == 2)
    }

    @Test func missingFolder() {
        let error = #expect(throws: ContentError.self) { try ContentSource(folder: "/nowhere/Intents") }
        #expect(error?.findings.map(\.problem) == [.folderMissing])
    }

    @Test func gapsAndOverlapsNameAPerson() throws {
        let source = try TestContent.source.get()
        func flaws(_ edit: (String) -> String) -> [String] {
            let files = source.files.map { file in
                guard file.path.hasSuffix("regles.yml") else { return file }
                return ContentSource.File(
                    path: file.path, bytes: Array(edit(String(decoding: file.bytes, as: UTF8.self)).utf8))
            }
            do throws(ContentError) {
                _ = try ContentLoader.load(ContentSource(files: files))
                return []
            } catch {
                return error.findings.map(\.description)
            }
        }
        let gap = flaws {
            $0.replacing(
                "si: { diplome: B, experience_years: \"< 5\" }", with: "si: { diplome: B, experience_years: \"< 3\" }")
        }
        #expect(
            gap.contains {
                $0.contains("aucune règle") && $0.contains("diplome B, experience_years 3 ans, social_field oui")
            }, "\(gap)")
        let overlap = flaws { $0.replacing("si: { diplome: aucune }", with: "si: { diplome: [aucune, C] }") }
        #expect(overlap.contains { $0.contains("se contredisent pour") && $0.contains("diplome C") }, "\(overlap)")
    }
}
