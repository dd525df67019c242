import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// Cards and data of a command that otherwise only prints.
struct CardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write .html, .md or .txt (cards), .json (data); repeatable.", valueName: "file"),
    completion: .file(extensions: (OutputFormat.cards + [.json]).map(\.rawValue)))
  var out: [String] = []

  /// The files to write, checked before anything is computed.
  func files() throws -> [OutputFile] { try OutputFile.checked(out, OutputFormat.cards + [.json]) }

  /// The contents of the files.
  ///
  /// - Parameters:
  ///   - json: the data, which gets the card's recipe as its last member where it is an object.
  ///   - card: everything that a reader wants to see.
  static func contents(
    of files: [OutputFile], json: () throws -> JSONValue, card: () throws -> Findings
  ) throws -> [FileOutput.Contents] {
    guard !files.isEmpty else { return [] }
    let card = try card()
    return try files.map { file in
      guard file.format == .json else { return try file.card(card) }
      return FileOutput.Contents(Array(try json().adding("recipe", card.recipe.json).text.utf8), for: file.path)
    }
  }
}

extension Findings {
  /// Findings with their recipe.
  static func card(
    _ title: String, recipe: Recipe, @ListBuilder<any Finding> _ items: () throws -> [any Finding]
  ) throws -> Findings {
    var findings = try Findings(title, items)
    findings.recipe = recipe
    return findings
  }
}

extension Recipe {
  /// Adds a file that was read: its name and the SHA-256 of its bytes.
  mutating func add(_ key: String, file path: String) throws {
    add(
      key,
      .object([
        .init("path", .string(path)), .init("sha256", .string(SHA256.hexDigest(of: try FileInput.read(path)))),
      ]))
  }
}
