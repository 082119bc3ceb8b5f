/// What a length is of: work, an age, studies, a point in time.
extension DurationReader {
    func role(
        _ years: Double, _ tokens: [Token], _ words: [String], start: Int, end: Int, ageUnit: Bool
    ) -> DurationMention.Role {
        let clause =
            tokens[..<min(start + 1, tokens.count)].lastIndex {
                $0.boundary > .none || ["puis", "et"].contains($0.text)
            } ?? 0
        let before = Array(words[max(0, start - 8, clause)..<max(start, clause)])
        let after = Array(words[end..<min(words.count, end + 6)])
        if after.first == "d" || after.first == "de", after.count > 1, Self.workNouns.contains(after[1]) {
            return .experience
        }
        if isAge(years, before, after, ageUnit: ageUnit) { return .age }
        // « à mon âge (57 ans) »
        if start > 0, words[start - 1] == "age" { return .age }
        // « Nadia, 41 ans, éducatrice »
        if !isAsked, years >= 16, years.rounded() == years, tokens.count > (years >= 25 ? 2 : 4),
            start > 0 || end < tokens.count,
            start == 0 || tokens[start].boundary > .none, end == tokens.count || tokens[end].boundary > .none,
            !words[..<start].contains(where: { Self.workNouns.contains($0) })
        {
            return .age
        }
        if isPause(before, after) { return .pause }
        if isStudy(before, after) || isPointInTime(before, after, tokens, end) { return .other }
        return .experience
    }

    /// Whether a word names work: « ancienneté », « travaillé », « poste ».
    public static func namesWork(_ word: String) -> Bool {
        workNouns.contains(word) || workWords.contains(word) && word != "et" && word != "comme"
            || startVerbs.contains(word)
    }

    static let workNouns: Set = [
        "experience", "experiences", "xp", "exp", "anciennete", "metier", "pratique", "exercice", "boulot", "taf",
        "travail",
        "terrain", "service", "carriere", "poste", "activite", "boite", "vie", "bons", "maison", "social",
    ]

    func isAge(_ years: Double, _ before: [String], _ after: [String], ageUnit: Bool) -> Bool {
        if after.starts(with: ["d", "age"]) || after.contains("age") && after.contains("mon") { return true }
        // « ma fille de 19 ans »
        if before.last == "de", before.count > 2, ["ma", "mon", "sa", "son"].contains(before[before.count - 3]) {
            return true
        }
        // « j'ai maintenant 31 ans »
        if years >= 16,
            before.suffix(2).elementsEqual(["ai", "maintenant"]) || before.suffix(2).elementsEqual(["ai", "dit"])
        {
            return true
        }
        let near = before.suffix(5)
        if let child = near.lastIndex(where: { Self.children.contains($0) }),
            // « un petit peu moins »
            near.dropFirst(child + 1 - near.startIndex).first != "peu",
            !near[child...].contains(where: { $0 != "et" && Self.workWords.contains($0) }),
            after.first.map({ !Self.workLinks.contains($0) }) ?? true
        {
            return true
        }
        if before.last == "de",
            before.suffix(4).contains(where: { Self.people.contains($0) })
        {
            return true
        }
        if before == ["a"], years >= 16, after.first.map({ !["dans", "en", "comme", "chez"].contains($0) }) ?? true {
            return true
        }
        if before.suffix(2).elementsEqual(["approche", "les"]) { return true }
        // « j'ai arrêté l'école à 15 ans »
        if before.last == "a", after.isEmpty, years < 60, years >= 14, before.count > 2 { return true }
        if before.last == "a", let first = after.first, !Self.workLinks.contains(first), years < 60, years >= 14 {
            return true
        }
        if before.suffix(2).elementsEqual(["depuis", "mes"]) || before.suffix(2).elementsEqual(["a", "mes"]) {
            return true
        }
        if before.suffix(2).elementsEqual(["age", "de"]) || before.suffix(2).elementsEqual(["agee", "de"]) {
            return true
        }
        // « j'ai dix-huit années de foyer »
        guard years >= 16, !["d", "de"].contains(after.first) else { return false }
        let works = after.first.map { Self.workLinks.contains($0) } ?? false
        if works { return false }
        if ageUnit { return true }
        return before.last.map { ["ai", "a", "as", "mes", "ses", "ayant", "avais"].contains($0) } ?? false
            && before.suffix(2) != ["y", "a"] && before.suffix(2) != ["il", "ya"]
    }

    static let people: Set = [
        "dame", "homme", "femme", "personne", "candidat", "candidate", "agent", "agente", "salarie", "salariee",
        "collegue", "monsieur", "jeune",
    ]

    static let children: Set = [
        "enfant", "enfants", "fils", "fille", "filles", "bebe", "petit", "petite", "jumeaux", "gamins", "gosses",
    ]

    /// Words after « N ans » that make it work rather than an age.
    static let workLinks: Set = [
        "dans", "en", "comme", "chez", "a", "au", "aux", "sur", "derriere", "que", "avec", "aupres",
    ]

    func isStudy(_ before: [String], _ after: [String]) -> Bool {
        if let first = after.first, first == "d" || first == "de", after.count > 1, Self.studyNouns.contains(after[1]) {
            return true
        }
        if after.starts(with: ["apres", "le", "bac"]) || after.starts(with: ["apres", "bac"]) { return true }
        if before.last == "en" || before.last == "bac" { return true }
        let near = before.suffix(3)
        return near.contains { ["dure", "formation", "etudes", "cursus", "duree"].contains($0) }
            && !near.contains("depuis") || before.contains { Self.schools.contains($0) } && before.contains("pendant")
    }

    static let schools: Set = ["irts", "fac", "ecole", "universite", "lycee", "institut"]

