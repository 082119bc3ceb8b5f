import French
import Understanding

extension Bot {
    /// Why the words of a message are understood as they are.
    public func explain(_ text: String) -> Explanation { classifier.explain(Utterance(text, spelling: spelling)) }

    /// The example that a message resembles most among those of an intent.
    public func nearestExample(to text: String, of intent: String, among examples: [LabelledExample]) -> NearestExample?
    {
        NearestExample(
            to: Utterance(text, spelling: spelling), labelled: intent, among: examples, spelling: spelling)
    }
}
