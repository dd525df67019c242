// swift-tools-version: 6.1
import PackageDescription

// The Swift side of `make bench`; see README.md.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "hookkit", path: "..")],
  targets: [
    .executableTarget(name: "hookkit-bench", dependencies: [.product(name: "HookKit", package: "hookkit")])
  ],
  swiftLanguageModes: [.v6]
)
