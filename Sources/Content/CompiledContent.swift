import Dialogue
import FoundationEssentials
import French
import Understanding

/// Content that was checked and a classifier that was trained, as bytes that load without either.
///
/// ```
/// length of the definition: 8 bytes, little-endian | definition, JSON | classifier
/// ```
public struct CompiledContent {
    public let definition: BotDefinition
    public let classifier: IntentClassifier

    public init(definition: BotDefinition, classifier: IntentClassifier) {
        self.definition = definition
        self.classifier = classifier
    }

    /// The bytes; examples that only training needs are left out.
    public func encoded() -> [UInt8] {
        guard let json = try? JSONEncoder().encode(definition.withoutTrainingExamples) else { return [] }
        let length = UInt64(json.count)
        let head = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
        return head + [UInt8](json) + classifier.encoded()
    }

    /// Compiled content whose bytes lie in memory, where the classifier's tables stay; nil where they are damaged or of
    /// another version.
    public init?(encodedIn memory: StoredMemory) {
        let bytes = memory.bytes
        guard bytes.count > 8 else { return nil }
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length < UInt64(bytes.count - 8) else { return nil }
        let end = 8 + Int(length)
        guard let classifier = IntentClassifier(encodedIn: memory, at: end..<bytes.count),
            let definition = try? JSONDecoder().decode(BotDefinition.self, from: Data(bytes[8..<end]))
        else { return nil }
        self.init(definition: definition, classifier: classifier)
    }
}
