import HookKit
import ImpalaModel
import MazeLab

extension Registry {
  /// The conditions that `when(...)` knows: what `hookctl conditions` shows.
  public var conditionsReport: DataReport {
    let entries = rolloutConditions
    return DataReport("Conditions of rollouts", named: "conditions", CatalogueText.json(entries)) {
      CatalogueText.lines(entries)
    }
  }

  /// The matched random controls: what `hookctl controls` shows.
  public var controlsReport: DataReport {
    let entries = controls
    let json = CatalogueText.json(entries) { [.init("isDrawn", .bool($0.isDrawn))] }
    return DataReport("Matched random controls", named: "controls", json) { CatalogueText.lines(entries) }
  }

  /// The selections that edits know besides indexes: what `hookctl selections` shows.
  ///
  /// - Parameter name: the only one to show; nil for all.
  /// - Throws: `CatalogueError` for a name that no selection has.
  public func selectionsReport(of name: String? = nil) throws -> DataReport {
    let all = catalogue(of: SelectionEntry.self)
    let entries = try name.map { [try all.entry($0)] } ?? all.entries
    let json = CatalogueText.json(entries) { [.init("parameters", CatalogueText.json($0.parameters))] }
    return DataReport("Selections besides indexes", named: "selections", json) {
      TextWidth.wrapped(entries.map { CatalogueText.kind($0.signature, $0, $0.parameters) }.joined(separator: "\n\n"))
    }
  }

  /// The networks that checkpoints are recognised as: what `hookctl model architectures` shows.
  public var architecturesReport: DataReport {
    let entries = catalogue(of: ArchitectureEntry.self).entries
    // One that has no target was refused when it was registered.
    let dialects = Dictionary(grouping: catalogue(of: ParameterDialectEntry.self).entries) { try? $0.target() }
    let json = CatalogueText.json(entries) {
      [
        .init("interface", $0.type.interface.json),
        .init("dialects", .array((dialects[$0.signature] ?? []).map(Self.json))),
      ]
    }
    return DataReport("Architectures", named: "architectures", json) {
      TextWidth.wrapped(entries.map { Self.text($0, dialects[$0.signature] ?? []) }.joined(separator: "\n"))
    }
  }

  private static func json(_ dialect: ParameterDialectEntry) -> JSONValue {
    .object([
      .init("name", .string(dialect.name)), .init("signature", .string(dialect.signature)),
      .init("origin", .string(dialect.origin)),
    ])
  }

  /// - Parameter dialects: the names that other programs give to its parameters.
  private static func text(_ entry: ArchitectureEntry, _ dialects: [ParameterDialectEntry]) -> String {
    let interface = entry.type.interface
    var table = Table(indent: 2)
    table.add("observation", interface.observation.description)
    table.add("actions", "\(interface.actions.count) logits at \(interface.logits)")
    table.add("value", interface.value ?? "none")
    for (number, dialect) in dialects.enumerated() {
      table.add(
        number == 0 ? "names of" : "", "\(dialect.name)\(CatalogueText.origin(dialect.origin)): \(dialect.signature)")
    }
    return "\(entry.name): \(entry.summary)\(CatalogueText.origin(entry.origin))\n\(table.text)"
  }
}
