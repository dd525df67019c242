// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "TopRightVector",
  platforms: [.macOS(.v15)],
  products: [.library(name: "TopRightVector", targets: ["TopRightVector"])],
  dependencies: [
    .package(name: "hookkit", path: "../.."),
    // For both vectors at once.
    .package(name: "CheeseVector", path: "../CheeseVector"),
  ],
  targets: [
    .target(
      name: "TopRightVector",
      dependencies: [
        .product(name: "HookKit", package: "hookkit"), .product(name: "CheeseVector", package: "CheeseVector"),
      ]),
    .testTarget(
      name: "TopRightVectorTests",
      dependencies: ["TopRightVector", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
