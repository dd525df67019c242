import HookKit
import ImpalaModel
import MazeEnv

/// A small set of channels of an edit that keeps a part of what the plan does to a metric: one of which no channel can be left
/// out.
///
/// Channels are ranked by what the edit does on each alone; the shortest beginning of that order that keeps enough is made
/// smaller by delta debugging. All plans of a round are run together, and share what comes before the edit.
public struct Minimisation: Sendable {
  /// A channel of the result.
  public struct Channel: Sendable, Hashable {
    /// Its number at the site, from 0.
    public let channel: Int
    /// The part of the whole effect that the edit has on this channel alone.
    public let alone: Double
    /// The part that is left without it.
    public let without: Double
  }

  /// What was asked.
  public let question: ChannelQuestion
  /// The channels that are left, ascending.
  public let channels: [Channel]
  /// The mean effect of the whole plan over levels.
  public let whole: Double
  /// That of the plan on the channels that are left.
  public let effect: Double
  /// The number of plans that were run on every level.
  public let plans: Int
  /// What the edits of the small plan did, over all levels.
  public let receipts: [Receipt]

  /// The part of the effect that is kept.
  public var kept: Double { effect / whole }
  /// The plan on the channels that are left.
  public var plan: Plan { question.plan(on: channels.map(\.channel)) }

  /// Finds the channels.
  ///
  /// - Parameters:
  ///   - question: the plan, and whose channels may be left out.
  ///   - keep: the part of the mean effect that must be left, above 0 and at most 1.
  ///   - metric: what the effect is measured by.
  ///   - states: the mazes; those on which the metric has no number do not count.
  ///   - policy: the policy.
  ///   - renderer: what draws the mazes for it.
  ///   - facing: which way the mouse looks.
  ///   - options: how the runs are done.
  ///   - progress: told how many plans were tried.
  /// - Throws: `Fault`, and what runs throw.
  /// - Complexity: usually some hundred plans on every maze, computed from the edited site on.
  public init(
    _ question: ChannelQuestion, keeping keep: Double, of metric: any Metric, on states: [MazeState], policy: Policy,
    renderer: MazeRenderer, facing: FieldFacing = .state, options: RunOptions,
    progress: (Int) -> Void = { _ in }
  ) throws {
    guard keep > 0, keep <= 1 else {
      throw Fault(.outOfRange("--keep \(keep)", allowed: "a number above 0, at most 1"))
    }
    var trials = MinimisationTrials(metric, states, policy, renderer, facing, options)
    let whole = try trials.effects([question.plan])[0]
    guard let whole, whole != 0 else {
      throw Fault(
        .usage, "metric \"\(metric.text)\"",
        whole == nil ? "has no number in any of \(states.count) mazes" : "the plan has no effect on it",
        try: "choose another metric, other mazes or a stronger edit")
    }
    func parts(_ sets: [[Int]]) throws -> [Double] {
      let effects = try trials.effects(sets.map(question.plan(on:)))
      progress(trials.plans)
      return effects.map { ($0 ?? 0) / whole }
    }
    let alone = try parts(question.channels.map { [$0] })
    let ranked = question.channels.indices.sorted { (alone[$1], $0) < (alone[$0], $1) }.map { question.channels[$0] }
    let beginnings = ranked.indices.dropLast().map { Array(ranked[...$0]) }
    let enough = try parts(beginnings).firstIndex { $0 >= keep }
    let least = try DeltaDebugging.minimum(of: enough.map { beginnings[$0] } ?? ranked) { sets in
      try parts(sets).map { $0 >= keep }
    }.sorted()
    let without = try parts(least.map { channel in least.filter { $0 != channel } })
    let byChannel = Dictionary(zip(question.channels, alone)) { first, _ in first }
    channels = zip(least, without).map { Channel(channel: $0, alone: byChannel[$0] ?? 0, without: $1) }
    effect = try parts([least])[0] * whole
    (self.question, self.whole, plans, receipts) = (question, whole, trials.plans, trials.lastReceipts)
  }
}

/// Runs plans on all mazes, and measures.
private struct MinimisationTrials {
  private let metric: any Metric
  private let states: [MazeState]
  private let policy: Policy
  private let renderer: MazeRenderer
  private let facing: FieldFacing
  private let options: RunOptions
  /// How many plans were run.
  private(set) var plans = 0
  /// What the edits of the last plan did.
  private(set) var lastReceipts: [Receipt] = []

  /// More plans than this are not run together.
  private static let together = 64

  init(
    _ metric: any Metric, _ states: [MazeState], _ policy: Policy, _ renderer: MazeRenderer, _ facing: FieldFacing,
    _ options: RunOptions
  ) {
    (self.metric, self.states, self.policy, self.renderer, self.facing) = (metric, states, policy, renderer, facing)
    var options = options
    options.activations = options.activations ?? ActivationCache()
    self.options = options
  }

  /// The mean effect of each plan over the mazes that have a number; nil where none has.
  mutating func effects(_ plans: [Plan]) throws -> [Double?] {
    var (sums, counts) = ([Double](repeating: 0, count: plans.count), [Int](repeating: 0, count: plans.count))
    var receipts: [Receipt] = []
    for state in states {
      for first in stride(from: 0, to: plans.count, by: Self.together) {
        let part = plans[first..<min(first + Self.together, plans.count)]
        let runs = try VectorField.compute(
          state, policy: policy, under: [Plan()] + part, renderer: renderer, facing: facing,
          capturing: metric.captures, options: options)
        for (number, run) in runs.dropFirst().enumerated() {
          guard let value = try metric.measure(FieldComparison(from: runs[0], to: run)) else { continue }
          sums[first + number] += value
          counts[first + number] += 1
        }
        let last = runs.last?.receipts ?? []
        receipts = receipts.isEmpty ? last : zip(receipts, last).map { $0.merged(with: $1) }
      }
    }
    self.plans += plans.count
    lastReceipts = receipts
    return zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
  }
}
