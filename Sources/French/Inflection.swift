/// Makes the forms of French words by rule, so that the concept lexicon lists each word once.
///
/// The author writes nouns in the singular, adjectives in the masculine singular and verbs in the infinitive. Every
/// list starts with the word as written, holds each form once and keeps a fixed order. A word the rules do not know
/// comes back alone rather than with wrong forms. Where usage has two spellings (« paie », « paye »), both are made.
public enum Inflection {
    /// The singular and the plural of a noun or noun group: everything before the first preposition agrees
    /// (« fiches de paie », « diplômes universitaires »), what follows it is a complement and stays.
    public static func noun(_ phrase: String) -> [String] {
        let plural = NounGroup.plural(phrase)
        return plural == phrase ? [phrase] : [phrase, plural]
    }

    /// The four forms of an adjective: masculine and feminine singular, masculine and feminine plural.
    ///
    /// A few words have a fifth (« bel », « finaux »). An adverb before the adjective and a complement after it stay
    /// (« bien payé », « fier de soi »); a group that starts with a preposition (« à distance ») has one form.
    public static func adjective(_ word: String) -> [String] {
        var parts = word.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let adjective = parts.firstIndex { !$0.isEmpty && !Words.adverbs.contains($0) }
        guard let adjective, !NounGroup.opensComplement(parts[adjective]) else { return [word] }
        return Adjective.forms(parts[adjective]).map { form in
            parts[adjective] = form
            return parts.joined(separator: " ")
        }
    }

    /// All simple forms of a verb, each followed by the complement written after the infinitive.
    public static func verb(_ phrase: String) -> [String] {
        let end = phrase.firstIndex(of: " ") ?? phrase.endIndex
        let forms = Verb.forms(String(phrase[..<end]))
        guard end < phrase.endIndex else { return forms }
        let complement = phrase[end...]
        return forms.map { $0 + complement }
    }
}

// MARK: - Nouns

private enum NounGroup {
    static func plural(_ phrase: String) -> String {
        var parts = phrase.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        var isHead = true
        for (index, part) in parts.enumerated() {
            if opensComplement(part) { break }
            parts[index] = plural(ofPart: part, isHead: isHead)
            isHead = isHead && Words.leadingAdjectives.contains(part)
        }
        return parts.joined(separator: " ")
    }

    /// Whether a word is a preposition, alone or elided before another word (« d'offres »).
    static func opensComplement(_ word: String) -> Bool {
        if Words.prepositions.contains(word) { return true }
        guard let apostrophe = word.firstIndex(where: { $0 == "'" || $0 == "’" }) else { return false }
        return Words.elided.contains(String(word[..<apostrophe]))
    }

    private static func plural(ofPart word: String, isHead: Bool) -> String {
        if isInvariable(word, isHead: isHead) { return word }
        if let plural = Words.irregularPlurals[word] { return plural }
        return word.contains("-") ? plural(ofCompound: word) : Number.plural(word)
    }

    /// Acronyms, codes and names keep their form; so do the words that only qualify the head (« congé maladie »).
    private static func isInvariable(_ word: String, isHead: Bool) -> Bool {
        guard let first = word.first, let last = word.last, last.isLetter else { return true }
        if Words.invariableNouns.contains(word) { return true }
        if isHead { return first.isUppercase && word.dropFirst().first?.isUppercase ?? true }
        return first.isUppercase || Words.qualifiers.contains(word) || Words.adverbs.contains(word)
    }

    /// « chefs-lieux », but « sous-traitants » (a prefix stays) and « arcs-en-ciel » (a complement stays).
    private static func plural(ofCompound word: String) -> String {
        var parts = word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if Words.closingPrefixes.contains(parts[0]) { return word }
        for index in parts.indices {
            if index > 0 && opensComplement(parts[index]) { break }
            if index < parts.count - 1 && isPrefix(parts[index]) { continue }
            parts[index] = plural(ofPart: parts[index], isHead: index == 0)
        }
        return parts.joined(separator: "-")
    }

    /// The learned prefixes nearly all end in -o or -i (« auto- », « micro- », « demi- », « multi- »).
    private static func isPrefix(_ part: String) -> Bool {
        part.last == "o" || part.last == "i" || Words.prefixes.contains(part)
    }
}

/// The plural of one word, which nouns and adjectives share.
private enum Number {
    private static let endings = [("eau", "eaux"), ("au", "aux"), ("eu", "eux"), ("al", "aux")]

