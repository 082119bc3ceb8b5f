import French

/// Whether a person has what a message names: « j'ai un master », « je prépare un master », « je n'ai pas de master ».
enum Possession: Equatable {
    /// The person has it; `isOnly` where the message says that there is nothing else.
    case held(isOnly: Bool)
    case inProgress
    case denied
    /// Named, but not said to be had or not: « je n'ai jamais exercé comme assistante sociale ».
    case mentioned

    /// How the words of a clause speak of the tokens in a range.
    static func of(_ range: Range<Int>, isProfession: Bool, in tokens: [Token]) -> Possession {
        let before = clause(before: range.lowerBound, in: tokens)
        let after = clause(after: range.upperBound, in: tokens)
        // « j'ai juste une licence en plus »
        let isMore = after.prefix(3).contains { ["plus", "aussi"].contains($0) }
        let isOnly = isOnly(before) && !isMore
        // « mon but est de changer de métier »
        if before.last != "est", after.starts(with: ["est", "de"]), !after.dropFirst(2).starts(with: ["niveau"]) {
            return .mentioned
        }
        // « j'ai quitté mon poste d'éducateur spécialisé »
        if isProfession, before.contains(where: { leavers.contains($0) }),
            before.contains(where: { ["poste", "emploi", "metier", "travail", "boulot"].contains($0) })
        {
            return .mentioned
        }
        // « je parle à une assistante sociale ? », « j'ai rendez-vous avec un éducateur »
        if isProfession, let article = before.last, ["un", "une", "des"].contains(article),
            ["a", "avec", "chez", "par"].contains(before.dropLast().last ?? "")
        {
            return .mentioned
        }
        // « je suis perdue entre CAFERUIS et DEIS »
        if before.suffix(2).contains("entre") { return .mentioned }
        // « est-ce que tu as le bac, toi ? »
        if before.suffix(4).contains("tu") && before.suffix(3).contains("as") || before.suffix(3).contains("avez") {
            return .mentioned
        }
        if !isOnly, denies(before) || isLeft(after) {
            return isProfession && before.contains { exercising.contains($0) } ? .mentioned : .denied
        }
        if isProfession, isSomebodyElses(before) { return .mentioned }
        // « le DECESF, je l'ai pas eu », « le M2, raté »
        if Self.laterDenials.contains(where: { after.starts(with: $0) }) { return .denied }
        if isInProgress(before, after) {
            return isCompleted(after: range, tokens) ? .held(isOnly: isOnly) : .inProgress
        }
        // « je suis éducatrice, mais faisant fonction, sans le diplôme »
        if isProfession, lacksDiploma(tokens[max(0, range.lowerBound - 6)..<min(tokens.count, range.upperBound + 8)]) {
            return .denied
        }
        if !isProfession, lacksDiplomaAfter(range, tokens) { return .denied }
        return .held(isOnly: isOnly)
    }

    /// Whether a clause denies what stands in a range (« pas dans le social »).
    static func isDenied(_ range: Range<Int>, in tokens: [Token]) -> Bool {
        let before = clause(before: range.lowerBound, in: tokens)
        guard !isOnly(before) else { return false }
        // « rien de tout cela n'était dans le social »
        return before.suffix(6).contains { Self.fieldDeniers.contains($0) }
            || before.contains { ["rien", "jamais", "aucune", "aucun"].contains($0) }
    }

    /// Whether a message says « jamais » or « rien » of what it names.
    static func deniesAll(_ tokens: [Token]) -> Bool { tokens.contains { ["jamais", "rien"].contains($0.text) } }

    private static let fieldDeniers: Set = ["pas", "jamais", "ni", "sans", "hors", "rien", "aucun", "aucune", "zero"]

    private static let exercising: Set = [
        "exerce", "exercer", "travaille", "travailler", "bosse", "pratique", "comme",
    ]

    /// « j'encadre des éducateurs », « secrétaire d'une assistante sociale »
    private static func isSomebodyElses(_ before: [String]) -> Bool {
        let near = before.suffix(3)
        return near.last == "des" || near.suffix(2).elementsEqual(["d", "une"])
            || near.suffix(2).elementsEqual(["d", "un"])
    }

