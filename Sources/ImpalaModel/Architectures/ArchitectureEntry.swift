import HookKit

/// A registered family of policy networks.
public struct ArchitectureEntry: SignedEntry {
  public static let noun = "architecture"
  static let plural = "architectures"

  /// What `hookctl model info` calls it.
  public let name: String
  /// The parameter that tells its checkpoints.
  public let signature: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  /// The type.
  public let type: any Architecture.Type

  /// By what its checkpoints are known.
  public var summary: String { "networks with a parameter \(signature)" }

  /// It is never part of a call.
  public static func isName(_ name: String) -> Bool { !name.isEmpty }
}

extension Registry {
  /// The families that checkpoints are recognised as, in the order in which they are tried.
  public var architectures: [any Architecture.Type] { catalogue(of: ArchitectureEntry.self).entries.map(\.type) }

  /// Makes a family of networks known, so that its checkpoints can be models.
  ///
  /// Two of one name or one signature are a fault that `checked()` throws.
  public mutating func add<New: Architecture>(_ type: New.Type) { add(architecture: type) }

  /// The families that come with HookKit.
  public mutating func addBuiltInArchitectures() { for type in Architectures.builtIn { add(architecture: type) } }

  private mutating func add(architecture type: any Architecture.Type) {
    enter(signed: ArchitectureEntry(name: type.name, signature: type.signature, origin: origin, type: type))
  }
}