    static func plural(_ word: String) -> String {
        if let plural = Words.irregularPlurals[word] { return plural }
        guard let last = word.last, !"sxz".contains(last) else { return word }
        if !Words.plainPlurals.contains(word), let plural = word.replacingEnding(endings) { return plural }
        return word + "s"
    }
}

// MARK: - Adjectives

private enum Adjective {
    /// The first ending that fits wins, so exceptions to an ending come before it.
    private static let feminineEndings = [
        ("e", "e"), ("a", "a"), ("o", "o"), ("eau", "elle"), ("gu", "guë"), ("érieur", "érieure"),
        ("tteur", "tteuse"), ("nteur", "nteuse"), ("rteur", "rteuse"), ("teur", "trice"), ("eur", "euse"),
        ("eux", "euse"), ("oux", "ouse"), ("if", "ive"), ("euf", "euve"), ("er", "ère"), ("el", "elle"),
        ("eil", "eille"), ("en", "enne"), ("on", "onne"), ("et", "ette"), ("c", "que"),
    ]

    /// In a hyphenated adjective only the last part agrees (« socio-professionnelle »).
    static func forms(_ word: String) -> [String] {
        if let forms = Words.irregularAdjectives[word] { return forms }
        if let hyphen = word.lastIndex(of: "-") {
            let prefix = String(word[...hyphen])
            return forms(String(word[word.index(after: hyphen)...])).map { prefix + $0 }
        }
        let feminine = feminine(word)
        return [word, feminine, Number.plural(word), Number.plural(feminine)].withoutRepeats()
    }

    private static func feminine(_ word: String) -> String {
        Words.irregularFeminines[word] ?? word.replacingEnding(feminineEndings) ?? word + "e"
    }
}

// MARK: - Verbs

private enum Verb {
    /// « aller » is the one -er verb outside the first group; every other verb is found by its longest known ending.
    static func forms(_ infinitive: String) -> [String] {
        if infinitive.hasSuffix("er") && infinitive.count > 3 && infinitive != "aller" {
            return FirstGroup(infinitive).forms
        }
        var ending = infinitive[...]
        while !ending.isEmpty {
            if let forms = Pattern.formsByEnding[String(ending)] {
                let root = infinitive[..<ending.startIndex]
                return root.isEmpty ? forms : forms.map { root + $0 }
            }
            ending = ending.dropFirst()
        }
        return [infinitive]
    }
}

/// The stems of a regular -er verb, which vary in spelling: « j'appelle, nous appelons », « je paie, je paye ».
private struct FirstGroup {
    private let infinitive: String
    /// Before a sounded ending: « pay-ons ».
    private let weak: String
    /// Before a silent ending: « pai-e », « pay-e ».
    private let strong: [String]
    private let futures: [String]

    init(_ infinitive: String) {
        self.infinitive = infinitive
        weak = String(infinitive.dropLast(2))
        strong = Self.strongStems(weak)
        let regular = strong.map { $0 + "er" }
        if infinitive.hasSuffix("envoyer") {
            futures = [infinitive.dropLast(4) + "err"]
        } else {
            futures = Self.keepsAccent(weak, strong) ? [infinitive] + regular : regular
        }
    }

    var forms: [String] {
        let hard = hardStem
        var forms = [infinitive]
        forms.reserveCapacity(48)
        for stem in strong { forms += [stem + "e", stem + "es", stem + "ent"] }
        for ending in ["ons", "ais", "ait", "aient", "ant"] { forms.append(hard + ending) }
        for ending in ["ez", "ions", "iez", "é", "ée", "és", "ées"] { forms.append(weak + ending) }
        for stem in futures { for ending in Endings.future { forms.append(stem + ending) } }
        return forms
    }

    /// The stem before « a » and « o », where c and g would otherwise change their sound.
    private var hardStem: String {
        switch weak.last {
        case "c": weak.dropLast() + "ç"
        case "g": weak + "e"
        default: weak
        }
    }

    private static func strongStems(_ weak: String) -> [String] {
        var letters = Array(weak)
        if letters.last == "y" { return stemsInY(weak) }
        guard let vowel = lastVowel(letters), vowel < letters.count - 1 else { return [weak] }
        let consonants = String(letters[(vowel + 1)...])
        let isOpenE = letters[vowel] == "e" && (consonants == "vr" || consonants.count == 1 && consonants != "x")
        guard letters[vowel] == "é" || isOpenE else { return [weak] }
        letters[vowel] = "è"
        let accent = String(letters)
        let mayDouble = isOpenE && (consonants == "l" || consonants == "t") && !Words.accentedStems.contains(weak)
        guard mayDouble else { return [accent] }
        return weak.hasSuffix("appel") || weak.hasSuffix("jet") ? [weak + consonants] : [weak + consonants, accent]
    }

