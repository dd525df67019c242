import HookKit
import MazeLab
import Sweeps

/// Runs of a bundle, as people name them: `a.bundle`, or one run of it, `a.bundle#original`.
public struct BundledRuns {
  /// As it was written.
  public let text: String
  /// The file of the bundle.
  public let path: String
  /// The runs.
  public let records: [RunBundle.Record]

  /// Reads a bundle.
  ///
  /// - Throws: `FileError`, `BundleError` for what is no bundle, or has no run of that name.
  public init(_ text: String) throws {
    let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
    let path = parts.first ?? text
    let bundle = try FileFault.reading(path) { try RunBundle(json: FileInput.read(path)) }
    (self.text, self.path) = (text, path)
    guard parts.count == 2 else {
      records = bundle.records
      return
    }
    guard let record = bundle.records.first(where: { $0.name == parts[1] }) else {
      throw BundleError.noRun(parts[1], known: bundle.records.map(\.name))
    }
    records = [record]
  }

  /// Each run with the one of the same name in another bundle; two runs that are alone, whatever they are called.
  ///
  /// - Throws: `BundleError.noRun` for one that the other does not have.
  func pairs(with other: BundledRuns) throws -> [(RunBundle.Record, RunBundle.Record)] {
    if records.count == 1, other.records.count == 1 { return [(records[0], other.records[0])] }
    return try records.map { record in
      guard let match = other.records.first(where: { $0.name == record.name }) else {
        throw BundleError.noRun(record.name, known: other.records.map(\.name))
      }
      return (record, match)
    }
  }
}

extension DifferenceReport {
  /// Where runs of two bundles part.
  ///
  /// - Parameters:
  ///   - first: some runs.
  ///   - second: others.
  ///   - tolerance: distances up to this part of the norm do not count.
  ///   - showsSites: whether the terminal shows every site.
  /// - Throws: `BundleError` for runs that cannot be compared.
  public init(
    between first: BundledRuns, _ second: BundledRuns, tolerance: Double = RunDifference.rounding,
    showsSites: Bool = false
  ) throws {
    let pairs = try first.pairs(with: second).map { left, right in
      Pair(
        left.name == right.name ? left.name : "\(left.name) and \(right.name)",
        try RunDifference(left, right, tolerance: tolerance))
    }
    var recipe = Recipe()
    for (key, runs) in [("first", first), ("second", second)] { try recipe.add(key, file: runs.path) }
    recipe.add("tolerance", .number(tolerance))
    self.init("Where \(first.text) and \(second.text) part", pairs, showsSites: showsSites, recipe: recipe)
  }
}
