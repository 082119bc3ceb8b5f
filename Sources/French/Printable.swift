extension String {
    /// The text without what could change a terminal: control characters but for line feeds, escape sequences and direction
    /// overrides show as U+FFFD.
    public var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.changesTerminals ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would do something with it rather than show it; line feeds are let pass.
    public var changesTerminals: Bool {
        switch value {
        case 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
