import HookKit

/// Registered names of another program.
public struct ParameterDialectEntry: CatalogueEntry {
  public static let noun = "dialect of parameter names"

  /// Whose names they are.
  public let name: String
  /// The parameter that tells its checkpoints.
  public let signature: String
  /// Where it comes from: "built in", or the name of a plugin.
  public let origin: String
  /// The type.
  public let type: any ParameterDialect.Type
  /// What the signature becomes: the signature of the network whose parameters they are.
  public let target: String

  /// By what its checkpoints are known.
  public var summary: String { "names with a parameter \(signature)" }

  /// It is never part of a call.
  public static func isName(_ name: String) -> Bool { !name.isEmpty }

  /// - Throws: `Fault` for names that are no map, and for a map that leaves the signature as it is.
  init(_ type: any ParameterDialect.Type, origin: String) throws {
    (name, signature, self.origin, self.type) = (type.name, type.signature, origin, type)
    target = try NameMap(type.names, source: "\(Self.noun) \"\(type.name)\"").translated(type.signature)
    guard target != signature else {
      throw Fault(
        .defect, "\(Self.noun) \"\(name)\"", "its names do not have its signature \(signature)",
        try: "map it to the signature of a network; hookctl model architectures lists them")
    }
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
  public mutating func addBuiltInDialects() { for type in ParameterDialects.builtIn { add(dialect: type) } }

  private mutating func add(dialect type: any ParameterDialect.Type) {
    let entry: ParameterDialectEntry
    do { entry = try ParameterDialectEntry(type, origin: origin) } catch {
      return note(error as? any ExplainedError ?? Fault(.defect, "\(type)", "\(error)"))
    }
    let others = catalogue(of: ParameterDialectEntry.self).entries
    if let other = others.first(where: { $0.signature == entry.signature }) {
      return note(
        CatalogueError.duplicate(
          entry.signature, noun: "signature of dialects", first: other.name, second: entry.name))
    }
    enter(entry)
  }
}
