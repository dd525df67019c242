import HookKit
import MazeLab

extension Registry {
  /// The interventions that calls and plan files may name: what `hookctl interventions` shows.
  ///
  /// - Parameter name: the only one to show; nil for all.
  /// - Throws: `CatalogueError` for a name that no intervention has.
  public func interventionsReport(of name: String? = nil) throws -> DataReport {
    let entries = try (name.map { [try kind($0)] } ?? kinds).map { InterventionListing($0, in: self) }
    let json = name == nil ? JSONValue.array(entries.map(\.json)) : entries[0].json
    return DataReport("Interventions", named: "interventions", json) {
      TextWidth.wrapped(entries.map(\.details).joined(separator: "\n\n"))
    }
  }
}

/// A registered kind as a list shows it.
private struct InterventionListing {
  let kind: Registry.Kind
  /// What an element of its result depends on; nil when no value of it can be made without knowing more.
  let locality: Locality?

  init(_ kind: Registry.Kind, in registry: Registry) {
    self.kind = kind
    locality = Self.prototype(kind, in: registry)?.locality
  }

  /// The kind with its defaults, and some value for what must be given.
  private static func prototype(_ kind: Registry.Kind, in registry: Registry) -> (any Intervention)? {
    let candidates: [ParameterValue] = [.integer(1), .text("file.npz"), .bool(false), .list([.integer(1)])]
    var given: [String: ParameterValue] = [:]
    for parameter in kind.parameters where parameter.defaultValue == nil {
      given[parameter.name] = candidates.first { candidate in
        let faults = Self.faults(kind.name, [parameter.name: candidate], in: registry)
        return !faults.contains { if case .wrongType = $0 { true } else { false } }
      }
    }
    return try? registry.intervention(kind.name, given)
  }

  private static func faults(
    _ name: String, _ given: [String: ParameterValue], in registry: Registry
  )
    -> [RegistryError]
  {
    do {
      _ = try registry.intervention(name, given)
      return []
    } catch let list as FaultList {
      return list.faults.compactMap { $0 as? RegistryError }
    } catch { return [] }
  }

  /// Name, formula, parameters.
  var details: String {
    var table = Table(indent: 2)
    for parameter in kind.parameters {
      let value = parameter.defaultValue.map { $0 == .null ? "optional" : "\($0)" } ?? "required"
      table.add(parameter.name, value, parameter.type, parameter.help)
    }
    let origin = kind.origin == "built in" ? "" : "  from \(kind.origin)"
    let depends = locality.map { "  each element depends on \($0.inWords)" }
    return [
      kind.signature + origin, kind.summary.isEmpty ? nil : "  " + kind.summary, depends,
      table.isEmpty ? nil : table.text,
    ]
    .compactMap { $0 }.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      .init("kind", .string(kind.name)), .init("summary", .string(kind.summary)),
      .init("origin", .string(kind.origin)),
      .init("locality", locality.map { .string("\($0)") } ?? .null),
      .init("parameters", .array(kind.parameters.map(Self.json))),
    ])
  }

  private static func json(_ parameter: ParameterInfo) -> JSONValue {
    .object([
      .init("name", .string(parameter.name)), .init("type", .string(parameter.type)),
      .init("required", .bool(parameter.defaultValue == nil)),
      .init(
        "default",
        parameter.defaultValue.flatMap { try? JSONValue(encoding: [$0]) }.flatMap(Self.only) ?? .null),
      .init("help", .string(parameter.help)),
    ])
  }

  private static func only(_ value: JSONValue) -> JSONValue? {
    if case .array(let values) = value { values.first } else { nil }
  }
}
