import HookKit
import ImpalaModel
import MazeEnv

/// What a policy does at the decision squares of many levels, without edits and under a plan.
public struct DecisionStudy: Sendable {
  /// A level that has a decision square.
  public struct Trial: Sendable, Hashable {
    /// The number of the maze: that of its level, or its place among files.
    public let level: Int
    /// Without edits.
    public let original: DecisionProbabilities
    /// Under the plan; nil when there is none.
    public let patched: DecisionProbabilities?
    /// Under each of the plans beside it, such as null twins.
    public let beside: [DecisionProbabilities]
  }

  /// Why a level has no trial.
  public enum Lack: String, Sendable, Hashable, CaseIterable {
    /// There is no cheese.
    case noCheese = "no cheese"
    /// One of the ways to cheese and corner is a part of the other.
    case noDecisionSquare = "no decision square"
  }

  /// Levels with a decision square, in order.
  public private(set) var trials: [Trial] = []
  /// The other levels.
  public private(set) var lacking: [Lack: [Int]] = [:]
  /// What the plan's edits did.
  public private(set) var receipts: [Receipt] = []
  /// What the edits of each site did together: under the plan, and under each of the plans beside it; empty without any.
  public private(set) var changes: (plan: [SiteChange], beside: [[SiteChange]]) = ([], [])

  /// The number of levels that were looked at.
  public var levels: Int { trials.count + lacking.values.reduce(0) { $0 + $1.count } }

  /// Asks a policy at the decision squares of levels, the mouse put there; see ``init(of:policy:under:beside:renderer:facing:options:progress:)``.
  ///
  /// - Parameters:
  ///   - levels: the levels.
  ///   - mode: their distribution.
  ///   - policy: the policy.
  ///   - plan: what is compared with the original; nil for the original alone.
  ///   - others: plans that are asked at the same squares beside it.
  ///   - renderer: what draws the mazes for it.
  ///   - facing: which way the mouse looks.
  ///   - options: how the runs are done.
  ///   - progress: told how many levels were asked.
  public init(
    levels: some Collection<Int>, mode: MazeMode, policy: Policy, under plan: Plan?, beside others: [Plan] = [],
    renderer: MazeRenderer, facing: FieldFacing = .state, options: RunOptions = RunOptions(),
    progress: (Int) -> Void = { _ in }
  ) throws {
    try self.init(
      of: .levels(LevelList(numbers: levels), mode: mode), policy: policy, under: plan.map { LevelPlan($0) },
      beside: { _ in others }, renderer: renderer, facing: facing, options: options, progress: progress)
  }

  /// Asks a policy at the decision squares of mazes, the mouse put there.
  ///
  /// - Parameters:
  ///   - mazes: the mazes; those without a decision square are passed over.
  ///   - policy: the policy that is asked.
  ///   - plan: what is compared with the original; nil for the original alone.
  ///   - beside: for a plan, those that are asked at the same squares beside it, such as its null twins: as many for each.
  ///   - renderer: what draws the mazes for it.
  ///   - facing: which way the mouse looks there; for both, the mean of the two probabilities.
  ///   - options: how the runs are done.
  ///   - progress: is told how many mazes are done; of a batch, as many as its runs that are done are a part of all.
  /// - Throws: `Fault` when no maze has a decision square; `MazeError` for
  ///   levels that do not exist, ``FieldError`` for networks that are no policies, and all that runs throw.
  /// - Complexity: one forward pass over as many rows as there are mazes, and one for every plan; twice that for both
  ///   facings. With edits that differ from level to level, the rows are run one at a time.
  public init(
    of mazes: MazeSet, policy: Policy, under plan: LevelPlan?, beside: (Plan) throws -> [Plan] = { _ in [] },
    renderer: MazeRenderer, facing: FieldFacing = .state, options: RunOptions = RunOptions(),
    progress: (Int) -> Void = { _ in }
  ) throws {
    try VectorField.check(policy)
    var options = options
    // What plans read beforehand is computed once for all of them.
    options.activations = options.activations ?? ActivationCache()
    let limit = plan.map { $0.same == nil } ?? false ? 1 : Self.batch
    var batch: [Question] = []
    for (place, number) in mazes.numbers.enumerated() {
      let state = try mazes.state(numbered: number)
      do {
        batch.append(Question(number: number, state: state, point: try DecisionPoint(state.maze, level: number)))
      } catch FieldError.noCheese {
        lacking[.noCheese, default: []].append(number)
      } catch FieldError.noDecisionSquare {
        lacking[.noDecisionSquare, default: []].append(number)
      }
      guard batch.count == limit || place + 1 == mazes.count, !batch.isEmpty else { continue }
      let (sides, count) = (facing.sides, batch.count)
      let edits = try plan?.plan(on: batch[0].number)
      let others = try edits.map(beside) ?? beside(Plan())
      options.wantsChanges = !others.isEmpty
      let answers = try sides.enumerated().map { side, turned in
        let questions = batch.map {
          Question(number: $0.number, state: turned.states(of: $0.state)[0], point: $0.point)
        }
        func asked() throws -> [Trial] {
          try ask(questions, policy, edits, others, renderer, options.about(questions.map(\.state))) {
            progress(place + 1 - count + Int(Double(count) * (Double(side) + $0) / Double(sides.count)))
          }
        }
        return try plan.map { try $0.at(batch[0].number, asked) } ?? asked()
      }
      trials += answers[0].indices.map { row in Trial(meanOf: answers.map { $0[row] }) }
      batch = []
      progress(place + 1)
    }
    receipts = plan.map { $0.spelled(receipts) } ?? receipts
    guard !trials.isEmpty else {
      throw Fault(
        .usage, mazes.count.counted(mazes.unit), "none has a decision square",
        try: "find levels that do: hookctl maze find --levels 0-99 --where decision-square")
    }
  }

