import HookKit

/// What a registry lists, as commands show it.
enum CatalogueText {
  /// A line for each entry: its name, or how it is written, and what it is.
  static func lines<Entry: HookKit.CatalogueEntry>(
    _ entries: [Entry], indent: Int = 0, _ written: (Entry) -> String = { $0.name }
  ) -> String {
    var table = Table(indent: indent)
    for entry in entries { table.add(written(entry), entry.summary + origin(entry.origin)) }
    return table.text
  }

  /// " (cheese-vector)"; nothing for what is built in.
  static func origin(_ origin: String) -> String { origin == Registry.builtInOrigin ? "" : " (\(origin))" }

  /// How something with parameters is written, what it is, and a line for each parameter.
  static func kind(
    _ signature: String, _ entry: some HookKit.CatalogueEntry, unit: String = "", _ parameters: [ParameterInfo]
  )
    -> String
  {
    var table = Table(indent: 4)
    for parameter in parameters { table.add(parameter.signature, parameter.help) }
    return "\(signature)\(origin(entry.origin))\n  \(entry.summary)\(unit)" + (table.isEmpty ? "" : "\n\(table.text)")
  }

  /// For programs.
  static func json<Entry: HookKit.CatalogueEntry>(
    _ entries: [Entry], _ more: (Entry) -> [JSONValue.Member] = { _ in [] }
  ) -> JSONValue {
    .array(
      entries.map { entry in
        .object(
          [
            .init("name", .string(entry.name)), .init("summary", .string(entry.summary)),
            .init("origin", .string(entry.origin)),
          ] + more(entry))
      })
  }

  /// Parameters for programs.
  static func json(_ parameters: [ParameterInfo]) -> JSONValue {
    .array(
      parameters.map { parameter in
        .object([
          .init("name", .string(parameter.name)), .init("type", .string(parameter.type)),
          .init("default", parameter.defaultValue.map { .string($0.description) } ?? .null),
          .init("help", .string(parameter.help)),
        ])
      })
  }
}
