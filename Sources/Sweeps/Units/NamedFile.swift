import HookKit
import MazeLab

/// A file that plans name, and its digest.
struct NamedFile: Sendable, Hashable, Codable, KeyedRecord {
  let path: String
  let sha256: String

  static var keys: [String] { ["path", "sha256"] }
}

/// Collects the files that a sweep names: tensors of plans, and mazes.
struct NamedFiles {
  private var paths: Set<String> = []

  mutating func add(_ mazes: MazeChoice) throws { paths.formUnion(try mazes.paths()) }

  mutating func add(_ plan: Plan) throws {
    for edit in plan.edits {
      for value in edit.parameters.values { add(value) }
      if case .chosen(let chosen) = edit.selection { for value in chosen.parameters.values { add(value) } }
    }
  }

  private mutating func add(_ value: ParameterValue) {
    switch value {
    case .text(let text):
      if let (first, second) = TensorSource.difference(text) {
        for side in [first, second] { add(.text(side)) }
        return
      }
      let path = String(text.split(separator: "#", maxSplits: 1).first ?? "").trimmed
      if TensorFormat(extensionOf: path) != nil { paths.insert(path) }
    default: for part in value.parts { add(part) }
    }
  }

  func digests() throws -> [NamedFile] {
    try paths.sorted().map { NamedFile(path: $0, sha256: SHA256.hexDigest(of: try FileInput.read($0))) }
  }
}
