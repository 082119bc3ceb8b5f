import Dialogue

/// What the file that starts with `formulaire:` says; the values of its categories and its rules stand in other files.
struct FormParts {
    let file: String
    private let intent: String
    private let section: String
    private let facts: [FactDefinition]
    private let precisions: [Precision]
    private let texts: Form.Texts
    private let shortfall: Form.Shortfall?
    private let recall: Form.Recall?

    /// The types that a fact can have.
    private enum FactType: String, CaseIterable {
        case category = "valeur"
        case duration = "duree"
        case flag = "oui_non"
    }

    init(_ map: inout MappingReader) {
        file = map.file
        intent = map.text("formulaire")
        section = map.text("section")
        let suggestions = map.texts("suggestions")
        let intentsWithFacts = map.texts("avec_faits")
        texts = Self.texts(&map, suggestions, intentsWithFacts)
        shortfall = map.has("manque") ? Self.shortfall(&map) : nil
        recall = map.has("rappel") ? Self.recall(&map) : nil
        var facts: [FactDefinition] = []
        for var fact in map.mappings("faits", required: true) {
            facts.append(Self.fact(&fact))
            map.take(fact.finish())
        }
        self.facts = facts
        var precisions: [Precision] = []
        for var precision in map.mappings("precisions") {
            precisions.append(Self.precision(&precision))
            map.take(precision.finish())
        }
        self.precisions = precisions
    }

    func form(table: DecisionTable, values: [String: [CategoryValue]]) -> Form {
        let facts = facts.map { fact in
            guard case .category = fact.kind else { return fact }
            return FactDefinition(
                name: fact.name, awaits: fact.awaits, kind: .category(values[fact.name] ?? []), implies: fact.implies,
                texts: fact.texts)
        }
        return Form(
            intent: intent, section: section, facts: facts, precisions: precisions, table: table, texts: texts,
            shortfall: shortfall, recall: recall)
    }

    private static func recall(_ map: inout MappingReader) -> Form.Recall {
        var part = map.mapping("rappel")
        let result = Form.Recall(phrases: part.texts("si", required: true), nothing: part.text("rien"))
        map.take(part.finish())
        return result
    }

    private static func texts(_ map: inout MappingReader, _ suggestions: [String], _ intentsWithFacts: [String])
        -> Form.Texts
    {
        var texts = map.mapping("textes")
        var result = Form.Texts(
            opening: texts.text("ouverture"), retained: texts.text("retenu"), closing: texts.text("fin"),
            confirmation: texts.text("confirmation"), confirmationWhy: texts.text("confirmation_pourquoi"),
            confirmationWhich: texts.text("confirmation_lequel"), notHeldYet: texts.text("en_cours"),
            leftOpen: texts.text("reste_ouvert"), suggestions: suggestions,
            confirmationOther: texts.optionalText("confirmation_tiers"), hypothesis: texts.optionalText("hypothese"),
            hypothesisTooEarly: texts.optionalText("hypothese_avant"),
            from: texts.optionalText("des"), confirmationOpen: texts.optionalText("confirmation_ouverte"),
            confirmationRephrased: texts.texts("confirmation_autrement"), intentsWithFacts: intentsWithFacts)
        result.unchanged = texts.optionalText("rien_de_neuf")
        map.take(texts.finish())
        return result
    }

    private static func shortfall(_ map: inout MappingReader) -> Form.Shortfall {
        var part = map.mapping("manque")
        var ways = part.mapping("voies")
        var names: [String: String] = [:]
        for way in ways.names { names[way] = ways.text(way) }
        map.take(ways.finish())
        let result = Form.Shortfall(
            phrases: part.texts("si", required: true), nothing: part.text("rien"), years: part.text("annees"),
            value: part.text("valeur"), ways: names)
        map.take(part.finish())
        return result
    }

