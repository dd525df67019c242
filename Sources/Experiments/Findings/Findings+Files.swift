import HookKit
import MazeLab

extension Findings {
  /// The contents of the files that a path asks for; nothing is written.
  ///
  /// The file has the name that was given, whatever was found: several tables are one, with the name of each line's table
  /// in the column `table`; tensors of several findings are in one archive.
  ///
  /// - Throws: `Fault` for tables, pictures and tensors when there are none, and for several pictures.
  public func files(_ format: OutputFormat, at path: String) throws -> [FileOutput.Contents] {
    if let page = try page(format, at: path) { return [page] }
    if format == .jsonl, let table = DelimitedText.together(tables) { return Self.lines(table, recipe, at: path) }
    let contents = try Self.together(parts).compactMap { try bytes(of: $0, as: format, for: path) }
    guard let bytes = contents.first else {
      throw Fault(
        .usage, path, "there is nothing that a .\(format.rawValue) file could hold",
        try: "write .json, .md or .txt, or a folder")
    }
    guard contents.count == 1 else {
      throw Fault(
        .usage, path, "there are \(contents.count) pictures, and a file holds one",
        try: "write a folder, which has them all, or an .html page")
    }
    return [FileOutput.Contents(bytes, for: path)]
  }

  /// The tables by their names.
  private var tables: [(name: String, columns: [String], rows: [[TableCell]])] {
    parts.compactMap { name, part in
      if case .rows(let columns, let rows) = part { (name, columns, rows) } else { nil }
    }
  }

  /// Each line of a table as an object on a line of its own, and the recipe beside it.
  static func lines(
    _ table: (columns: [String], rows: [[TableCell]]), _ recipe: Recipe, at path: String
  ) -> [FileOutput.Contents] {
    let lines = table.rows.map { row in
      JSONValue.object(zip(table.columns, row).map { JSONValue.Member($0, $1.json) })
    }
    return jsonLines(lines, recipe, at: path)
  }

  /// Values, each on a line of its own, and the recipe beside them.
  static func jsonLines(_ lines: [JSONValue], _ recipe: Recipe, at path: String) -> [FileOutput.Contents] {
    [
      FileOutput.Contents(Array(lines.map { $0.line + "\n" }.joined().utf8), for: path),
      recipeBeside(path, recipe),
    ]
  }

  /// The recipe of a file that has no place for it.
  static func recipeBeside(_ path: String, _ recipe: Recipe) -> FileOutput.Contents {
    FileOutput.Contents(Array(recipe.json.text.utf8), for: Recipe.path(beside: path))
  }

  /// All tables as one, all tensors in one archive, and every picture.
  private static func together(_ parts: [(name: String, part: FindingPart)]) -> [FindingPart] {
    var tables: [(name: String, columns: [String], rows: [[TableCell]])] = []
    var archives: [(name: String, archive: TensorArchive)] = []
    var others: [FindingPart] = []
    for (name, part) in parts {
      switch part {
      case .rows(let columns, let rows): tables.append((name, columns, rows))
      case .tensors(let archive): archives.append((name, archive))
      case .figure: others.append(part)
      }
    }
    if let table = DelimitedText.together(tables) { others.append(.rows(table.columns, table.rows)) }
    if !archives.isEmpty { others.append(.tensors(together(archives))) }
    return others
  }

  /// One archive; the names of tensors begin with that of their finding where two have the same.
  private static func together(_ archives: [(name: String, archive: TensorArchive)]) -> TensorArchive {
    let names = archives.flatMap(\.archive.entries).map(\.name)
    let areUnique = Set(names).count == names.count
    var whole = TensorArchive(metadata: archives.reduce(into: [:]) { $0.merge($1.archive.metadata) { $1 } })
    for (name, archive) in archives {
      for entry in archive.entries { whole[areUnique ? entry.name : "\(name)/\(entry.name)"] = entry.tensor }
    }
    return whole
  }

