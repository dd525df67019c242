/// The package that is written around plugins: `hookctl`, and everything that they register.
package struct HostPackage: Sendable, Hashable {
  /// The name of its folder, of the package, and so one that no plugin's folder may have.
  static let name = "hookctl-plugin-host"
  /// The program, before it is copied; it must not be called as one of HookKit's own targets.
  static let program = "hookctl-with-plugins"

  /// A plugin with where it is.
  package struct Part: Sendable, Hashable {
    package let path: String
    package let manifest: PluginManifest
    /// The digest of its sources, which the program puts into recipes.
    package let sha256: String

    package init(path: String, manifest: PluginManifest, sha256: String) {
      (self.path, self.manifest, self.sha256) = (path, manifest, sha256)
    }
  }

  /// The folder of HookKit's package.
  let package: String
  package let parts: [Part]

  package init(package: String, parts: [Part]) { (self.package, self.parts) = (package, parts) }

  /// All files, by their path in the package.
  package var files: [String: String] {
    var files = ["Package.swift": manifest, "Sources/\(Self.program)/main.swift": main]
    for (number, part) in parts.enumerated() {
      files["Sources/\(Self.program)/\(Self.file(number))"] = source(part, number)
    }
    return files
  }

  /// The paths of the program's sources in the package.
  var sources: [String] { files.keys.filter { $0.hasPrefix("Sources/") }.sorted() }

  /// The file that names a plugin's type. Each plugin has its own, so that all may call their type `Plugin`, and so
  /// that a type may be called like its module.
  static func file(_ number: Int) -> String { "Plugin\(number).swift" }

  private var manifest: String {
    let packages = parts.map {
      ".package(name: \(Self.literal($0.manifest.name)), path: \(Self.literal($0.path))),"
    }
    let products = parts.map {
      ".product(name: \(Self.literal($0.manifest.library)), package: \(Self.literal($0.manifest.name))),"
    }
    return """
      // swift-tools-version: 6.1
      // Written by hookctl for the plugins below; the next build writes it anew.
      import PackageDescription

      let package = Package(
        name: \(Self.literal(Self.name)),
        platforms: [.macOS(.v15)],
        dependencies: [
          .package(name: "hookkit", path: \(Self.literal(package))),
          \(packages.joined(separator: "\n    "))
        ],
        targets: [
          .executableTarget(
            name: \(Self.literal(Self.program)),
            dependencies: [
              .product(name: "HookCtlRunner", package: "hookkit"),
              .product(name: "HookKit", package: "hookkit"),
              \(products.joined(separator: "\n        "))
            ])
        ],
        swiftLanguageModes: [.v6]
      )

      """
  }

  private var main: String {
    """
    import HookCtlRunner

    HookCtl.run(plugins: [\(parts.indices.map { "plugin\($0)" }.joined(separator: ", "))])

    """
  }

  private func source(_ part: Part, _ number: Int) -> String {
    """
    import HookKit
    import \(part.manifest.module)

    // Package \(part.manifest.name) needs: public enum Plugin: HookPlugin
    var plugin\(number): LinkedPlugin { LinkedPlugin(Plugin.self, sha256: \(Self.literal(part.sha256))) }

    """
  }

  /// A text as Swift spells it, whatever stands in it.
  package static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case _ where scalar.value < 0x20: literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
