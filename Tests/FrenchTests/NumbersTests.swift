import French
import Testing

@Suite struct NumbersTests {
    @Test(arguments: [
        ("zéro", 0.0), ("un", 1), ("sept", 7), ("dix-sept", 17), ("vingt et un", 21), ("vingt-deux", 22),
        ("soixante", 60),
        ("soixante et onze", 71), ("soixante-dix-sept", 77), ("septante", 70), ("septante-trois", 73),
        ("quatre-vingts", 80), ("quatre-vingt-un", 81), ("quatre-vingt-dix-neuf", 99), ("nonante-neuf", 99),
        ("huitante", 80), ("cent", 100), ("cent un", 101), ("deux cents", 200), ("trois cent quarante-cinq", 345),
        ("mille", 1000), ("deux mille vingt", 2020), ("dix-neuf mille", 19_000), ("un million", 1_000_000),
        ("trois millions deux cent mille", 3_200_000), ("12", 12), ("2,5", 2.5), ("3 millions", 3_000_000), ("troi", 3),
    ])
    func reads(_ text: String, _ value: Double) throws {
        let tokens = Utterance(text).tokens
        let number = try #require(Numbers.read(tokens, at: 0))
        #expect(number.value == value)
        #expect(number.end == tokens.count)
    }

    @Test(arguments: ["", "ans", "bac", "et"])
    func readsNoNumber(_ text: String) {
        #expect(Numbers.read(Utterance(text).tokens, at: 0) == nil)
    }

    @Test func keepsTwoNumbersApart() throws {
        let number = try #require(Numbers.read(Utterance("deux trois ans").tokens, at: 0))
        #expect(number.value == 2 && number.end == 1)
    }
}
