import HookKit

/// Resampling ablation: replaces every row by a random row of a bank, `bank[m]` with `m` drawn anew for
/// each row.
///
/// With `match: cheese`, a row is drawn only from those of the bank whose label `cheese` is the row's own:
/// causal scrubbing of everything but what the label says.
///
/// Source: Chan et al., "Causal scrubbing: a method for rigorously testing interpretability hypotheses"
/// (2022).
public struct Resample: Intervention {
  public static let kind = "resample"
  public static let summary = "random rows of captured activations"
  public static let otherNames = ["ablate", "resample-ablate", "shuffle"]

  /// The bank.
  @Parameter("file of activations, or observations such as levels 0..<50") public var from: TensorSource
  /// The label that must be equal; nil to draw from all rows.
  @Parameter("label that must be the same, such as cheese") public var match: String?
  @Prepared private var bank: ActivationBank
  /// The rows of the bank to draw from, by the value of the label; all of them under nil.
  @Prepared private var candidates: [String?: [Int]]

  public init() {}

  /// Replaces every row by one of `bank`, with the same value of the label `match` if one is given.
  public init(from bank: TensorSource, match: String? = nil) {
    from = bank
    self.match = match
  }

  public var locality: Locality { .row }
  public var overwrites: Bool { true }
  public var drawsPerRow: Bool { true }

  public mutating func prepare(_ context: PrepareContext) throws {
    let bank = try from.bank(for: context)
    self.bank = bank
    candidates = Dictionary(grouping: bank.labels.indices) { row in match.flatMap { bank.labels[row][$0] } }
    if let match { try check(match, context.inputs.rows) }
  }

  /// Makes sure that there is something to draw for every row, before anything is computed.
  private func check(_ label: String, _ rows: [Inputs.Row]) throws {
    try require(label, of: bank.labels, "the bank \(from)")
    try require(label, of: rows.map(\.labels), "this run")
    let values = rows.compactMap { $0.labels[label] }
    let missing = Set(values).filter { candidates[$0] == nil }.sorted()
    guard let first = missing.first else { return }
    let lacking = values.count { candidates[$0] == nil }
    let known = candidates.compactMap { value, rows in value.map { "\($0) (\(rows.count))" } }.sorted()
    let need = "\(lacking) of \(rows.count) rows of this run need a match"
    throw ParameterError(
      self, "none of the bank's \(bank.count) rows has \(label) = \(first), and \(need)",
      try: "capture a larger bank; it has \(label) = \(Self.list(known))")
  }

  private func require(_ label: String, of labels: [[String: String]], _ what: String) throws {
    let lacking = labels.count { $0[label] == nil }
    guard lacking > 0 else { return }
    let known = Set(labels.flatMap(\.keys)).subtracting([label]).sorted()
    throw ParameterError(
      self, "\(lacking) of \(labels.count) rows of \(what) have no label \(label)",
      try: known.isEmpty
        ? "they have no other labels either; leave match out" : "they have \(known.joined(separator: ", "))")
  }

  private static func list(_ values: [String]) -> String {
    values.prefix(8).joined(separator: ", ")
      + (values.count > 8 ? " and \(values.count - 8) other values" : "")
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) throws -> Tensor {
    bank.tensor.gathering(
      rows: try context.rows.indices.map { row in
        let label = match.flatMap { context.rows[row].labels[$0] }
        // Rows that were not known before the run, as those of later steps of a rollout.
        guard let rows = candidates[label], !rows.isEmpty else {
          throw ParameterError(
            self,
            "none of the bank's \(bank.count) rows has \(match ?? "") = \(label ?? "none"), which a row of the run has",
            try: "capture a larger bank")
        }
        var stream = context.random(row: row)
        return rows[stream.index(below: rows.count)]
      })
  }
}

extension Intervention where Self == Resample {
  /// Replaces every row by a random row of a bank, with the same value of the label `match` if one is
  /// given.
  public static func resample(from bank: TensorSource, match: String? = nil) -> Resample {
    Resample(from: bank, match: match)
  }

  /// Replaces every row by a random row of activations `[M, ...]`.
  public static func resample(from activations: Tensor) -> Resample { Resample(from: .values(activations)) }
}
