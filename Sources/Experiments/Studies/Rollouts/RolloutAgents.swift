import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// The agents of a rollout: those of some policies under a plan, and those that somebody names beside them.
public struct RolloutAgents {
  /// What the agent under the plan is called.
  public static let patched = "patched"

  private let policies: [Policy]
  /// The edits of the agents' own plan.
  private let edits: LevelPlan
  private let mazes: MazeSet?
  private let allowUnmatched: Bool
  private let registry: Registry
  private let model: (String) throws -> Policy

  /// Agents of some policies.
  ///
  /// - Parameters:
  ///   - policies: the policies, at least one.
  ///   - edits: the plan of their own agents.
  ///   - mazes: what calls may name as `{level}`; nil for no level.
  ///   - allowUnmatched: whether edits may match, select or change nothing.
  ///   - registry: the interventions that calls name.
  ///   - model: reads a policy's file.
  public init(
    _ policies: [Policy], under edits: LevelPlan, on mazes: MazeSet?, allowUnmatched: Bool = false, registry: Registry,
    model: @escaping (String) throws -> Policy
  ) {
    (self.policies, self.edits, self.mazes, self.allowUnmatched) = (policies, edits, mazes, allowUnmatched)
    (self.registry, self.model) = (registry, model)
  }

  /// The agents; of one policy, one without edits comes first.
  ///
  /// - Parameter others: agents by what they are: the word original (no edits), a plan file, a call, or a model file (under
  ///   the same plan).
  /// - Throws: what is wrong with the others, all of it together; `Fault` for two agents of one name.
  public func variants(versus others: [String] = []) throws -> [RolloutVariant] {
    let variants = try policies.map { try self.variants(of: $0, others) }
    guard isOnly else { return variants.flatMap(\.self) }
    let isOriginal = { (variant: RolloutVariant) in variant.name == "original" }
    return variants[0].filter(isOriginal) + variants[0].filter { !isOriginal($0) }
  }

  /// Whether there is no other policy, so that agents are named without it.
  private var isOnly: Bool { policies.count == 1 }

  private func variants(of policy: Policy, _ others: [String]) throws -> [RolloutVariant] {
    var variants = [try own(policy)], faults: [any ExplainedError] = []
    for text in others {
      do {
        let variant = try variant(text, of: policy)
        if variants.contains(where: { $0.name == variant.name }) {
          throw Fault(
            .usage, variant.name, "two variants of the rollout have this name",
            try: "give each plan, call or model once")
        }
        variants.append(variant)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return variants
  }

  /// The agent under the plan.
  private func own(_ policy: Policy) throws -> RolloutVariant {
    guard isOnly else { return try RolloutVariant(policy.name, policy: policy, edits: edits, on: first) }
    return try variant(edits.calls.isEmpty ? "original" : Self.patched, edits, of: policy)
  }

  private var first: Int { mazes?.numbers.first ?? 0 }

  private func variant(
    _ name: String, _ edits: LevelPlan, of policy: Policy, playing other: Policy? = nil
  ) throws -> RolloutVariant {
    try RolloutVariant(
      isOnly ? name : "\(policy.name), \(name)", policy: other ?? policy, edits: edits, on: first)
  }

  private func variant(_ text: String, of policy: Policy) throws -> RolloutVariant {
    if text == "original" { return try variant(text, LevelPlan(Plan()), of: policy) }
    let name = FileSystem.name(of: text)
    let allowed = Plan(allowUnmatched: allowUnmatched)
    // A call may end in anything: it names a site, which no file does.
    switch text.contains("@") ? nil : FileExtension.of(text) {
    case "json", "yaml", "yml":
      let contents = try FileFault.reading(text) { try TextFile.read(text) }
      let edits = try LevelPlan(contents, on: mazes) { [registry] contents in
        try FileFault.reading(text) { try allowed + Plan(text: contents, registry: registry) }
      }
      return try variant(name, edits, of: policy)
    case let end? where Checkpoint.fileExtensions.contains(end):
      guard isOnly else {
        throw Fault(
          .usage, "--versus \(text)", "is about one policy, and several are given",
          try: "leave it out, or give one --model")
      }
      return try variant(name, edits, of: policy, playing: model(text))
    default:
      let edits = try LevelPlan(text, on: mazes) { [registry, allowUnmatched] call in
        Plan(edits: try CallSyntax.edits(call, registry: registry), allowUnmatched: allowUnmatched)
      }
      return try variant(text, edits, of: policy)
    }
  }
}

extension Recipe {
  /// Adds what plays: every agent with its policy and its edits.
  public mutating func add(_ variants: [RolloutVariant], naming registry: Registry) throws {
    let described = try variants.map { variant -> JSONValue in
      JSONValue.object([
        .init("name", .string(variant.name)), .init("model", .string(variant.policy.name)),
        .init("sha256", .string(variant.policy.sha256)),
        .init("plan", try JSONValue(variant.edits, variant.plan, naming: registry)),
      ]).adding("state", variant.policy.isRecurrent ? .string("carried") : nil)
    }
    add("variants", .array(described))
    var uses = PlanUses(variants.map(\.plan))
    uses.add(variants.map(\.policy))
    add(uses, naming: registry)
  }
}

extension JSONValue {
  /// The plan of an agent; the calls of edits that differ from level to level.
  fileprivate init(_ edits: LevelPlan, _ plan: Plan, naming registry: Registry) throws {
    self =
      edits.same == nil
      ? .object([.init("calls", .array(edits.calls.map { .string($0) }))]) : try JSONValue(plan, naming: registry)
  }
}
