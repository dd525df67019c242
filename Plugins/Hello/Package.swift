// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Hello",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Hello", targets: ["Hello"])],
  dependencies: [.package(name: "hookkit", path: "../..")],
  targets: [
    .target(name: "Hello", dependencies: [.product(name: "HookKit", package: "hookkit")]),
    .testTarget(
      name: "HelloTests", dependencies: ["Hello", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