  /// Everything in one file; nil for formats that hold parts only.
  package func page(_ format: OutputFormat, at path: String) throws -> FileOutput.Contents? {
    switch format {
    case .json: FileOutput.Contents(Array(json.text.utf8), for: path)
    case .md: FileOutput.Contents(Array(PrintableText.lines(markdown()).utf8), for: path)
    case .html: FileOutput.Contents(Array(PrintableText.lines(try html()).utf8), for: path)
    case .txt: FileOutput.Contents(Array(PrintableText.lines("\(text)\n\n\(recipe.text)\n").utf8), for: path)
    default: nil
    }
  }

  /// Everything, for a folder: a report in Markdown with its pictures, the data as JSON, tables, tensors.
  public func files(inFolder folder: String) throws -> [FileOutput.Contents] {
    let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var files = [
      FileOutput.Contents(Array(PrintableText.lines(markdown { "\($0).svg" }).utf8), for: "\(folder)/README.md"),
      FileOutput.Contents(Array(json.text.utf8), for: "\(folder)/findings.json"),
    ]
    for (name, part) in parts {
      let formats: [OutputFormat] =
        switch part {
        case .rows: [.csv]
        case .figure: [.svg, .png]
        case .tensors: [.npz]
        }
      for format in formats {
        let path = "\(folder)/\(name).\(format.rawValue)"
        guard let bytes = try bytes(of: part, as: format, for: path) else { continue }
        files.append(FileOutput.Contents(bytes, for: path))
      }
    }
    return files
  }

  private var parts: [(name: String, part: FindingPart)] {
    items.flatMap { item in item.parts.map { (item.name, $0) } }
  }

  /// The contents of a part's file; nil for a format that it does not have.
  private func bytes(of part: FindingPart, as format: OutputFormat, for path: String) throws -> [UInt8]? {
    switch (part, format) {
    case (.rows(let columns, let rows), .csv):
      return Array(DelimitedText.text(columns, rows, recipe: recipe.text).utf8)
    case (.figure(let figure, _), .svg), (.figure(let figure, _), .png), (.figure(let figure, _), .pdf):
      return try figure.bytes(for: path, recipe: recipe.text)
    case (.tensors(var archive), .npz):
      archive.metadata["recipe"] = recipe.text
      return try archive.npzBytes(for: path)
    case (.tensors(var archive), .safetensors):
      archive.metadata["recipe"] = recipe.text
      return archive.safetensorsBytes
    default: return nil
    }
  }

  /// What is wrong with the names of the findings: files of one folder need names, and different ones.
  public func checkedNames() throws {
    var seen: Set<String> = []
    for item in items where !item.parts.isEmpty {
      guard item.name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil, item.name != "findings" else {
        throw Fault(
          .defect, "finding \"\(item.name)\"", "this is no name for a file",
          try: "use letters, digits and hyphens (\"findings\" is taken)")
      }
      guard seen.insert(item.name).inserted else {
        throw Fault(.duplicate("finding", item.name, .defect))
      }
    }
  }
}

/// Tables as comma-separated values (RFC 4180), the recipe in a first line that begins with `#`.
package enum DelimitedText {
  package static func text(_ columns: [String], _ rows: [[TableCell]], recipe: String? = nil) -> String {
    let lines = [columns] + rows.map { $0.map(\.raw) }
    return ((recipe.map { ["# \($0)"] } ?? []) + lines.map { $0.map(quoted).joined(separator: ",") })
      .joined(separator: "\n") + "\n"
  }

  /// Several tables as one that has the columns of all, and before them one that says which table a line is from; a
  /// table that is alone stays as it is. Nil without any.
  static func together(
    _ tables: [(name: String, columns: [String], rows: [[TableCell]])]
  ) -> (columns: [String], rows: [[TableCell]])? {
    guard let first = tables.first else { return nil }
    guard tables.count > 1 else { return (first.columns, first.rows) }
    var columns: [String] = []
    for column in tables.flatMap(\.columns) where !columns.contains(column) { columns.append(column) }
    let rows = tables.flatMap { table in
      table.rows.map { row in
        let cells = Dictionary(zip(table.columns, row)) { first, _ in first }
        return [TableCell.text(table.name)] + columns.map { cells[$0] ?? .missing }
      }
    }
    var name = "table"
    while columns.contains(name) { name += "_" }
    return ([name] + columns, rows)
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
