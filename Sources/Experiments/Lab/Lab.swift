import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Statistics

/// What an experiment works with: the policy, the mazes, the seed, and where progress is shown.
public struct Lab: Sendable {
  /// The policy under study.
  public let policy: Policy

  /// Draws the observations.
  public let renderer: MazeRenderer

  /// The mazes to look at.
  public let mazeSet: MazeSet
  /// How they were written, for sweeps that name files; nil where nobody wrote them.
  let choice: MazeChoice?

  /// The distribution of the levels.
  public var mode: MazeMode { mazeSet.mode }

  /// The numbers of the mazes to look at: of levels as in `--levels`, of files their places among them.
  public var levels: [Int] { Array(mazeSet.numbers) }

  /// The seed of all random draws.
  public let seed: UInt64

  /// Which way the mouse looks where fields and decisions are computed.
  public let facing: FieldFacing

  /// Everything that calls may name.
  public let registry: Registry

  /// The folder that `--out` names, for what is too large to be a finding; nil when the findings go elsewhere.
  public let folder: String?

  /// Which means over levels have an interval.
  public let intervals: IntervalRule

  private let report: @Sendable (ProgressReport) -> Void
  private let say: @Sendable (String) -> Void
  /// What calls name, found once for all runs.
  private let activations = ActivationCache()
  let numbers = MazeNumbers()

  /// A lab.
  ///
  /// - Parameters:
  ///   - policy: the policy that is looked at.
  ///   - renderer: what draws the mazes for it.
  ///   - mode: the distribution mode of the levels.
  ///   - levels: the levels of the experiment.
  ///   - seed: the seed of all random draws.
  ///   - facing: which way the mouse looks in fields and at decision squares.
  ///   - registry: the interventions and metrics that calls may name.
  ///   - folder: where what is too large to be a finding goes; nil for nowhere.
  ///   - intervals: which means over levels have an interval.
  ///   - progress: shows how far the work is; each report takes the place of the one before.
  public init(
    policy: Policy, renderer: MazeRenderer, mode: MazeMode = .hard, levels: [Int] = [], seed: UInt64 = 0,
    facing: FieldFacing = .state, registry: Registry = Registry(), folder: String? = nil,
    intervals: IntervalRule = IntervalRule(), progress: @escaping @Sendable (ProgressReport) -> Void = { _ in }
  ) {
    self.init(
      policy: policy, renderer: renderer, set: .levels(LevelList(numbers: levels), mode: mode), seed: seed,
      facing: facing, registry: registry, folder: folder, intervals: intervals, progress: progress)
  }

  /// A lab that looks at a set of mazes: levels or files, perhaps all changed by a rule.
  ///
  /// - Parameters:
  ///   - policy: the policy that is looked at.
  ///   - renderer: what draws the mazes for it.
  ///   - set: the mazes of the experiment.
  ///   - choice: how they were written; nil where nobody wrote them.
  ///   - seed: the seed of all random draws.
  ///   - facing: which way the mouse looks in fields and at decision squares.
  ///   - registry: the interventions and metrics that calls may name.
  ///   - folder: where what is too large to be a finding goes; nil for nowhere.
  ///   - intervals: which means over levels have an interval.
  ///   - progress: shows how far the work is; each report takes the place of the one before.
  ///   - note: says something that people should know.
  public init(
    policy: Policy, renderer: MazeRenderer, set: MazeSet, choice: MazeChoice? = nil, seed: UInt64 = 0,
    facing: FieldFacing = .state, registry: Registry = Registry(), folder: String? = nil,
    intervals: IntervalRule = IntervalRule(), progress: @escaping @Sendable (ProgressReport) -> Void = { _ in },
    note: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    say = note
    (self.policy, self.renderer, mazeSet, self.choice) = (policy, renderer, set, choice)
    (self.seed, self.facing, self.registry, self.folder, report) = (seed, facing, registry, folder, progress)
    self.intervals = intervals
  }

  /// Says something that people should know.
  public func note(_ text: String) { say(text) }

  /// The same lab with another policy.
  public func with(_ policy: Policy) -> Lab { with(policy, mazeSet) }

  /// The same lab with another policy and other mazes.
  func with(_ policy: Policy, _ mazes: MazeSet) -> Lab {
    Lab(
      policy: policy, renderer: renderer, set: mazes, choice: choice, seed: seed, facing: facing,
      registry: registry, folder: folder, intervals: intervals, progress: report, note: say)
  }

  /// How runs are done here, with what is shown while their rows are computed.
  public func options(showing label: String) -> RunOptions { options.showing(label, by: report) }

  /// Says what is being done.
  public func progress(_ text: String) { report(ProgressReport(text)) }

  /// Says how far the work is.
  public func progress(_ report: ProgressReport) { self.report(report) }

  /// Does something with each of `items` in their order, and shows how far it is.
  ///
  /// - Parameters:
  ///   - items: what to go through.
  ///   - name: what to call an item.
  ///   - body: what to do with one of them.
  public func each<Items: Collection, Result>(
    _ items: Items, _ name: (Items.Element) -> String = { "\($0)" },
    _ body: (Items.Element) throws -> Result
  ) rethrows -> [Result] {
    try items.enumerated().map { number, item in
      progress(ProgressReport("at \(name(item))", number, of: items.count))
      return try body(item)
    }
  }

  /// How runs are done here: the seed, and levels that calls name ("level 8 without cheese").
  public var options: RunOptions {
    RunOptions(
      seed: seed,
      observations: MazeObservationSource(mode: mode, renderer: renderer, sources: registry.tensorSources),
      activations: activations)
  }

  /// Random numbers of the experiment's own, the same for one seed and name whatever else is drawn.
  public func random(_ name: String, _ index: Int = 0) -> RandomStream {
    RandomStream(seed: seed, name.stableHash, UInt64(bitPattern: Int64(index)))
  }
}
