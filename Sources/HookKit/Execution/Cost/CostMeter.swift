/// What one chunk of a run would do, added up.
final class CostMeter: Sendable {
  private let sum = Locked(Cost())
  /// The memory that the chunk would use.
  let tally = EngineCounters()

  var cost: Cost { sum.withLock { $0 } }

  func add(_ cost: Cost) { sum.withLock { $0 += cost } }
}
