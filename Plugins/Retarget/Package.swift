// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Retarget",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Retarget", targets: ["Retarget"])],
  dependencies: [.package(name: "hookkit", path: "../..")],
  targets: [
    .target(name: "Retarget", dependencies: [.product(name: "HookKit", package: "hookkit")]),
    .testTarget(
      name: "RetargetTests",
      dependencies: ["Retarget", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
