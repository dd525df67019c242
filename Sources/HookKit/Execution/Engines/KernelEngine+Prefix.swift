extension KernelEngine {
  /// Takes the values that a run on the same rows has kept before, or computes and keeps them.
  func begin(
    _ live: inout [Int: Activation], over nodes: Range<Int>, rows: Range<Int>, _ schedule: RunSchedule
  ) throws {
    guard let prefix else { return try advance(&live, over: nodes, schedule) }
    let place = PrefixPlace(self, nodes, schedule)
    if let values = prefix.values(of: rows, at: place) {
      live = values
      return
    }
    try advance(&live, over: nodes, schedule)
    prefix.keep(live, of: rows, at: place)
  }
}

/// A place in a network, right after some of its nodes, with all that the values there depend on besides the inputs.
private struct PrefixPlace: Sendable {
  /// Everything but the network's parameters.
  private struct Form: Hashable {
    let sites: [String], needed: [Bool], lastReaders: [Int]
    let level: UInt32, relatesRows: Bool, roundingSpreadLimit: Double
  }

  private let state: EngineState
  private let form: Form

  init(_ engine: KernelEngine, _ nodes: Range<Int>, _ schedule: RunSchedule) {
    state = engine.graph.engineState
    let sites = 0...nodes.upperBound
    form = Form(
      sites: engine.graph.sites[sites].map(\.name), needed: Array(schedule.needed[sites]),
      // Whoever reads a value later on, it is there.
      lastReaders: schedule.lastReader[sites].map { min($0, nodes.upperBound) }, level: engine.pool.level.rawValue,
      relatesRows: engine.relatesRows, roundingSpreadLimit: engine.roundingSpreadLimit)
  }

  func isSame(as other: PrefixPlace) -> Bool { state === other.state && form == other.form }
}

/// The values at a place, part by part of the batch.
private struct PrefixValues: Sendable {
  let place: PrefixPlace
  var parts: [Range<Int>: [Int: Activation]] = [:]

  var bytes: Int { parts.values.joined().reduce(0) { $0 + $1.value.extent.bytes } }
}

extension KeptPrefix {
  fileprivate func values(of rows: Range<Int>, at place: PrefixPlace) -> [Int: Activation]? {
    kept.withLock { kept in
      guard let values = kept as? PrefixValues, values.place.isSame(as: place) else { return nil }
      return values.parts[rows]
    }
  }

  /// Keeps values in place of those of other places; nothing where all of them together are too large.
  fileprivate func keep(_ live: [Int: Activation], of rows: Range<Int>, at place: PrefixPlace) {
    kept.withLock { kept in
      var values = kept as? PrefixValues ?? PrefixValues(place: place)
      if !values.place.isSame(as: place) { values = PrefixValues(place: place) }
      values.parts[rows] = live
      kept = values.bytes <= Self.mostBytes ? values : nil
    }
  }
}
