// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "hookkit",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "HookKit", targets: ["HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab"]),
    .library(name: "HookKitTesting", targets: ["HookKitTesting"]),
    .library(name: "HookCtlRunner", targets: ["HookCtlRunner"]),
    .executable(name: "hookctl", targets: ["hookctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // Libraries of the system, as Debian packages them.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(name: "CKernels"),

    // One direction only: a target never imports one further down.
    .target(name: "HookKit", dependencies: ["COpenBLAS", "CZip", "CKernels", "Yams"]),
    .target(name: "HookKitTesting", dependencies: ["HookKit"]),
    .target(name: "Interventions", dependencies: ["HookKit"]),
    .target(name: "ImpalaModel", dependencies: ["HookKit"], resources: [.copy("Resources")]),
    .target(name: "MazeEnv", dependencies: ["HookKit", "CCairo"]),
    .target(name: "MazeLab", dependencies: ["HookKit", "Interventions", "ImpalaModel", "MazeEnv", "CCairo"]),
    .target(
      name: "HookCtlRunner",
      dependencies: [
        "HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "COpenBLAS", "CCairo", "CZip",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(name: "hookctl", dependencies: ["HookCtlRunner"]),

    .testTarget(
      name: "HookKitTests", dependencies: ["HookKit", "HookKitTesting", "CKernels"], resources: [.copy("Fixtures")]),
    .testTarget(name: "InterventionsTests", dependencies: ["Interventions", "HookKitTesting"]),
    .testTarget(name: "ImpalaModelTests", dependencies: ["ImpalaModel"], resources: [.copy("Fixtures")]),
    .testTarget(name: "MazeEnvTests", dependencies: ["MazeEnv"], resources: [.copy("Fixtures")]),
    .testTarget(name: "MazeLabTests", dependencies: ["MazeLab"], resources: [.copy("Fixtures")]),
    // The pages of the documentation: their code is compiled and run, their commands are run.
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "HookKit", "HookKitTesting", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "HookCtlRunner",
        "hookctl", "Yams",
      ]),
    .testTarget(name: "HookCtlTests", dependencies: ["HookCtlRunner", "hookctl"], resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)
