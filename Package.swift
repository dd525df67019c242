// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "hookkit",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "HookKit",
      targets: [
        "Essentials", "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps",
        "Experiments",
      ]),
    .library(name: "HookKitTesting", targets: ["HookKitTesting"]),
    .library(name: "HookCtlRunner", targets: ["HookCtlRunner"]),
    .executable(name: "hookctl", targets: ["hookctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Libraries of the system, as Debian packages them.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CGif", pkgConfig: "libgif", providers: [.apt(["libgif-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels"),
    .target(name: "CDigest"),
    // How a program ends whose code, or that of a plugin, is wrong.
    .target(name: "CFaults"),
    .target(name: "CSignals"),
    // Connections over the loopback interface.
    .target(name: "CSockets"),
    // How the C library gets memory from the system.
    .target(name: "CMemory"),
    // What threads that wait for each other awake ask the processor.
    .target(name: "CThreads"),
    // Programs that end with the one that has started them.
    .target(name: "CPrograms"),
    // Declarations of gym3's C interface, for procgen's own library, which is opened at run time.
    .target(name: "CLibenv"),

    // The C library, whatever the system calls it.
    .target(name: "CLibrary"),

    // One direction only: a target never imports one further down.
    .target(
      name: "Essentials", dependencies: ["CKernels", "CDigest", "CFaults", "CPrograms", "CThreads", "CLibrary", "Yams"]),
    .target(name: "HookKit", dependencies: ["Essentials", "CZip", "CKernels", "CLibrary"]),
    .target(name: "Statistics", dependencies: ["Essentials", "COpenBLAS"]),
    .target(name: "Interventions", dependencies: ["HookKit"]),
    .target(name: "ImpalaModel", dependencies: ["HookKit"], resources: [.copy("Resources")]),
    .target(name: "MazeEnv", dependencies: ["HookKit", "CCairo", "CLibenv", "CLibrary"]),
    .target(
      name: "MazeLab",
      dependencies: [
        "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "CCairo", "CGif", "CZlib", "CLibrary",
      ]),
    .target(name: "HookKitTesting", dependencies: ["HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab"]),
    .target(
      name: "Sweeps",
      dependencies: [
        "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "CLibrary",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Experiments",
      dependencies: [
        "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps", "COpenBLAS",
        "CCairo", "CZip", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "HookLab",
      dependencies: [
        "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps", "CSockets", "CLibrary",
      ],
      resources: [.copy("Page")]),
    .target(name: "PluginHost", dependencies: ["Essentials", "CLibrary"]),
    .target(
      name: "Terminal", dependencies: ["Essentials", "CFaults", "CSignals", "CMemory", "CLibrary"]),
    .target(name: "Downloads", dependencies: ["HookKit", "MazeEnv", "Terminal", "CLibrary"]),
    .target(
      name: "Manual",
      dependencies: ["Essentials", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .target(
      name: "HookCtlRunner",
      dependencies: [
        "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps", "Experiments",
        "HookLab", "PluginHost", "Terminal", "Downloads", "Manual", "CLibrary",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "hookctl", dependencies: ["HookCtlRunner"]),
  ],
  swiftLanguageModes: [.v6]
)

// Tests, which only a checkout has.
package.targets += [
  // Runs programs for tests, those that were built with them too: none may run longer than a limit.
  .target(name: "LimitedPrograms", dependencies: ["CSpawn"], path: "Tests/LimitedPrograms"),
  .target(name: "CSpawn", path: "Tests/CSpawn"),
  .testTarget(name: "EssentialsTests", dependencies: ["Essentials", "CKernels"]),
  .testTarget(
    name: "HookKitTests", dependencies: ["HookKit", "HookKitTesting", "CKernels"], resources: [.copy("Fixtures")]),
  .testTarget(name: "StatisticsTests", dependencies: ["Essentials", "Statistics"], resources: [.copy("Fixtures")]),
  .testTarget(name: "InterventionsTests", dependencies: ["HookKit", "Interventions", "HookKitTesting"]),
  .testTarget(
    name: "ImpalaModelTests",
    dependencies: ["HookKit", "Interventions", "ImpalaModel"], resources: [.copy("Fixtures")]),
  .testTarget(
    name: "MazeEnvTests",
    dependencies: ["HookKit", "MazeEnv"], resources: [.copy("Fixtures")]),
  .testTarget(
    name: "SweepsTests",
    dependencies: [
      "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps", "Experiments",
      .product(name: "GRDB", package: "GRDB.swift"),
    ]),
  .testTarget(
    name: "MazeLabTests",
    dependencies: [
      "HookKit", "HookKitTesting", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "CGif", "CCairo",
    ], resources: [.copy("Fixtures")]),
  .testTarget(
    name: "ExperimentsTests",
    dependencies: [
      "HookKit", "Statistics", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Experiments", "LimitedPrograms",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
  .testTarget(
    name: "HookLabTests",
    dependencies: ["HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "HookLab"]),
  // The pages of the documentation: their code is compiled and run, their commands are run.
  .testTarget(
    name: "DocumentationTests",
    dependencies: [
      "HookKit", "HookKitTesting", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps",
      "Experiments", "HookCtlRunner", "Yams", "LimitedPrograms",
    ]),
  // What is run under sanitizers: Scripts/sanitize.sh.
  .executableTarget(
    name: "sanitizer-program",
    dependencies: [
      "HookKit", "Interventions", "ImpalaModel", "MazeEnv", "MazeLab", "Sweeps", "CKernels",
    ], path: "Tests/SanitizerProgram"),
  // What `hookctl new program` writes: a test compares.
  .executableTarget(
    name: "new-program", dependencies: ["HookKit", "ImpalaModel", "Interventions", "MazeEnv", "MazeLab"],
    path: "Tests/NewProgram"),
  // A program with a plugin, for tests.
  .executableTarget(
    name: "plugin-program",
    dependencies: [
      "HookKit", "ImpalaModel", "MazeEnv", "MazeLab", "Experiments", "HookCtlRunner",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ], path: "Tests/PluginProgram"),
  // These start the programs, which are built with all tests: they are compiled before the programs are.
  .testTarget(
    name: "HookCtlTests",
    dependencies: [
      "Essentials", "HookKit", "ImpalaModel", "MazeEnv", "Terminal", "Downloads", "Manual", "LimitedPrograms",
    ],
    exclude: ["Fixtures"]),
  .testTarget(name: "PluginHostTests", dependencies: ["Essentials", "PluginHost", "Manual", "LimitedPrograms"]),
  .testTarget(
    name: "HookCtlRunnerTests",
    dependencies: [
      "HookKit", "MazeEnv", "MazeLab", "Experiments", "HookCtlRunner", "Manual", "LimitedPrograms",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
]
