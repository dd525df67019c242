extension TensorSource {
  /// The tensor as it is: an array of a file, activations `[M, ...]` on observations, or the values given.
  public func tensor(for context: PrepareContext) throws -> Tensor {
    try checkKnownBeforehand()
    switch self {
    case .values(let tensor): return try tensor.checkedFinite(source: description)
    case .named(let name):
      guard let cache = context.cache else { return try Self.found(name, for: context) }
      return try cache.tensor(name, at: context.site) { try Self.found(name, for: context) }
    }
  }

  private static func found(_ name: String, for context: PrepareContext) throws -> Tensor {
    if let (first, second) = difference(name) {
      return try (mean(first, for: context) - mean(second, for: context)).checkedFinite(source: name)
    }
    if let tensor = try context.registeredTensor(name) { return tensor }
    guard let file = TensorFile(name) else { return try context.activations(name).tensor }
    return try file.archive().tensor(file.name, for: context, source: name)
  }

  /// The two sides of `levels 0-49 minus levels 0-49 without cheese`; `-` stands for `minus`, unless a number follows.
  package static func difference(_ name: String) -> (String, String)? {
    func sides(of separator: String) -> (String, String)? {
      let sides = name.split(separator: separator, omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
      return sides.count == 2 && sides.allSatisfy { !$0.isEmpty } ? (sides[0], sides[1]) : nil
    }
    if let found = sides(of: " minus ") { return found }
    guard TensorFile(name) == nil, let found = sides(of: " - "), found.1.first?.isNumber != true else { return nil }
    return found
  }

  /// One row of the site's shape: the mean over the rows of what is named.
  private static func mean(_ name: String, for context: PrepareContext) throws -> Tensor {
    let tensor = try found(name, for: context)
    let site = context.site
    if tensor.shape.rank == site.shape.rank + 1, tensor.shape.row == site.shape, tensor.rows > 0 {
      return tensor.meanOverRows
    }
    guard let row = tensor.broadcast(to: site.shape) else {
      throw ActivationError(.named(name), tensor.shape, at: site)
    }
    return row
  }

  /// One row of the site's shape, the same for every row of a run.
  ///
  /// The tensor may have the site's shape, that of a batch of one row, or sizes of 1 that are repeated
  /// (`[64, 1, 1]`).
  ///
  /// - Throws: ``ActivationError`` when it does not fit, and what reading throws.
  public func row(for context: PrepareContext) throws -> Tensor {
    let tensor = try tensor(for: context)
    guard let row = tensor.broadcast(to: context.site.shape) else {
      throw ActivationError(self, tensor.shape, at: context.site)
    }
    return row
  }

  private func checkKnownBeforehand() throws(Fault) {
    guard isOfRun else { return }
    throw Fault(
      .usage, "\"\(self)\"", "is a value of the run itself, and this parameter must be known before it",
      try: "`patch(from: \(self))` and `add(vector: \(self))` take it; otherwise give a file, observations or numbers")
  }

  /// A bank of activations of the site: rows `[M, ...]`, or one row.
  public func bank(for context: PrepareContext) throws -> ActivationBank {
    try checkKnownBeforehand()
    switch self {
    case .named(let name): return try context.activations(name)
    case .values(let tensor): return try ActivationBank(tensor, labels: nil, source: description, site: context.site)
    }
  }
}

/// A file named in a call: `cheese.npz`, or `cheese.npz#embedder.block2.res1.resadd_out`.
struct TensorFile {
  let path: String
  /// The array asked for; nil for that of the site.
  let name: String?

  /// Nil when the text does not look like a file of tensors: what counts is the extension.
  init?(_ text: String) {
    if TensorFormat.isRead(text) {
      (path, name) = (text, nil)
    } else if let mark = text.lastIndex(of: "#"), TensorFormat.isRead(String(text[..<mark])) {
      (path, name) = (String(text[..<mark]), String(text[text.index(after: mark)...]))
    } else {
      return nil
    }
  }

  func archive() throws -> TensorArchive { try TensorArchive(contentsOf: path) }
}

extension ModuleGraph {
  /// The names by which a file may know a site: its own, its other ones and, of an edge, those of the value.
  fileprivate func names(for site: Site) -> [String] {
    let source = site.edge.flatMap { self.site(named: $0.source) }
    return [site, source].compactMap(\.self).flatMap { [$0.name] + aliases(of: $0) }
  }
}

extension TensorArchive {
  /// The array of that name; without one, the array named by the site or one of its aliases, or the only
  /// array.
  func tensor(_ name: String?, for context: PrepareContext, source: String) throws -> Tensor {
    try chosen(name, for: context, source: source).checkedFinite(source: source)
  }

  private func chosen(_ name: String?, for context: PrepareContext, source: String) throws -> Tensor {
    if let name { return try tensor(named: name, source: source) }
    for name in context.graph.names(for: context.site) {
      if let tensor = self[name] { return tensor }
    }
    guard count != 1 else { return try onlyTensor(source: source) }
    throw ActivationError.noArray(source: source, site: context.site.name, names: names)
  }
}
