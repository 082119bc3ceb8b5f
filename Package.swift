// swift-tools-version: 6.1
import PackageDescription

/// Each target lists only what it may import, so that the direction of imports
/// (French ← Understanding ← Dialogue ← Content, Dialogue ← Replay, Dialogue ← LineProtocol) is checked by every build.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "repartie",
    products: [
        .executable(name: "repartie", targets: ["repartie"]),
        .library(name: "Repartie", targets: ["French", "Understanding", "Dialogue", "Content", "Replay"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
        .target(name: "French", swiftSettings: strict),
        .target(name: "Understanding", dependencies: ["French"], swiftSettings: strict),
        .target(name: "Dialogue", dependencies: ["French", "Understanding"], swiftSettings: strict),
        .target(
            name: "Content", dependencies: ["French", "Understanding", "Dialogue", "Yams"], swiftSettings: strict),
        .target(name: "Replay", dependencies: ["French", "Understanding", "Dialogue"], swiftSettings: strict),
        .target(name: "LineProtocol", dependencies: ["French", "Understanding", "Dialogue"], swiftSettings: strict),
        .executableTarget(
            name: "repartie",
            dependencies: [
                "French", "Understanding", "Dialogue", "Content", "Replay", "LineProtocol", "CReadline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["French", "Understanding", "Dialogue", "Content"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "FrenchTests", dependencies: ["French"], swiftSettings: strict),
        .testTarget(name: "UnderstandingTests", dependencies: ["French", "Understanding"], swiftSettings: strict),
        .testTarget(
            name: "DialogueTests", dependencies: ["French", "Understanding", "Dialogue", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ContentTests",
            dependencies: ["French", "Understanding", "Dialogue", "Content", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ReplayTests", dependencies: ["French", "Dialogue", "Content", "Replay", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "LineProtocolTests", dependencies: ["French", "Dialogue", "LineProtocol", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "EndToEndTests", dependencies: ["repartie", "TestSupport"], swiftSettings: strict),
    ]
)

// `make test-sanitizers` only: what reads lines and leads conversations, without the rest, which would double the build.
if Context.environment["SANITIZING"] != nil {
    let tested: Set = ["LineProtocolTests", "DialogueTests"]
    package.products = []
    package.dependencies.removeFirst()
    package.targets.removeAll {
        $0.type == .executable || $0.type == .system || $0.type == .test && !tested.contains($0.name)
    }
}

// `make fuzz` only: the target needs libFuzzer, which other builds need not know.
if Context.environment["FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["French", "Dialogue", "Content", "Replay", "LineProtocol", "TestSupport"],
            path: "Tests/Fuzzing/Harness",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