    /// « j'ai suivi le CAFERUIS, mais je n'ai pas le diplôme »
    private static func lacksDiplomaAfter(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
        let rest = tokens[range.upperBound...].prefix(16).enumerated().prefix { place, token in
            place == 0 || token.boundary < .sentence
        }.map(\.element.text)
        return rest.indices.contains { index in
            guard let words = unfinished.first(where: { rest[index...].starts(with: $0) }) else { return false }
            // « …, mais je n'ai jamais eu le diplôme d'éduc »: another one.
            return !["d", "de", "du", "le", "la", "l", "mon", "ma", "les"].contains(
                rest[index...].dropFirst(words.count).first ?? "")
        }
    }

    private static let unfinished: [[String]] = [
        ["n", "ai", "pas", "le", "diplome"], ["jamais", "soutenu"], ["jamais", "valide"], ["jamais", "obtenu"],
        ["jamais", "eu", "le", "diplome"], ["jamais", "fini"], ["jamais", "termine"], ["sans", "le", "diplome"],
        ["pas", "encore", "obtenu"], ["pas", "encore", "valide"], ["pas", "encore", "fini"],
        ["pas", "obtenu", "le", "diplome"], ["pas", "valide"],
    ]

    private static func lacksDiploma(_ tokens: ArraySlice<Token>) -> Bool {
        let words = tokens.map(\.text)
        return words.indices.contains { index in
            missingDiplomas.contains { words[index...].starts(with: $0) }
        }
    }

    private static let missingDiplomas: [[String]] = [
        ["faisant", "fonction"], ["fais", "fonction"], ["fais", "office"], ["sans", "le", "diplome"],
        ["sans", "diplome"],
        ["sans", "etre", "diplome"], ["sans", "etre", "diplomee"], ["pas", "le", "diplome"], ["pas", "diplome"],
        ["pas", "diplomee"], ["mais", "pas", "le", "de"],
    ]

    private static let laterDenials: [[String]] = [
        ["je", "l", "ai", "pas"], ["je", "ne", "l", "ai", "pas"], ["que", "je", "n", "ai", "pas"],
        ["que", "j", "ai", "pas"], ["je", "l", "ai", "arrete"], ["je", "l", "ai", "abandonne"],
        ["que", "j", "ai", "arrete"], ["que", "j", "ai", "abandonne"], ["en", "2e", "annee"], ["non"], ["rate"],
        ["sans", "le", "valider"], ["sans", "l", "avoir"],
        ["pas", "valide"], ["pas", "obtenu"], ["pas", "eu"], ["sans", "le", "diplome"], ["sans", "diplome"],
    ]

    /// « éducateur spécialisé de formation »: a diploma, not a job.
    static func isOfFormation(_ range: Range<Int>, in tokens: [Token]) -> Bool {
        clause(after: range.upperBound, in: tokens).starts(with: ["de", "formation"])
    }

    /// Whether a profession is named as the person's work, and not as the name of a diploma.
    static func isPractised(_ range: Range<Int>, in tokens: [Token]) -> Bool {
        if isOfFormation(range, in: tokens) { return false }
        let before = clause(before: range.lowerBound, in: tokens).suffix(4)
        return !before.contains { ["diplome", "diplomes", "titre", "de", "d", "deug", "formation"].contains($0) }
    }

    private static let onlyVerbs: Set = ["ai", "a", "jai", "possede", "avons", "detiens", "suis"]

    /// « mon école d'ingé en 4e année sans le titre »
    private static func isLeft(_ after: [String]) -> Bool {
        after.first == "en" && after.dropFirst(2).prefix(2).contains("annee")
            && after.dropFirst().first.map {
                $0.hasPrefix("1") || $0.utf8.first.map { (0x31...0x35).contains($0) } ?? false
            }
                ?? false
    }

    private static func isOnly(_ before: [String]) -> Bool {
        let near = before.suffix(4)
        if let only = near.lastIndex(where: {
            ["seul", "seule", "seulement", "uniquement", "juste", "simplement"].contains($0)
        }) {
            // « pas juste le BTS »
            return only == near.startIndex || near[only - 1] != "pas"
        }
        // « je n'ai que le bac », « rien d'autre qu'un CAP »
        let only = near.indices.contains { index in
            near[index] == "que" && index > near.startIndex && Self.onlyVerbs.contains(near[index - 1])
        }
        return only && !before.contains("pas") || near.contains("qu") && before.contains("n")
    }