  /// As many rows as fit into some fifty megabytes; an edit that does nothing to all of them is an error.
  private static let batch = 1024
  /// As many plans beside the one as are run at a time.
  private static let plansAtOnce = 16

  /// What is asked: a maze by its number, at its decision square.
  private struct Question {
    let number: Int
    let state: MazeState
    let point: DecisionPoint
  }

  /// The trials of some levels, whose mice look as they do.
  private mutating func ask(
    _ batch: [Question], _ policy: Policy, _ plan: Plan?,
    _ others: [Plan], _ renderer: MazeRenderer, _ options: RunOptions, _ progress: (_ part: Double) -> Void
  ) throws -> [Trial] {
    if changes.beside.isEmpty { changes.beside = others.map { _ in [] } }
    let parts = batch.map { Inputs(mouseOn: [$0.point.square], of: $0.state, renderer: renderer) }
    let inputs = Inputs(Tensor.concatenating(rows: parts.map(\.tensor)), rows: parts.flatMap(\.rows))
    let runs = try policy.graph.runs(inputs, under: [Plan()] + (plan.map { [$0] } ?? []), options: options)
    let probabilities = runs.map { VectorField.groupProbabilities($0[policy.interface.logits]) }
    let beside = try stride(from: 0, to: others.count, by: Self.plansAtOnce).flatMap { first in
      progress(Double(first + 1) / Double(others.count + 1))
      let plans = Array(others[first..<min(first + Self.plansAtOnce, others.count)])
      return try policy.graph.runs(inputs, under: plans, options: options).enumerated().map { number, run in
        changes.beside[first + number] = changes.beside[first + number].merged(with: run.changes)
        return VectorField.groupProbabilities(run[policy.interface.logits])
      }
    }
    if let new = runs.last?.receipts, plan != nil {
      receipts = receipts.isEmpty ? new : zip(receipts, new).map { $0.merged(with: $1) }
    }
    if plan != nil, let patched = runs.last { changes.plan = changes.plan.merged(with: patched.changes) }
    return batch.enumerated().map { row, level in
      let answers = probabilities.map { level.point.probabilities($0[row]) }
      return Trial(
        level: level.number, original: answers[0], patched: answers.count > 1 ? answers[1] : nil,
        beside: beside.map { level.point.probabilities($0[row]) })
    }
  }
}

extension DecisionStudy.Trial {
  /// The mean of the trials of one level with the mouse facing either way.
  ///
  /// - Precondition: there is at least one, and all are of the same plans.
  fileprivate init(meanOf sides: [DecisionStudy.Trial]) {
    let patched = sides.compactMap(\.patched)
    self.init(
      level: sides[0].level, original: DecisionProbabilities(meanOf: sides.map(\.original)),
      patched: patched.isEmpty ? nil : DecisionProbabilities(meanOf: patched),
      beside: sides[0].beside.indices.map { plan in DecisionProbabilities(meanOf: sides.map { $0.beside[plan] }) })
  }
}
