import HookKit

/// A file's own names for the parameters of a network: from a name in the checkpoint to the one that the network has.
///
/// A `*` stands for any text, which is put where the `*` of the other name is: `features.0.*: embedder.block1.conv.*`.
/// Names that the map does not have stay as they are.
public struct NameMap: Sendable, Hashable {
  /// One line of the map.
  struct Entry: Hashable {
    let pattern: String
    let target: String
  }

  /// Exact names first, then patterns, those with more text first.
  private let entries: [Entry]
  /// What faults call the map: usually the path of its file.
  private let source: String

  /// The map from the names of a file to those of the network; one `*` on either side stands for the same text.
  ///
  /// - Throws: `Fault` for names with several `*`, or with one on one side only.
  public init(_ names: [String: String], source: String = "names") throws {
    self.source = source
    entries = names.map { Entry(pattern: $0.key, target: $0.value) }.sorted { first, second in
      let (isFirst, isSecond) = (first.pattern.contains("*"), second.pattern.contains("*"))
      if isFirst != isSecond { return isSecond }
      return (second.pattern.count, first.pattern) < (first.pattern.count, second.pattern)
    }
    for entry in entries {
      let stars = [entry.pattern, entry.target].map { $0.count { $0 == "*" } }
      guard stars[0] == stars[1], stars[0] <= 1 else {
        throw Fault(
          .badData, source, "\"\(entry.pattern): \(entry.target)\" does not have one * on either side",
          try: "use no *, or one in each name")
      }
    }
  }

  /// Reads a JSON or YAML file, a record of names.
  ///
  /// - Throws: `FileError`, `Fault`.
  public init(contentsOf path: String) throws {
    let text = try TextFile.read(path)
    do {
      try self.init(try Document.decode([String: String].self, from: text), source: path)
    } catch let error as DocumentError {
      throw Fault(
        .unreadable(
          path, error.reason,
          try: "write a record, name in the checkpoint: name in the network, as in "
            + "features.0.*: embedder.block1.conv.*"))
    }
  }

  /// What a name becomes; one that no line matches stays as it is.
  func translated(_ name: String) -> String { match(name)?.target ?? name }

  /// The first line that matches a name, and what the name becomes by it.
  private func match(_ name: String) -> (entry: Entry, target: String)? {
    entries.lazy.compactMap { entry in entry.target(of: name).map { (entry, $0) } }.first
  }

  /// The names that a checkpoint's parameters get.
  ///
  /// - Throws: `FaultList` of `Fault`s for lines that match no name, and for names that come out the same.
  func applied(to names: [String]) throws -> [String] {
    var unused = Set(entries)
    let result = names.map { name in
      guard let (entry, target) = match(name) else { return name }
      unused.remove(entry)
      return target
    }
    var faults: [any ExplainedError] = entries.filter { unused.contains($0) }.map {
      Fault(
        .badData, source, "\"\($0.pattern)\" matches no parameter of the checkpoint",
        try: NearNames.suggestion(
          for: $0.pattern, in: names, otherwise: "list its names with hookctl model info"))
    }
    var first: [String: String] = [:]
    for (name, target) in zip(names, result) {
      if let other = first.updateValue(name, forKey: target) {
        faults.append(
          Fault(
            .badData, source, "\"\(other)\" and \"\(name)\" both become \"\(target)\"",
            try: "give each a name of its own"))
      }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return result
  }
}

extension NameMap.Entry {
  /// What a name becomes by this line; nil when it does not match.
  fileprivate func target(of name: String) -> String? {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return name == pattern ? target : nil }
    guard name.count >= parts[0].count + parts[1].count, name.hasPrefix(parts[0]), name.hasSuffix(parts[1]) else {
      return nil
    }
    let middle = name.dropFirst(parts[0].count).dropLast(parts[1].count)
    return target.split(separator: "*", omittingEmptySubsequences: false).joined(separator: String(middle))
  }
}
