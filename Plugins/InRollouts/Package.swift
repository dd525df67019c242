// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "InRollouts",
  platforms: [.macOS(.v15)],
  products: [.library(name: "InRollouts", targets: ["InRollouts"])],
  dependencies: [
    .package(name: "hookkit", path: "../.."),
    // For its vectors, in rollouts.
    .package(name: "CheeseVector", path: "../CheeseVector"),
  ],
  targets: [
    .target(
      name: "InRollouts",
      dependencies: [
        .product(name: "HookKit", package: "hookkit"), .product(name: "CheeseVector", package: "CheeseVector"),
      ]),
    .testTarget(
      name: "InRolloutsTests",
      dependencies: ["InRollouts", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
