import Foundation
import HookKit
import Synchronization

/// Runs a sweep into a results file: unit by unit, over all cores, going on where an earlier run stopped.
public struct SweepRunner: Sendable {
  /// The units of the sweep.
  public let layout: SweepLayout
  /// The policies, and how mazes are drawn for them.
  public let setting: SweepSetting
  /// The part of the sweep that is run.
  public var shard: Shard
  /// The number of units that are computed at the same time.
  public var workers: Int

  /// A runner of one part of a sweep, or of all of it.
  ///
  /// - Parameters:
  ///   - layout: the units of the sweep.
  ///   - setting: the policies, and how mazes are drawn for them.
  ///   - shard: the part of the sweep to run.
  ///   - workers: nil for one a core, as far as `memory` allows.
  ///   - memory: the number of bytes that the units under way may take together.
  public init(
    _ layout: SweepLayout, _ setting: SweepSetting, shard: Shard = .whole, workers: Int? = nil,
    memory: Int = Self.defaultMemory
  ) {
    (self.layout, self.setting, self.shard) = (layout, setting, shard)
    let fitting = max(1, memory / max(1, MemoryEstimate(layout, setting.policies.map(\.graph)).bytesOfUnit))
    let cores = ProcessInfo.processInfo.activeProcessorCount
    self.workers = max(1, min(workers ?? min(cores, fitting), layout.unitCount))
  }

  /// What the units under way may take together unless it is said otherwise: 4 GiB.
  public static let defaultMemory = 4 << 30

  /// The units of the shard, in their order.
  var units: [Int] { (0..<layout.unitCount).filter(shard.contains) }

  /// Opens the results file of this sweep, or makes it.
  ///
  /// - Throws: ``StoreError``, `FileError`.
  public func store(at path: String, program: String, command: String) throws -> SweepStore {
    try SweepStore(path, for: try SweepContents(layout, setting, program: program, command: command))
  }

  /// Computes every unit of the shard that the file does not have.
  ///
  /// - Parameters:
  ///   - store: the results file, opened by ``store(at:program:command:)``.
  ///   - command: for the log of runs in the file.
  ///   - progress: called after every unit, from any thread, one call at a time.
  ///   - shouldStop: asked before every unit; units under way are finished and written.
  /// - Returns: what was done.
  /// - Throws: the first error; units that were finished are in the file.
  @discardableResult
  public func run(
    into store: SweepStore, command: String = "",
    progress: @escaping @Sendable (SweepProgress) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws -> SweepProgress {
    for policy in setting.policies { RunLog.current?.note(policy.graph, using: layout.uses) }
    RunLog.current?.note(metrics: layout.sweep.metrics.map(\.registeredName))
    let finished = try store.finishedUnits()
    let open = units.filter { !finished.contains($0) }
    let begun = standing(after: finished)
    let session = try store.beginSession(command: command, workers: min(workers, max(1, open.count)))
    let state = Locked(State(progress: begun))
    let clock = ContinuousClock()
    let start = clock.now
    Parallel.forEach(open.count, threads: workers) { index in
      guard !shouldStop(), state.withLock({ $0.failure == nil }) else { return }
      let result = Result { try UnitComputation(layout: layout, setting: setting).result(of: open[index]) }
      state.withLock { state in
        do {
          try store.add(result.get(), axes: layout.sweep.axes)
          state.units += 1
          state.progress.done += layout.points(of: open[index])
          state.progress.seconds = (clock.now - start).seconds
          progress(state.progress)
        } catch { state.failure = state.failure ?? error }
      }
    }
    return try state.withLock { state in
      state.progress.seconds = (clock.now - start).seconds
      if let failure = state.failure {
        // A disk that is full has no room for this line either; the failure itself is what matters.
        try? store.endSession(session, seconds: state.progress.seconds, units: state.units)
        store.discardIfEmpty()
        throw failure
      }
      try store.endSession(session, seconds: state.progress.seconds, units: state.units)
      return state.progress
    }
  }

  /// How far a results file is, before anything more is computed.
  public func progress(in store: SweepStore) throws -> SweepProgress { standing(after: try store.finishedUnits()) }

  private func standing(after finished: Set<Int>) -> SweepProgress {
    func count(_ units: [Int]) -> Int { units.reduce(0) { $0 + layout.points(of: $1) } }
    let done = count(units.filter(finished.contains))
    return SweepProgress(points: count(units), done: done, before: done)
  }

  private struct State {
    var progress: SweepProgress
    var units = 0
    var failure: (any Error)?
  }
}

/// How far a sweep is.
public struct SweepProgress: Sendable, Hashable {
  /// The number of points of the sweep, or of the shard.
  public let points: Int
  /// How many of them are finished.
  public var done: Int
  /// How many of them were finished when this run began.
  public let before: Int
  /// How long this run has taken.
  public var seconds = 0.0

  /// Whether nothing is left.
  public var isComplete: Bool { done == points }

  /// How long it will take yet, at the pace so far; nil before anything is known.
  public var secondsLeft: Double? { report.secondsLeft(after: seconds) }

  /// For whoever shows it.
  public var report: ProgressReport { ProgressReport("sweep", done, of: points, "points", before: before) }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
