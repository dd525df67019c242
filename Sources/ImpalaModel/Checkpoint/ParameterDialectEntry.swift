import HookKit

/// Registered names of another program.
public struct ParameterDialectEntry: SignedEntry {
  public static let noun = "dialect of parameter names"
  static let plural = "dialects"

  /// Whose names they are.
  public let name: String
  /// The parameter that tells its checkpoints.
  public let signature: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  /// The type.
  public let type: any ParameterDialect.Type

  /// By what its checkpoints are known.
  public var summary: String { "names with a parameter \(signature)" }

  /// It is never part of a call.
  public static func isName(_ name: String) -> Bool { !name.isEmpty }

  init(_ type: any ParameterDialect.Type, origin: String) {
    (name, signature, self.origin, self.type) = (type.name, type.signature, origin, type)
  }

  /// What the signature becomes: the signature of the network whose parameters they are.
  ///
  /// - Throws: `Fault` for names that are no map, and for a map that leaves the signature as it is.
  package func target() throws -> String {
    let target = try NameMap(type.names, source: "\(Self.noun) \"\(name)\"").translated(signature)
    guard target != signature else {
      throw Fault(
        .defect, "\(Self.noun) \"\(name)\"", "its names do not have its signature \(signature)",
        try: "map it to the signature of a network; hookctl model architectures lists them")
    }
    return target
  }
}

extension Registry {
  /// The dialects that checkpoints' names are translated from, in the order in which they are tried.
  public var dialects: [any ParameterDialect.Type] { catalogue(of: ParameterDialectEntry.self).entries.map(\.type) }

  /// Makes the names of another program known, so that its checkpoints can be models.
  ///
  /// Two of one name or one signature, and names that are no map, are faults that `checked()` throws.
  public mutating func add<New: ParameterDialect>(_ type: New.Type) { add(dialect: type) }

  /// The dialects that come with HookKit.
  public mutating func addBuiltInDialects() {
    addBuiltIn { registry in for type in ParameterDialects.builtIn { registry.add(dialect: type) } }
  }

  private mutating func add(dialect type: any ParameterDialect.Type) {
    let entry = ParameterDialectEntry(type, origin: origin)
    if !isTrusted {
      do { _ = try entry.target() } catch {
        return note(error as? any ExplainedError ?? Fault(.defect, "\(type)", "\(error)"))
      }
    }
    enter(signed: entry)
  }
}
