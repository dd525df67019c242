/// Counts what the engine does in a run, for whoever puts one into ``RunOptions/tally``.
///
/// Several runs may count into one tally, from any number of threads.
public final class EngineCounters: Sendable {
  private struct Counts {
    var multiplyAdds = 0
    var claimed = 0
    var peak = 0
  }

  private let counts = Locked(Counts())

  /// Counters at zero.
  public init() {}

  /// The multiplications, each with an addition, that the engine's kernels have done. Products in a module's `forward`
  /// do not count.
  public var multiplyAdds: Int { counts.withLock(\.multiplyAdds) }

  /// The most bytes that the engine's buffers held values in at one time, over all threads. Inputs, results and weights
  /// do not count.
  public var peakBytes: Int { counts.withLock(\.peak) }

  func add(multiplyAdds: Int) { counts.withLock { $0.multiplyAdds += multiplyAdds } }

  func claim(bytes: Int) {
    counts.withLock {
      $0.claimed += bytes
      $0.peak = max($0.peak, $0.claimed)
    }
  }

  func release(bytes: Int) { counts.withLock { $0.claimed -= bytes } }
}
