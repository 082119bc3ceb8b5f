import French
import Understanding

extension Bot {
    /// Why the words of a message are understood as they are.
    public func explain(_ text: String) -> Explanation { classifier.explain(Utterance(text, spelling: spelling)) }

    /// Examples made ready for many messages.
    public func index(_ examples: [LabelledExample]) -> ExampleIndex { ExampleIndex(examples, spelling: spelling) }

    /// The example of an intent that a message resembles most.
    public func nearestExample(to text: String, of intent: String, in index: ExampleIndex) -> NearestExample? {
        index.nearest(to: Utterance(text, spelling: spelling), labelled: intent)
    }

    /// The example that a message resembles most among those of an intent.
    public func nearestExample(to text: String, of intent: String, among examples: [LabelledExample]) -> NearestExample?
    {
        NearestExample(
            to: Utterance(text, spelling: spelling), labelled: intent, among: examples, spelling: spelling)
    }
}
