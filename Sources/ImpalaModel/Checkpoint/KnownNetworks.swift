/// Whose names of parameters are known: those of networks, and those of other programs for them.
struct KnownNetworks: Sendable {
  /// A dialect, ready to translate.
  struct Dialect: Sendable {
    let name: String
    let signature: String
    let map: NameMap
  }

  /// The parameters by which networks are known.
  let signatures: [String]
  let dialects: [Dialect]

  /// - Throws: `Fault` for a dialect whose names are no map.
  init(_ architectures: [any Architecture.Type], _ dialects: [any ParameterDialect.Type]) throws {
    signatures = architectures.map { $0.signature }
    self.dialects = try dialects.map { dialect in
      Dialect(
        name: dialect.name, signature: dialect.signature,
        map: try NameMap(dialect.names, source: "the names of \(dialect.name)"))
    }
  }
}