    static let studyNouns: Set = [
        "etude", "etudes", "fac", "formation", "cours", "licence", "master", "cursus", "universite", "droit", "psycho",
        "medecine", "prepa", "ecole", "lycee", "college", "chomage", "retard",
    ]

    func isPointInTime(_ before: [String], _ after: [String], _ tokens: [Token], _ end: Int) -> Bool {
        let clause = after.prefix { !["mais", "et"].contains($0) }
        let started = (before + clause).contains { Self.startVerbs.contains($0) }
        if before.suffix(2).elementsEqual(["y", "a"]) || before.last == "ya" { return !started }
        if before.suffix(4).contains(where: { Self.remainders.contains($0) }) { return true }
        if !isAsked, before.suffix(3).elementsEqual(["au", "bout", "de"]) { return true }
        if end < tokens.count, tokens[end].boundary == .none, after.first == "apres" || after.first == "avant" {
            // « 4 ans avant l'arrêt »
            // « assistante sociale 11 ans avant d'avoir des enfants »
            return !after.prefix(3).contains {
                Self.pauses.contains($0) || ["cela", "ca", "d", "de", "que"].contains($0)
            }
        }
        // « des fois 2 jours, des fois un mois »
        if before.last == "fois" { return true }
        if before.last == "dans" || before.suffix(2).elementsEqual(["d", "ici"]) { return true }
        let hasSince = before.last == "depuis" || before.suffix(2).elementsEqual(["ca", "fait"])
        if hasSince { return isSinceDiploma(before) || saysDiplomaAfter(after) }
        return false
    }

    /// « il me reste 2 ans »
    static let remainders: Set = ["reste", "restait", "restent", "manque", "manquent", "attendre"]

    /// « 2 ans de chômage », « en burn out 2 ans », « j'ai arrêté 2 ans »
    func isPause(_ before: [String], _ after: [String]) -> Bool {
        if ["d", "de", "en", "au", "sans", "a"].contains(after.first),
            after.dropFirst().first.map({ Self.pauses.contains($0) }) ?? false
        {
            return true
        }
        if before.suffix(4).contains(where: { Self.pauses.contains($0) }) { return true }
        if Self.isAtHome(before) || Self.isAtHome(after) { return true }
        let last = before.last == "pendant" ? before.dropLast().last : before.last
        return last.map { Self.pauseVerbs.contains($0) } ?? false
    }

    /// « mère au foyer »
    public static func isAtHome(_ words: [String]) -> Bool {
        words.indices.dropLast(2).contains { index in
            parents.contains(words[index]) && words[index + 1] == "au" && words[index + 2] == "foyer"
        }
    }

    private static let parents: Set = ["mere", "pere", "femme", "homme", "maman", "papa"]

    /// What « depuis 2020 » or « de 2018 à 2020 » is the time of.
    func datedRole(_ tokens: [Token], before index: Int) -> DurationMention.Role {
        let start = tokens[..<(index + 1)].lastIndex { $0.boundary > .none || ["et", "puis"].contains($0.text) } ?? 0
        let clause = tokens[max(0, min(start, index))..<index].map(\.text)
        let stops = clause.contains("plus") && clause.contains { Self.workWords.contains($0) && $0 != "et" }
        if stops || isPause(clause, []) { return .pause }
        if clause.contains(where: { Self.studyNouns.contains($0) || Self.schools.contains($0) }),
            !clause.contains(where: { ["travaille", "bosse", "exerce", "poste"].contains($0) })
        {
            return .other
        }
        return .experience
    }

    static let pauseVerbs: Set = ["arrete", "arretee", "coupe", "interrompu", "interrompue"]
    static let pauses: Set = [
        "conge", "conges", "chomage", "arret", "interruption", "burn", "maladie", "pause", "coupure", "parental",
        "trou",
        "disponibilite", "dispo", "emploi",
    ]

    static let startVerbs: Set = [
        "repris", "reprise", "pris", "rejoint", "enchaine", "integre", "recrute", "recrutee",
        "commence", "commencer", "debute", "demarre", "embauche", "embauchee", "entre", "entree", "arrive", "arrivee",
        "travaille", "bosse",
    ]

    /// « diplômée depuis 2015 », « j'ai le diplôme depuis 5 ans »: the age of a diploma, not of a career.
    func saysDiploma(_ tokens: [Token], before index: Int) -> Bool {
        let start = tokens[..<(index + 1)].lastIndex { $0.boundary > .none } ?? 0
        let near = tokens[max(start, index - 5, 0)..<index].map(\.text)
        guard let diploma = near.lastIndex(where: { Self.diplomaWords.contains($0) }) else { return false }
        // « diplômée, je travaille depuis octobre 2023 », « diplômée d'État au CCAS depuis 2006 »
        return !near[diploma...].contains {
            Self.workWords.contains($0) || ["au", "aux", "dans", "chez"].contains($0)
        }
    }

    /// « j'ai mon diplôme d'éduc spé depuis 3 ans », but « diplômée, en poste depuis 3 ans ».
    func isSinceDiploma(_ before: [String]) -> Bool {
        guard let diploma = before.lastIndex(where: { Self.diplomaWords.contains($0) }) else { return false }
        return !before[diploma...].contains { Self.workWords.contains($0) }
    }

    static let workWords: Set = [
        "poste", "exerce", "travaille", "bosse", "travail", "fonction", "activite", "pratique", "comme", "et",
    ]

    func saysDiplomaAfter(_ after: [String]) -> Bool {
        after.first == "que" && after.contains { Self.diplomaWords.contains($0) }
    }

    static let diplomaWords: Set = ["diplome", "diplomee", "diplomes", "titulaire", "certifie", "certifiee"]
}
