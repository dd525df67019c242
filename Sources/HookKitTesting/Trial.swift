import HookKit

/// One intervention in one setting.
struct Trial<Kind: Intervention> {
  let original: Kind
  let prepared: Kind
  let setting: LawSetting
  let seed: UInt64 = 11
  /// What it reads of other sites.
  let reads: SiteReads

  init(_ intervention: Kind, in setting: LawSetting) throws {
    original = intervention
    self.setting = setting
    reads = try SiteReads(
      of: intervention, as: intervention.text(valuesUpTo: 80), at: setting.site, in: setting.graph)
    prepared = try Self.prepare(intervention, setting, seed: seed)
  }

  static func prepare(_ intervention: Kind, _ setting: LawSetting, seed: UInt64) throws -> Kind {
    var prepared = intervention
    try prepared.prepare(setting.prepareContext(seed: seed))
    return prepared
  }

  /// The rows of the batch.
  var rows: [Inputs.Row] { setting.inputs.rows }

  /// What it reads: random numbers.
  var values: ReadValues {
    let tensors = reads.all.map { ($0.name, setting.activation(of: $0)) }
    return ReadValues(
      Dictionary(uniqueKeysWithValues: tensors), original: reads.wantsOriginal ? setting.activation(of: nil) : nil)
  }

  /// The context of some rows.
  ///
  /// - Parameters:
  ///   - chosen: the rows of the batch whose values are read; nil for all.
  ///   - positions: where each of them stands in the batch.
  func context(
    _ rows: [Inputs.Row], of chosen: [Int]? = nil, at positions: [Int]? = nil, seed: UInt64? = nil,
    reading values: ReadValues? = nil
  ) -> EditContext {
    let values = values ?? self.values
    return EditContext(
      site: setting.site, edit: 0, seed: seed ?? self.seed, rows: rows, positions: positions, reads: reads,
      values: chosen.map(values.gathering) ?? values)
  }

  /// The whole batch, edited.
  func result(seed other: UInt64? = nil) throws -> Tensor {
    let seed = other ?? seed
    let intervention = seed == self.seed ? prepared : try Self.prepare(original, setting, seed: seed)
    return try intervention(setting.value, context(rows, seed: seed))
  }

  /// A tensor that shares no storage with any other.
  func copy(of tensor: Tensor) -> Tensor {
    Tensor(shape: tensor.shape) { target in
      tensor.withUnsafeScalars { for index in $0.indices { target[index] = $0[index] } }
    }
  }

  func violation(_ law: Law, _ evidence: String) -> LawViolation {
    LawViolation(law, "at a site of shape \(setting.site.shape), \(evidence)")
  }

  /// "element 17 of row 2 became 0.5 instead of 0.25", of the first element that differs; nil when all bits
  /// are the same.
  func difference(_ actual: Tensor, from expected: Tensor) -> String? {
    guard actual.shape == expected.shape else {
      return "the shape became \(actual.shape) instead of \(expected.shape)"
    }
    let size = max(1, expected.shape.row.count)
    for (index, pair) in zip(actual.scalars, expected.scalars).enumerated()
    where pair.0.bitPattern != pair.1.bitPattern {
      return "element \(index % size) of row \(index / size) became \(pair.0) instead of \(pair.1)"
    }
    return nil
  }
}
