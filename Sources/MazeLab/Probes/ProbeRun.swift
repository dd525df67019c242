import HookKit
import ImpalaModel
import MazeEnv

/// The runs of a policy that probes learn from: one of all observations, or one for each level where edits differ.
struct ProbeRun {
  private let sites: [Site]
  private let policy: Policy
  private let plan: LevelPlan
  private let options: RunOptions
  private var waiting: (inputs: [Inputs], states: [MazeState]) = ([], [])
  private var captured: [String: [Tensor]] = [:]

  /// What the policy does in each row.
  private(set) var answers: [GroupProbabilities] = []
  /// What the edits did.
  private(set) var receipts: [Receipt] = []

  init(_ sites: [Site], _ policy: Policy, _ plan: LevelPlan, _ options: RunOptions) {
    (self.sites, self.policy, self.plan, self.options) = (sites, policy, plan, options)
  }

  /// The values at the sites by their names, a row for each observation.
  var activations: [String: Tensor] {
    captured.mapValues { $0.count == 1 ? $0[0] : Tensor.concatenating(rows: $0) }
  }

  /// Adds the observations of a maze.
  mutating func add(_ inputs: [Inputs], of states: [MazeState], _ number: Int) throws {
    waiting.inputs += inputs
    waiting.states += states
    if plan.same == nil { try plan.at(number) { try run(plan.plan(on: number)) } }
  }

  /// Runs what is waiting.
  mutating func finish() throws {
    if let same = plan.same, !waiting.inputs.isEmpty { try run(same) }
    receipts = plan.spelled(receipts)
  }

  private mutating func run(_ plan: Plan) throws {
    let inputs = Inputs(
      Tensor.concatenating(rows: waiting.inputs.map(\.tensor)), rows: waiting.inputs.flatMap(\.rows))
    let run = try policy.graph.run(
      inputs, under: plan, capturing: sites.map { Capture(SitePattern($0.name)) },
      options: options.about(waiting.states))
    waiting = ([], [])
    answers += VectorField.groupProbabilities(run[policy.interface.logits])
    for (site, tensor) in run.captured { captured[site, default: []].append(tensor) }
    receipts = receipts.isEmpty ? run.receipts : zip(receipts, run.receipts).map { $0.merged(with: $1) }
  }
}
