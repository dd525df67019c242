// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Additions",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Additions", targets: ["Additions"])],
  dependencies: [.package(name: "hookkit", path: "../..")],
  targets: [
    .target(name: "Additions", dependencies: [.product(name: "HookKit", package: "hookkit")]),
    .testTarget(
      name: "AdditionsTests",
      dependencies: ["Additions", .product(name: "HookKitTesting", package: "hookkit")]),
  ],
  swiftLanguageModes: [.v6]
)
