/// A text and the intent that a person gave it.
public struct LabelledExample: Sendable, Hashable, Codable {
    /// The name of the intent.
    public let label: String
    /// The text, as it was written.
    public let text: String

    /// An example of an intent.
    public init(label: String, text: String) {
        self.label = label
        self.text = text
    }
}