    private static func stemsInY(_ weak: String) -> [String] {
        let root = weak.dropLast()
        return root.last == "a" ? [root + "i", weak] : root.last == "e" ? [weak] : [root + "i"]
    }

    /// The place of the last vowel that is heard: the u of -guer and -quer only hardens the consonant.
    private static func lastVowel(_ letters: [Character]) -> Int? {
        var end = letters.count
        if end > 1, letters[end - 1] == "u", "gq".contains(letters[end - 2]) { end -= 2 }
        return letters[..<end].lastIndex { !"bcçdfghjklmnpqrstvwxz".contains($0) }
    }

    /// The future of « préférer » is « préférera » or « préfèrera », while « acheter » only has « achètera ».
    private static func keepsAccent(_ weak: String, _ strong: [String]) -> Bool {
        zip(weak, strong[0]).contains { $0 == "é" && $1 == "è" }
    }
}

private enum Endings {
    static let imperfect = ["ais", "ait", "ions", "iez", "aient"]
    /// The future and the conditional, which share their stem.
    static let future = ["ai", "as", "a", "ons", "ez", "ont"] + imperfect
}

/// How the verbs with one infinitive ending conjugate; every part is what replaces that ending.
private struct Pattern {
    /// All forms of each ending, without repeats, so that a verb only has to put its root before them.
    static let formsByEnding: [String: [String]] = {
        let regular = ["", "répart", "impart", "assort", "asserv"].map { "\($0)ir \($0)is/\($0)it \($0)iss - - \($0)i" }
        let short = ["part", "sort", "sent", "ment", "repent", "dorm", "serv"].map { stem in
            "\(stem)ir \(stem.dropLast())s/\(stem.dropLast())t \(stem) - - \(stem)i"
        }
        let said = ["contred", "interd", "préd", "méd", "déd"].map { "\($0)ire \($0)is/\($0)it \($0)is - - \($0)it" }
        var table = Words.defectiveVerbs
        for row in regular + short + said + Words.verbs.split(separator: ";").map(String.init) {
            let pattern = Pattern(words(row))
            table[pattern.ending, default: []] += pattern.forms
        }
        return table.mapValues { $0.withoutRepeats() }
    }()

    private let ending, nous, ils, future, participle, gerund: String
    private let present, subjunctive: [String]

    /// Reads a row of ``Words/verbs``.
    private init(_ row: [String]) {
        ending = row[0]
        present = alternatives(row[1])
        nous = row[2]
        ils = row[3] == "-" ? nous : row[3]
        future = row[4] == "-" ? String(ending.last == "e" ? ending.dropLast() : ending[...]) : row[4]
        participle = row[5]
        subjunctive = row.count > 6 ? alternatives(row[6]) : [ils, nous]
        gerund = row.count > 7 ? row[7] : nous + "ant"
    }

    private var forms: [String] {
        let plural = present.count > 3 ? [] : [nous + "ons", nous + "ez", ils + "ent"]
        return [ending] + present + plural + Endings.imperfect.map { nous + $0 } + Endings.future.map { future + $0 }
            + subjunctiveForms + participleForms + [gerund]
    }

    private var subjunctiveForms: [String] {
        if subjunctive.count > 2 { return subjunctive }
        let (strong, weak) = (subjunctive[0], subjunctive[1])
        return [strong + "e", strong + "es", weak + "ions", weak + "iez", strong + "ent"]
    }

    private var participleForms: [String] {
        if Words.invariableParticiples.contains(participle) { return [participle] }
        if let forms = Words.irregularAdjectives[participle] { return forms }
        let feminine = Words.irregularFeminines[participle] ?? participle + "e"
        return [participle, feminine, participle.last == "s" ? participle : participle + "s", feminine + "s"]
    }
}

// MARK: - Word lists

/// The words the rules have to know by name.
private enum Words {
    static let prepositions = set(
        """
        à au aux de du des en par pour sur sous sans avec dans chez vers entre contre selon après avant hors dès
        pendant que qui dont où comme
        """)
    static let elided = set("d l qu jusqu n s c j")
    static let adverbs = set("non bien mal très trop peu plus moins mieux pas ni et ou assez")

