import HookKit
import MazeLab

extension Report {
  /// The contents of the files that a path asks for; nothing is written.
  ///
  /// - Parameters:
  ///   - format: the kind of file, or a folder for everything.
  ///   - path: its path.
  /// - Throws: `Fault` for what there is nothing of, or several of where a file holds one.
  public func contents(_ format: OutputFormat, at path: String) throws -> [FileOutput.Contents] {
    if let bytes = try bytes(format, for: path) {
      return [FileOutput.Contents(bytes, for: path)]
        + (format == .jsonl ? [try Findings.recipeBeside(path, findings.recipe)] : [])
    }
    if format == .jsonl, let lines = try lines { return Findings.jsonLines(lines, try findings.recipe, at: path) }
    switch format {
    case .json: return [FileOutput.Contents(Array(try fileJSON().text.utf8), for: path)]
    case .csv, .jsonl:
      guard let records = try records else { return try findings.files(format, at: path) }
      return try findings.files(format, of: records, at: path)
    case .npz:
      guard let arrays = try arrays else { return try findings.files(format, at: path) }
      return [FileOutput.Contents(try arrays.npzBytes(for: path), for: path)]
    case .folder: return try contents(inFolder: path)
    default: return try findings.files(format, at: path)
    }
  }

  /// Everything: what findings are in a folder, the data in the report's own form, its records and its arrays.
  private func contents(inFolder folder: String) throws -> [FileOutput.Contents] {
    let findings = try findings
    var files = try findings.files(inFolder: folder).map { file in
      file.path == "\(folder)/findings.json"
        ? FileOutput.Contents(Array(try fileJSON().text.utf8), for: file.path) : file
    }
    if let records = try records, !findings.items.contains(where: { $0.name == records.name }) {
      files += try findings.files(.csv, of: records, at: "\(folder)/\(records.name).csv")
    }
    if let arrays = try arrays {
      let path = "\(folder)/arrays.npz"
      files.append(FileOutput.Contents(try arrays.npzBytes(for: path), for: path))
    }
    return files
  }

  /// The data with its recipe: a list under its name, an object with one more member.
  private func fileJSON() throws -> JSONValue {
    let json = try json
    switch json {
    case .object(let members) where members.contains { $0.key == "recipe" }: return json
    case .object: return json.adding("recipe", try findings.recipe.json)
    default:
      return .object([
        .init("version", .integer(1)), .init(listName, json), .init("recipe", try findings.recipe.json),
      ])
    }
  }
}

extension Findings {
  /// The files of one table, with the recipe of these findings.
  fileprivate func files(_ format: OutputFormat, of table: DataTable, at path: String) throws -> [FileOutput.Contents] {
    var findings = try Findings(title) { table }
    findings.recipe = recipe
    return try findings.files(format, at: path)
  }

  /// Findings with their recipe.
  package static func card(
    _ title: String, recipe: Recipe, @ListBuilder<any Finding> _ items: () throws -> [any Finding]
  ) throws -> Findings {
    var findings = try Findings(title, items)
    findings.recipe = recipe
    return findings
  }
}