    private static func fact(_ map: inout MappingReader) -> FactDefinition {
        let type = map.choice("type", of: FactType.self)
        let kind: FactDefinition.Kind
        switch type {
        case .duration: kind = .duration
        case .flag: kind = .flag(yes: map.texts("oui", required: true), no: map.texts("non", required: true))
        case .category, nil: kind = .category([])
        }
        var texts = FactDefinition.Texts(
            question: map.text("question"), rephrased: map.texts("autrement", required: true),
            why: map.text("pourquoi"),
            help: map.text("aide"), told: map.text("dit"), toldNo: type == .flag ? map.text("dit_non") : nil,
            open: map.text("ouvert"), vague: type == .duration ? map.text("imprecis") : nil,
            questionOther: map.optionalText("question_tiers"), choices: map.texts("choix"),
            rephrasedOther: map.texts("autrement_tiers"))
        texts.prompt = map.optionalText("invite")
        if type == .duration { texts.toldElsewhere = map.optionalText("dit_ailleurs") }
        return FactDefinition(
            name: map.text("fait"), awaits: map.text("attend"), kind: kind, implies: map.texts("implique"), texts: texts
        )
    }

    private static func precision(_ map: inout MappingReader) -> Precision {
        var choices: [Precision.Choice] = []
        for var choice in map.mappings("choix", required: true) {
            choices.append(
                Precision.Choice(
                    label: choice.text("choix"), forms: choice.texts("formes"), means: choice.yesNo("reponse"),
                    becomes: choice.text("devient")))
            map.take(choice.finish())
        }
        return Precision(
            id: map.text("precision"), question: map.text("question"), rephrased: map.texts("autrement"),
            why: map.text("pourquoi"), help: map.text("aide"), open: map.text("ouvert"), choices: choices)
    }
}

extension CategoryValue {
    /// Reads the list of a file that starts with `valeurs:`.
    static func list(_ map: inout MappingReader) -> [CategoryValue] {
        var result: [CategoryValue] = []
        for var value in map.mappings("liste", required: true) {
            let precision = value.optionalText("precision")
            let way = value.optionalText("voie")
            if precision == nil, way == nil { value.note(.missingKey("voie")) }
            let loaded = CategoryValue(
                id: value.text("id"), label: value.text("nom"), way: way, precision: precision,
                forms: value.texts("formes"), professions: value.texts("metiers"), aloneForms: value.texts("seul"),
                implies: value.texts("implique"),
                isExclusive: value.yesNo("exclusif") ?? false)
            result.append(loaded)
            map.take(value.finish())
        }
        return result
    }
}

extension DecisionTable {
    /// Reads the file that starts with `regles:`.
    init(_ map: inout MappingReader) {
        _ = map.text("regles")
        let ways = map.texts("voies", required: true)
        var rows: [Row] = []
        for var row in map.mappings("lignes", required: true) {
            rows.append(Self.row(&row))
            map.take(row.finish())
        }
        self.init(ways: ways, rows: rows)
    }

    private static func row(_ map: inout MappingReader) -> Row {
        let rule = map.optionalText("regle")
        var conditions: [String: Condition] = [:]
        var parts = map.mapping("si")
        for name in parts.names {
            let texts = parts.texts(name)
            if let condition = condition(texts) {
                conditions[name] = condition
            } else {
                parts.note(.badCondition(texts.joined(separator: ", ")), key: name)
            }
        }
        map.take(parts.finish())
        return Row(
            rule: rule, conditions: conditions, outcome: map.choice("verdict", of: Outcome.self) ?? .toVerify,
            requiredYears: map.number("annees"), countsYears: map.yesNo("compte") ?? true, text: map.text("texte"),
            textOther: map.optionalText("texte_tiers"), line: map.line)
    }

    /// `oui`, `non`, `>= 3`, `< 3`, or one or several ways.
    private static func condition(_ texts: [String]) -> Condition? {
        guard let text = texts.first else { return nil }
        if texts.count == 1 {
            if text == "oui" { return .flag(true) }
            if text == "non" { return .flag(false) }
            for (sign, make) in [(">=", Condition.atLeast), ("<", Condition.below)] where text.hasPrefix(sign) {
                let digits = text.dropFirst(sign.count).drop { $0 == " " }
                return Double(String(digits)).map(make)
            }
        }
        return .among(texts)
    }
}