    /// Nouns put after another noun to qualify it, which keep the singular.
    static let qualifiers = set(
        """
        maladie maternité paternité formation chômage vie restaurant déjeuner café poste midi matin soir retraite
        épargne emploi conseil service pro web internet découverte jeunesse
        """)
    /// Adjectives that come before their noun, so that the noun is still to come (« premier emploi »).
    static let leadingAdjectives = Set(
        words("petit grand bon mauvais premier second dernier nouveau ancien jeune vieux beau long haut gros futur")
            .flatMap(Adjective.forms))
    static let invariableNouns = set(
        """
        porte-parole savoir-faire savoir-être savoir-vivre bien-être tête-à-tête face-à-face vis-à-vis aide-mémoire
        gratte-ciel abat-jour lave-linge lave-vaisselle curriculum vitae bétail
        """)
    static let closingPrefixes = set("sans après hors")
    static let prefixes = set(
        """
        sous contre avant sur entre en à arrière vice ex non pré post inter e télé self week start baby porte garde
        tire passe casse ouvre lave sèche coupe brise essuie pare cache serre chauffe pique
        """)

    static let irregularPlurals = pairs(
        """
        travail/travaux bail/baux corail/coraux émail/émaux soupirail/soupiraux vantail/vantaux vitrail/vitraux
        bijou/bijoux caillou/cailloux chou/choux genou/genoux hibou/hiboux joujou/joujoux pou/poux œil/yeux ciel/cieux
        aïeul/aïeux monsieur/messieurs madame/mesdames mademoiselle/mesdemoiselles bonhomme/bonshommes
        gentilhomme/gentilshommes haut-parleur/haut-parleurs nouveau-né/nouveau-nés nouvel/nouveaux bel/beaux vieil/vieux
        """)
    /// Words in -al, -eu and -au that take a plain -s.
    static let plainPlurals = set(
        """
        bal carnaval chacal festival récital régal cérémonial aval cal narval étal banal bancal fatal natal naval
        glacial pneu bleu émeu landau sarrau
        """)

    static let irregularFeminines = pairs(
        """
        blanc/blanche franc/franche sec/sèche frais/fraîche grec/grecque long/longue oblong/oblongue doux/douce
        faux/fausse roux/rousse gentil/gentille nul/nulle gros/grosse bas/basse las/lasse gras/grasse épais/épaisse
        métis/métisse exprès/expresse sot/sotte pâlot/pâlotte vieillot/vieillotte rigolo/rigolote paysan/paysanne
        favori/favorite malin/maligne bénin/bénigne tiers/tierce bref/brève complet/complète incomplet/incomplète
        concret/concrète discret/discrète indiscret/indiscrète secret/secrète inquiet/inquiète désuet/désuète
        replet/replète andalou/andalouse traître/traîtresse enchanteur/enchanteresse vengeur/vengeresse
        meilleur/meilleure majeur/majeure mineur/mineure inventeur/inventrice détenteur/détentrice acheteur/acheteuse
        profiteur/profiteuse recruteur/recruteuse sauteur/sauteuse visiteur/visiteuse dompteur/dompteuse
        ambassadeur/ambassadrice dissous/dissoute absous/absoute
        """)
    /// All forms of the adjectives that follow no rule, and of those that never or hardly vary.
    static let irregularAdjectives = formsByFirst(
        """
        beau bel belle beaux belles; nouveau nouvel nouvelle nouveaux nouvelles; vieux vieil vieille vieilles;
        fou fol folle fous folles; mou mol molle mous molles; tout toute tous toutes; dû due dus dues;
        final finale finals finaux finales; hébreu hébraïque hébreux hébraïques; sourd-muet sourde-muette sourds-muets
        sourdes-muettes; marron; orange; bio; standard; super; hyper; freelance; top; chic chics; cool cools
        """)

    /// Verbs in -eler and -eter that only take the accent; the others double the consonant, or may.
    static let accentedStems = set(
        """
        achet rachet gel dégel congel surgel regel pel model remodel martel harcel cisel décel recel écartel démantel
        halet crochet furet
        """)
    static let invariableParticiples = set("été pu ri plu nui lui suffi")
    /// Verbs that only exist in the third person; « oir » keeps the unknown verbs in -oir from passing for -ir ones.
    static let defectiveVerbs = formsByFirst(
        """
        falloir faut fallait faudra faudrait faille fallu; oir;
        pleuvoir pleut pleuvait pleuvra pleuvrait pleuve plu pleuvant
        """)

