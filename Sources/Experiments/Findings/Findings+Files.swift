import HookKit
import MazeLab

/// The kinds of file that findings are written to.
public enum FindingsFormat: String, CaseIterable, Sendable {
  case json, md, html, txt, csv, svg, png, pdf, npz, safetensors
}

extension Findings {
  /// The contents of the files that a path asks for; nothing is written.
  ///
  /// What there is several of (tables, pictures, tensors) gets its own name into that of the file: `out.csv` becomes
  /// `out-levels.csv` and `out-effect.csv`.
  ///
  /// - Throws: ``FindingsError/nothingToWrite(path:format:)`` for tables, pictures and tensors when there are none.
  public func files(_ format: FindingsFormat, at path: String) throws -> [FileOutput.Contents] {
    if let page = try page(format, at: path) { return [page] }
    let contents = try parts.compactMap { name, part in
      try bytes(of: part, as: format, for: path).map { (name, $0) }
    }
    guard !contents.isEmpty else { throw FindingsError.nothingToWrite(path: path, format: format.rawValue) }
    return contents.map { name, bytes in
      FileOutput.Contents(bytes, for: contents.count == 1 ? path : Self.adding(name, to: path))
    }
  }

  /// Everything in one file; nil for formats that hold parts only.
  package func page(_ format: FindingsFormat, at path: String) throws -> FileOutput.Contents? {
    switch format {
    case .json: FileOutput.Contents(Array(json.text.utf8), for: path)
    case .md: FileOutput.Contents(Array(PrintableText.lines(markdown()).utf8), for: path)
    case .html: FileOutput.Contents(Array(PrintableText.lines(try html()).utf8), for: path)
    case .txt: FileOutput.Contents(Array(PrintableText.lines("\(text)\n\n\(recipe.text)\n").utf8), for: path)
    case .csv, .svg, .png, .pdf, .npz, .safetensors: nil
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
      let formats: [FindingsFormat] =
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
  private func bytes(of part: FindingPart, as format: FindingsFormat, for path: String) throws -> [UInt8]? {
    switch (part, format) {
    case (.rows(let rows), .csv): return Array(DelimitedText.text(rows, recipe: recipe.text).utf8)
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

  /// `out.csv` with a name: `out-levels.csv`.
  private static func adding(_ name: String, to path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "\(path)-\(name)" }
    return "\(path[..<dot])-\(name)\(path[dot...])"
  }

  /// What is wrong with the names of the findings: files of one folder need names, and different ones.
  public func checkedNames() throws {
    var seen: Set<String> = []
    for item in items where !item.parts.isEmpty {
      guard item.name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil, item.name != "findings" else {
        throw FindingsError.badName(item.name)
      }
      guard seen.insert(item.name).inserted else { throw FindingsError.repeatedName(item.name) }
    }
  }
}

/// Tables as comma-separated values (RFC 4180), the recipe in a first line that begins with `#`.
package enum DelimitedText {
  package static func text(_ rows: [[TableCell]], recipe: String? = nil) -> String {
    ((recipe.map { ["# \($0)"] } ?? []) + rows.map { $0.map { quoted($0.raw) }.joined(separator: ",") }).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}

/// Findings that cannot be written as asked.
public enum FindingsError: ExplainedError, Hashable {
  case nothingToWrite(path: String, format: String)
  case badName(String)
  case repeatedName(String)

  public var explanation: Explanation {
    switch self {
    case .nothingToWrite(let path, let format):
      Explanation(
        .usage, path, "this experiment found nothing that a .\(format) file could hold",
        try: "write .json, .md or .txt, or a folder")
    case .badName(let name):
      Explanation(
        .defect, "finding \"\(name)\"", "this is no name for a file",
        try: "use letters, digits and hyphens (\"findings\" is taken)")
    case .repeatedName(let name):
      Explanation(.defect, "finding \"\(name)\"", "two findings have this name", try: "rename one of them")
    }
  }
}
