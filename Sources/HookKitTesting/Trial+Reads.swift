import HookKit

/// The law about what is read of other sites.
extension Trial {
  func reading() throws -> [LawViolation] {
    guard !reads.all.isEmpty || reads.wantsOriginal else { return [] }
    return try unread() + strangeRows() + handedOver()
  }

  /// Values that are read and change nothing.
  private func unread() throws -> [LawViolation] {
    let before = try result()
    func isIgnored(_ values: ReadValues) throws -> Bool {
      try prepared(setting.value, context(rows, reading: values)).isIdentical(to: before)
    }
    let other = { (tensor: Tensor) in tensor.map { 1 - 3 * $0 } }
    var ignored = try reads.all.map(\.name).filter { name in
      var values = values
      values.tensors[name] = values.tensors[name].map(other)
      return try isIgnored(values)
    }
    if reads.wantsOriginal, try isIgnored(ReadValues(values.tensors, original: values.original.map(other))) {
      ignored.append("the original activation")
    }
    return ignored.map { violation(.reads, "it says that it reads \($0), and other values there change nothing") }
  }

  /// Rows that depend on what is read for another row.
  private func strangeRows() throws -> [LawViolation] {
    guard prepared.locality < .batch else { return [] }
    func changed(_ tensor: Tensor) -> Tensor { tensor.replacing(rows: [0], by: tensor[rows: 0..<1].map { 1 - 3 * $0 }) }
    let values = ReadValues(values.tensors.mapValues(changed), original: values.original.map(changed))
    let others = 1..<rows.count
    let result = try prepared(setting.value, context(rows, reading: values))
    return difference(result[rows: others], from: try self.result()[rows: others]).map {
      [violation(.reads, "with other values read for the first row, of the others \($0)")]
    } ?? []
  }

  /// A run gives what the intervention makes of the values that the run itself has there.
  private func handedOver() throws -> [LawViolation] {
    // Draws are keyed by the edit in its plan, which nobody outside of a run knows.
    guard try result(seed: seed + 1).isIdentical(to: result()) else { return [] }
    let site = Capture(SitePattern(setting.site.name))
    let captures = [site, .before(site.pattern)] + reads.all.map { Capture(SitePattern($0.name)) }
    let options = RunOptions(seed: seed, observations: setting.observations, wantsOutputs: false)
    let run = try setting.graph.run(setting.inputs, under: plan(), capturing: captures, options: options)
    let plain = try setting.graph.run(setting.inputs, capturing: [site], options: options)
    let values = ReadValues(run.captured, original: plain[setting.site.name])
    let before = run.capturedBefore[setting.site.name] ?? setting.value
    let expected = try prepared(before, context(rows, reading: values))
    return difference(run[setting.site.name], from: expected).map { [violation(.reads, "in a run, \($0)")] } ?? []
  }
}
