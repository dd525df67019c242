// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "CheeseVector",
  platforms: [.macOS(.v15)],
  products: [.library(name: "CheeseVector", targets: ["CheeseVector"])],
  dependencies: [.package(name: "hookkit", path: "../..")],
  targets: [
    .target(name: "CheeseVector", dependencies: [.product(name: "HookKit", package: "hookkit")]),
    .testTarget(
      name: "CheeseVectorTests",
      dependencies: ["CheeseVector", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
