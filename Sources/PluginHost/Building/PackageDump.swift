import Foundation

/// What `swift package dump-package` prints, as far as it is read here.
package struct PackageDump: Decodable, Sendable, Hashable {
  package struct Product: Decodable, Sendable, Hashable {
    struct Kind: Decodable, Hashable { let library: [String]? }
    let name: String
    let targets: [String]
    let type: Kind

    var isLibrary: Bool { type.library != nil }
  }

  package struct Target: Decodable, Sendable, Hashable {
    let name: String?
    let type: String
    let path: String?
    let sources: [String]?
    let exclude: [String]?
    let resources: [Something]?
    let settings: [Something]?
    let pluginUsages: [Something]?
    let dependencies: [Reference]?
  }

  /// What a target depends on: a name, and for a product the package that has it.
  package struct Reference: Decodable, Sendable, Hashable {
    let name: String
    let package: String?
    /// Whether it is a product for certain; a name alone may be either.
    let isProduct: Bool
    /// Whether it holds on some platforms only, or renames modules.
    let isConditional: Bool

    package init(from decoder: any Decoder) throws {
      let values = try decoder.singleValueContainer().decode([String: [Something]].self)
      guard let (kind, parts) = values.first, case .text(let name)? = parts.first else {
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no name"))
      }
      self.name = name
      isProduct = kind == "product"
      if isProduct, parts.count > 1, case .text(let package) = parts[1] {
        self.package = package
      } else {
        package = nil
      }
      isConditional = parts.contains { $0 == .other }
    }
  }

  /// A value of any kind.
  package enum Something: Decodable, Sendable, Hashable {
    case nothing
    case text(String)
    case other

    package init(from decoder: any Decoder) throws {
      let value = try? decoder.singleValueContainer()
      if value?.decodeNil() == true {
        self = .nothing
      } else if let text = try? value?.decode(String.self) {
        self = .text(text)
      } else {
        self = .other
      }
    }
  }

  package struct Dependency: Decodable, Sendable, Hashable {
    struct Folder: Decodable, Hashable {
      let identity: String
      let path: String
      let nameForTargetDependencyResolutionOnly: String?
    }
    let fileSystem: [Folder]?
  }

  struct ToolsVersion: Decodable, Hashable { let _version: String }

  let name: String
  let products: [Product]
  let targets: [Target]
  let dependencies: [Dependency]
  let swiftLanguageVersions: [String]?
  let toolsVersion: ToolsVersion?

  /// The version of the language for `-swift-version`, as the package manager chooses it.
  var language: String {
    if let last = swiftLanguageVersions?.max(by: { $0.compare($1, options: .numeric) == .orderedAscending }) {
      return last
    }
    return toolsVersion?._version.split(separator: ".").first.map(String.init) ?? "6"
  }
}
