import Dialogue
import French

/// What the file that starts with `bot:` says.
struct BotParts {
    let name: String
    let welcome: String
    let questionsToTry: [String]
    let article: Article
    let morePhrases: [String]
    let setAsidePhrases: [String]

    init(_ map: inout MappingReader) {
        name = map.text("bot")
        welcome = map.text("accueil")
        questionsToTry = map.texts("essayez")
        morePhrases = map.texts("details", required: true)
        setAsidePhrases = map.texts("ecarter")
        var article = map.mapping("article")
        let date = article.text("date")
        if !date.isEmpty, Day(iso: date) == nil { article.note(.badDate(date), key: "date") }
        self.article = Article(
            title: article.text("titre"), author: article.text("auteur"), date: date,
            sections: article.texts("sections", required: true))
        map.take(article.finish())
    }
}

extension Phrases {
    /// Reads the file that starts with `phrases:`.
    init(_ map: inout MappingReader) {
        var phrases = map.mapping("phrases")
        var named: Elsewhere?
        if phrases.has("ailleurs") {
            var elsewhere = phrases.mapping("ailleurs")
            named = Elsewhere(
                job: elsewhere.text("metier"), diploma: elsewhere.text("diplome"), field: elsewhere.text("domaine"))
            phrases.take(elsewhere.finish())
        }
        self.init(
            clarify: phrases.text("preciser"), choose: phrases.text("choisir"),
            noMore: phrases.text("pas_plus"), backToCheck: phrases.texts("retour", required: true),
            checkCancelled: phrases.text("annulation"), notUnderstood: phrases.texts("incompris", required: true),
            noted: phrases.text("note"), corrected: phrases.text("corrige"), absurd: phrases.text("absurde"),
            elsewhere: named, nothingToRead: phrases.text("rien_a_lire"),
            unreadableLine: phrases.text("ligne_illisible"),
            lineTooLong: phrases.text("ligne_trop_longue"), textTooLong: phrases.text("texte_trop_long"))
        map.take(phrases.finish())
    }
}

extension BotDefinition.SpellingPair {
    /// Reads the file that starts with `abreviations:`, a mapping from a spelling to what it means.
    static func list(_ map: inout MappingReader) -> [Self] {
        var pairs = map.mapping("abreviations")
        let result = pairs.names.map { Self(written: $0, meant: pairs.text($0)) }
        map.take(pairs.finish())
        return result
    }
}