    private static func denies(_ before: [String]) -> Bool {
        let near = before.suffix(6)
        guard let marker = near.lastIndex(where: { deniers.contains($0) }) else { return false }
        // « j'ai arrêté après le BTS »
        if near[marker] == "arrete", near[marker...].contains("apres") { return false }
        // « je n'ai pas de master, j'ai une licence »: what is had after the denial is had.
        return !near[(marker + 1)...].contains { havers.contains($0) }
    }

    private static let leavers: Set = ["quitte", "arrete", "lache", "plante", "perdu"]
    private static let deniers: Set = [
        "pas", "sans", "aucun", "aucune", "jamais", "ni", "rate", "abandonne", "arrete", "echoue", "plante", "loupe",
        "refuse", "refusee", "recale", "recalee", "claque", "quitte", "lache",
    ]
    private static let havers: Set = ["ai", "mais", "suis", "titulaire", "possede", "obtenu", "plutot"]

    private static func isInProgress(_ before: [String], _ after: [String]) -> Bool {
        var near = Array(before.suffix(5))
        // « l'an passé »
        if let last = near.indices.dropFirst().last(where: { near[$0].hasPrefix("passe") }),
            ["an", "annee", "mois"].contains(near[last - 1])
        {
            near.remove(at: last)
        }
        // « grâce à la VAE j'ai obtenu le diplôme »
        if near.contains(where: { $0.hasPrefix("obtenu") }) { return false }
        if near.contains("vae"), (before.suffix(8) + after.prefix(4)).contains(where: isYear) { return false }
        // « VAE d'éducatrice spécialisée obtenue en 2017 »
        if after.prefix(3).contains(where: { ["obtenu", "obtenue", "validee", "reussie", "decrochee"].contains($0) }) {
            return false
        }
        if isLastWordProgress(near) { return true }
        // « entrer en formation avec un bac+5 »
        if near.last == "avec" || near.dropLast().last == "avec" { return false }
        if before.suffix(3).elementsEqual(["je", "suis", "en"])
            || before.suffix(2).elementsEqual(["actuellement", "en"])
        {
            return true
        }
        if near.suffix(3).starts(with: ["en", "formation"]) || near.suffix(2).starts(with: ["en", "formation"]) {
            return true
        }
        if after.starts(with: ["en", "cours"]) && !after.starts(with: ["en", "cours", "d", "emploi"])
            || after.starts(with: ["pas", "fini"])
        {
            return true
        }
        return after.prefix(2).contains("bientot") && !after.prefix(3).contains { Numbers.isNumber($0) }
            || after.prefix(5).contains { ["prochaine", "prochain"].contains($0) }
            || after.prefix(4).elementsEqual(["pas", "encore", "fini"]) || after.prefix(3).contains("inacheve")
    }

    /// « je veux savoir si avec un master »: what is had after the plan is had; « j'ai terminé un master » is no plan.
    private static func isLastWordProgress(_ near: [String]) -> Bool {
        guard let marker = near.lastIndex(where: { progressBefore.contains($0) }) else { return false }
        // « une année d'expérience », « je compte 5 ans »
        if near[marker] == "annee", marker == 0 || !Self.isOrdinal(near[marker - 1]) { return false }
        if near[marker] == "compte", marker + 1 == near.count || !near[marker + 1].hasSuffix("er") { return false }
        if near[(marker + 1)...].contains(where: { havers.contains($0) || ["avec", "est"].contains($0) }) {
            return false
        }
        let auxiliary = near[..<marker].last { !["aussi", "deja", "bien", "ensuite", "enfin"].contains($0) }
        return
            !(completed.contains(near[marker])
            && auxiliary.map { ["ai", "a", "jai", "avait", "avais"].contains($0) } ?? false)
    }

    private static func isOrdinal(_ word: String) -> Bool {
        word.utf8.first.map { (0x31...0x39).contains($0) } ?? false || word.hasSuffix("eme")
            || word.hasPrefix("premier")
            || word.hasPrefix("dernier") || ["seconde", "re", "ere", "e", "eme", "nd"].contains(word)
    }