    /// Ending; present, whole or only its singular; stem of « nous »; stem of « ils », when it differs; stem of the
    /// future, when it is not the infinitive; past participle. Then, where they do not follow from these, the
    /// subjunctive (two stems, or the forms) and the present participle.
    static let verbs = """
        être suis/es/est/sommes/êtes/sont ét - ser été sois/soit/soyons/soyez/soient;
        avoir ai/as/a/avons/avez/ont av - aur eu aie/aies/ait/ayons/ayez/aient ayant;
        aller vais/vas/va/allons/allez/vont all - ir allé aill/all;
        faire fais/fait/faisons/faites/font fais - fer fait fass/fass;
        savoir sais/sait sav - saur su sach/sach sachant; pouvoir peux/peut pouv peuv pourr pu puiss/puiss;
        vouloir veux/veut voul veul voudr voulu veuill/voul; valoir vaux/vaut val - vaudr valu vaill/val;
        prévaloir prévaux/prévaut préval - prévaudr prévalu; cevoir çois/çoit cev çoiv cevr çu;
        devoir dois/doit dev doiv devr dû; mouvoir meus/meut mouv meuv mouvr mu; voir vois/voit voy voi verr vu;
        prévoir prévois/prévoit prévoy prévoi - prévu; pourvoir pourvois/pourvoit pourvoy pourvoi - pourvu;
        asseoir assieds/assied assey - assiér assis; asseoir assois/assoit assoy assoi assoir assis;
        enir iens/ient en ienn iendr enu; ouvrir ouvre/ouvres ouvr - - ouvert; ffrir ffre/ffres ffr - - ffert;
        courir cours/court cour - courr couru; mourir meurs/meurt mour meur mourr mort;
        quérir quiers/quiert quér quièr querr quis; cueillir cueille/cueilles cueill - cueiller cueilli;
        saillir saille/sailles saill - - sailli; bouillir bous/bout bouill - - bouilli; haïr hais/hait haïss - - haï;
        fuir fuis/fuit fuy fui - fui; vêtir vêts/vêt vêt - - vêtu; dre ds/d d - - du;
        prendre prends/prend pren prenn - pris; indre ins/int ign - - int; soudre sous/sout solv - - solu;
        dissoudre dissous/dissout dissolv - - dissous; absoudre absous/absout absolv - - absous;
        coudre couds/coud cous - - cousu; moudre mouds/moud moul - - moulu; rompre romps/rompt romp - - rompu;
        mettre mets/met mett - - mis; battre bats/bat batt - - battu; aître ais/aît aiss - - u;
        naître nais/naît naiss - - né; connaître connais/connaît connaiss - - connu; croître crois/croît croiss - - cru;
        dire dis/dit/disons/dites/disent dis - - dit; maudire maudis/maudit maudiss - - maudit; uire uis/uit uis - - uit;
        nuire nuis/nuit nuis - - nui; luire luis/luit luis - - lui; suffire suffis/suffit suffis - - suffi;
        crire cris/crit criv - - crit; lire lis/lit lis - - lu; rire ris/rit ri - - ri; boire bois/boit buv boiv - bu;
        croire crois/croit croy croi - cru; plaire plais/plaît plais - - plu; taire tais/tait tais - - tu;
        traire trais/trait tray trai - trait; suivre suis/suit suiv - - suivi; vivre vis/vit viv - - vécu;
        vaincre vaincs/vainc vainqu - - vaincu; clure clus/clut clu - - clu; inclure inclus/inclut inclu - - inclus;
        clore clos/clôt clos - - clos
        """

    private static func set(_ text: String) -> Set<String> { Set(words(text)) }

    private static func pairs(_ text: String) -> [String: String] {
        Dictionary(words(text).map(alternatives).map { ($0[0], $0[1]) }) { first, _ in first }
    }

    private static func formsByFirst(_ text: String) -> [String: [String]] {
        Dictionary(text.split(separator: ";").map { words(String($0)) }.map { ($0[0], $0) }) { first, _ in first }
    }
}

// MARK: - Helpers

private func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
}

private func alternatives(_ word: String) -> [String] {
    word.split(separator: "/").map(String.init)
}

extension String {
    /// This word with the first of the endings that it has replaced, or nil when it has none of them.
    fileprivate func replacingEnding(_ endings: [(String, String)]) -> String? {
        guard let (old, new) = endings.first(where: { hasSuffix($0.0) }) else { return nil }
        return dropLast(old.count) + new
    }
}

extension [String] {
    fileprivate func withoutRepeats() -> [String] {
        var seen = Set<String>()
        return filter { seen.insert($0).inserted }
    }
}
