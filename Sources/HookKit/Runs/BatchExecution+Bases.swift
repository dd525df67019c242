extension BatchExecution {
  /// How many new bases a thread computes at a time.
  private static let basesAtOnce = 8

  /// The bases of the rows with all that the network makes of them, which is computed for those that are new; nil where no
  /// bases are kept, or rows of several lanes would share them.
  ///
  /// - Parameter engine: computes them as it computes unrelated rows.
  func keptBases(_ engine: KernelEngine, _ schedule: RunSchedule) throws -> KeptBases? {
    // Who bounds the memory of buffers does not want values kept.
    guard options.engine.relatesRows, options.engine.memory == nil, plans.count == 1, plans[0].originalSites.isEmpty,
      case .kept(let images) = inputs.bases
    else { return nil }
    var seen: Set<ObjectIdentifier> = []
    let new = images.filter { $0.values(of: graph) == nil && seen.insert(ObjectIdentifier($0)).inserted }
    let parts = stride(from: 0, to: new.count, by: Self.basesAtOnce).map {
      Array(new[$0..<min($0 + Self.basesAtOnce, new.count)])
    }
    _ = try Parallel.map(parts.count, threads: max(1, options.engine.threads ?? Parallel.cores)) { part in
      try compute(parts[part], engine, schedule)
    }
    return KeptBases(images, of: graph)
  }

  /// Computes and keeps what the network makes of some bases.
  private func compute(_ images: [BaseImage], _ engine: KernelEngine, _ schedule: RunSchedule) throws {
    let recorder = ValueRecorder()
    var engine = engine
    engine.recorder = recorder
    let division = BatchDivision(related: false, relatedSites: [], options.engine)
    let inputs = Inputs(Tensor.concatenating(rows: images.map(\.tensor)))
    let execution = SliceExecution(
      engine: engine, schedule: schedule, originalSites: [], plans: [.unedited], rows: inputs.rows[...],
      division: division, isCancelled: options.isCancelled)
    _ = try execution.outcomes(of: inputs)
    for (row, image) in images.enumerated() {
      image.keep(KeptValues(recorder.values, row: row, of: graph))
    }
  }
}