    /// Whether a word is a year: « la VAE d'éduc spé en 2019 » is over.
    private static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20")) && word.utf8.allSatisfy { $0 < 0x3A }
    }

    /// « la VAE d'éduc spé, et j'ai réussi », « l'école d'éduc, j'ai eu le diplôme »
    private static func isCompleted(after range: Range<Int>, _ tokens: [Token]) -> Bool {
        let words = tokens[range.upperBound...].prefix(14).map(\.text)
        return words.indices.contains { index in
            completions.contains { words[index...].starts(with: $0) }
        }
    }

    private static let completions: [[String]] = [
        ["ai", "reussi"], ["l", "ai", "eu"], ["l", "ai", "obtenu"], ["eu", "le", "diplome"], ["eu", "mon", "diplome"],
        ["obtenu", "le", "diplome"], ["obtenu", "mon", "diplome"], ["diplome", "en", "poche"], ["diplome", "obtenu"],
    ]

    /// Participles that read like the present once accents are gone.
    private static let completed: Set = ["passe", "termine"]

    private static let progressBefore: Set = [
        "prepare", "jprepare", "valider", "preparer", "preparation", "preparant", "cours", "etudie", "etudiant",
        "etudiante",
        "inscrit",
        "inscrite",
        "aurai", "vais", "futur", "future", "veux", "voudrais", "envisage", "passe", "fais", "commence", "bientot",
        "annee", "termine", "finis", "compte", "espere", "stagiaire", "apprenti", "apprentie", "reve", "vae", "essaie",
        "essaye", "tente", "attaque", "presque",
        "reprends", "devenir", "soutient", "soutiens", "memoire", "commencer", "entame", "debute", "faire", "demander",
        "hesite",
    ]

    private static func clause(before index: Int, in tokens: [Token]) -> [String] {
        var start = index
        while start > 0, index - start < 10 {
            if start < tokens.count, tokens[start].boundary != .none { break }
            start -= 1
            if ["et", "mais", "puis"].contains(tokens[start].text), start < index - 1 {
                start += 1
                break
            }
        }
        return tokens[start..<index].map(\.text)
    }

    private static func clause(after index: Int, in tokens: [Token]) -> [String] {
        var end = index
        while end < tokens.count, tokens[end].boundary == .none, end - index < 6,
            !["et", "mais", "puis"].contains(tokens[end].text)
        {
            end += 1
        }
        return tokens[index..<end].map(\.text)
    }
}

/// Words that take back what was said.
enum Corrections {
    private static let markers: [[String]] = [
        ["pardon"], ["plutot"], ["en", "fait"], ["finalement"], ["je", "me", "suis", "trompe"], ["erreur"],
        ["je", "voulais", "dire"], ["je", "me", "trompe"], ["en", "realite"], ["mauvaise", "reponse"],
        ["une", "betise"],
        ["faute", "de", "frappe"], ["je", "me", "suis", "plante"], ["mal", "compte"], ["c", "est", "faux"],
        ["je", "recompte"], ["je", "reprends"],
        ["rectification"], ["correction"], ["je", "corrige"], ["oups"], ["enfin", "non"],
        ["je", "me", "suis", "trompee"], ["ah", "non"], ["euh", "non"], ["non", "c", "est"], ["au", "temps"],
        ["desole", "c", "est"], ["desolee", "c", "est"], ["je", "rectifie"], ["autant", "pour", "moi"],
    ]

    /// Whether a message takes something back.
    static func isCorrection(_ tokens: [Token]) -> Bool {
        lastMarker(tokens) != nil || (tokens.count > 1 && tokens[0].text == "non")
    }

    /// Whether a marker stands inside the message, so that what comes before it no longer counts.
    static func splits(_ tokens: [Token]) -> Bool { (lastMarker(tokens) ?? 0) > 1 }

    /// The index of the last token of the last marker, nil where there is none.
    static func lastMarker(_ tokens: [Token]) -> Int? { markers(tokens).last }

    /// The index of the last token of each marker.
    static func markers(_ tokens: [Token]) -> [Int] {
        let words = tokens.map(\.text)
        return words.indices.compactMap { index -> Int? in
            if let marker = markers.first(where: { words[index...].starts(with: $0) }) {
                return index + marker.count - 1
            }
            guard words[index] == "non", index > 0 else { return nil }
            return tokens[index].boundary != .none || ["euh", "enfin"].contains(words[index - 1]) ? index : nil
        }
    }
}
