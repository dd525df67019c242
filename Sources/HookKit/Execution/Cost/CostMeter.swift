/// What one task of a run would do, added up.
final class CostMeter: Sendable {
  private let sum = Locked(Work())
  /// The memory that the task would use.
  let tally = EngineCounters()

  var work: Work { sum.withLock { $0 } }

  func add(_ work: Work) { sum.withLock { $0 += work } }
}
