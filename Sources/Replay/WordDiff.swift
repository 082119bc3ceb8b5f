/// Two texts word by word: what both have, what only one has.
struct WordDiff {
    struct Piece: Equatable {
        let text: String
        /// Whether both texts have it.
        let isCommon: Bool
    }

    /// The pieces of the first text, in order.
    let old: [Piece]
    /// The pieces of the second text, in order.
    let new: [Piece]

    /// Myers' algorithm of the standard library, over words and the spaces between them.
    init(from old: String, to new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        guard max(before.count, after.count) <= Self.longest else {
            self.old = [Piece(text: old, isCommon: false)]
            self.new = [Piece(text: new, isCommon: false)]
            return
        }
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        self.old = Self.pieces(before, Self.bridged(removed, before))
        self.new = Self.pieces(after, Self.bridged(inserted, after))
    }

    /// Longer texts, in words and spaces, are shown whole: the algorithm's time grows with the square of their difference.
    private static let longest = 4_000

    /// A space between two changed words belongs to the change: « [-une autre-] », not « [-une-] [-autre-] ».
    private static func bridged(_ changed: Set<Int>, _ words: [String]) -> Set<Int> {
        let bridges = words.indices.filter { index in
            words[index].allSatisfy(\.isWhitespace) && changed.contains(index - 1) && changed.contains(index + 1)
        }
        return changed.union(bridges)
    }

    /// Words, each space by itself: a no-break space is another one.
    private static func words(_ text: String) -> [String] {
        var result: [String] = []
        var word = ""
        for character in text {
            guard character.isWhitespace else {
                word.append(character)
                continue
            }
            if !word.isEmpty { result.append(word) }
            result.append(String(character))
            word = ""
        }
        return word.isEmpty ? result : result + [word]
    }

    private static func pieces(_ words: [String], _ changed: Set<Int>) -> [Piece] {
        var result: [Piece] = []
        for (index, word) in words.enumerated() {
            let isCommon = !changed.contains(index)
            if let last = result.last, last.isCommon == isCommon {
                result[result.count - 1] = Piece(text: last.text + word, isCommon: isCommon)
            } else {
                result.append(Piece(text: word, isCommon: isCommon))
            }
        }
        return result
    }
}
