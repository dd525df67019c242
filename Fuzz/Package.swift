// swift-tools-version: 6.1
import PackageDescription

// The program of `make fuzz`; see README.md. A package of its own, so that `swift build` stays as quick as it is.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "hookkit", path: "..")],
  targets: [
    .executableTarget(
      name: "hookkit-fuzz",
      dependencies: [
        .product(name: "HookKit", package: "hookkit"), .product(name: "HookKitTesting", package: "hookkit"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
