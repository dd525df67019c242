/// Which plugin it was: what recipes say of the code behind a kind.
public struct PluginIdentity: Sendable, Hashable, Codable {
  /// The plugin's name.
  public let name: String
  /// The version that it gives itself; nil where it gives none.
  public let version: String?
  /// The SHA-256 over its manifest and sources; nil where it was not built by `hookctl`.
  public let sha256: String?

  private enum CodingKeys: String, CodingKey, CaseIterable { case name, version, sha256 }

  /// An identity.
  public init(name: String, version: String? = nil, sha256: String? = nil) {
    (self.name, self.version, self.sha256) = (name, version, sha256)
  }

  /// "retarget 1.2 (5d41402abc4b)".
  public var text: String {
    ([name] + [version, sha256.map { "(\($0.prefix(12)))" }].compactMap { $0 }).joined(separator: " ")
  }
}

extension PluginIdentity: KeyedRecord {
  package static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }
}

/// A plugin in a program that was built around it.
public struct LinkedPlugin {
  /// The plugin.
  public let type: any HookPlugin.Type
  /// The SHA-256 over its manifest and sources.
  public let sha256: String?

  /// A plugin, with what it was built from.
  public init(_ type: any HookPlugin.Type, sha256: String? = nil) { (self.type, self.sha256) = (type, sha256) }
}

extension Registry {
  /// What `origin` calls all that comes with HookKit.
  public static let builtInOrigin = "built in"

  /// Where a kind of intervention comes from: "built in", or the name of a plugin; nil for an unknown kind.
  public func origin(of kind: String) -> String? { kinds.first { $0.name == kind }?.origin }

  /// The plugins with these names, each once, in alphabetical order; what is built in is left out.
  public func identities(of origins: some Sequence<String>) -> [PluginIdentity] {
    Set(origins).subtracting([Self.builtInOrigin]).sorted().map { name in
      identities.first { $0.name == name } ?? PluginIdentity(name: name)
    }
  }

  /// The plugins that some kinds of intervention are from.
  public func plugins(ofKinds kinds: some Sequence<String>) -> [PluginIdentity] {
    identities(of: kinds.compactMap { origin(of: $0) })
  }
}
