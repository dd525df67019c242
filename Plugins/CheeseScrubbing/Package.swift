// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "CheeseScrubbing",
  platforms: [.macOS(.v15)],
  products: [.library(name: "CheeseScrubbing", targets: ["CheeseScrubbing"])],
  dependencies: [.package(name: "hookkit", path: "../..")],
  targets: [
    .target(name: "CheeseScrubbing", dependencies: [.product(name: "HookKit", package: "hookkit")]),
    .testTarget(
      name: "CheeseScrubbingTests",
      dependencies: ["CheeseScrubbing", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
