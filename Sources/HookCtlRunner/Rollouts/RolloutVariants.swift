import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

/// Which agents play: the policy under the plan, and those it is seen beside.
struct RolloutVariants: ParsableArguments {
  @OptionGroup var models: ModelsOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Another agent with the same levels and random numbers: the word original (no edits), a plan file, a call, or "
        + "a model file (under the same plan); repeatable.", valueName: "agent"))
  var versus: [String] = []

  /// What the agent under the command's own plan is called.
  static let patched = "patched"

  /// The edits of the command's own plan, on every level.
  func edits(on mazes: MazeSet?, _ registry: Registry) throws -> LevelPlan {
    try mazes.map { try plan.edits(on: $0, registry) } ?? LevelPlan(plan.chain(registry))
  }

  /// The agents; of one policy, one without edits comes first.
  func variants(
    _ policies: [Policy], _ edits: LevelPlan, on mazes: MazeSet?, _ registry: Registry
  ) throws -> [RolloutVariant] {
    let variants = try policies.map { policy in
      try self.variants(
        Agents(
          policy: policy, isOnly: policies.count == 1, edits: edits, mazes: mazes, allowUnmatched: plan.allowUnmatched,
          registry: registry))
    }
    guard policies.count == 1 else { return variants.flatMap(\.self) }
    let isOriginal = { (variant: RolloutVariant) in variant.name == "original" }
    return variants[0].filter(isOriginal) + variants[0].filter { !isOriginal($0) }
  }

  /// The agents of a policy.
  private func variants(_ agents: Agents) throws -> [RolloutVariant] {
    var variants = [try agents.own], faults: [any ExplainedError] = []
    for text in versus {
      do {
        let variant = try agents.variant(text)
        if variants.contains(where: { $0.name == variant.name }) {
          throw RolloutOptionError.sameVariant(variant.name)
        }
        variants.append(variant)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    return variants
  }

  /// What plays, as a recipe says it.
  static func describe(_ variants: [RolloutVariant], _ registry: Registry, in recipe: inout Recipe) throws {
    let described = try variants.map { variant -> JSONValue in
      JSONValue.object([
        .init("name", .string(variant.name)), .init("model", .string(variant.policy.name)),
        .init("sha256", .string(variant.policy.sha256)),
        .init("plan", try JSONValue(variant.edits, variant.plan, naming: registry)),
      ]).adding("state", variant.policy.isRecurrent ? .string("carried") : nil)
    }
    recipe.add("variants", .array(described))
    var uses = PlanUses(variants.map(\.plan))
    uses.add(variants.map(\.policy))
    recipe.add(uses, naming: registry)
  }
}

/// What makes agents of what `--versus` names.
private struct Agents {
  let policy: Policy
  /// Whether there is no other policy, so that agents are named without it.
  let isOnly: Bool
  /// The command's own edits.
  let edits: LevelPlan
  let mazes: MazeSet?
  let allowUnmatched: Bool
  let registry: Registry

  /// The agent under the command's own edits.
  var own: RolloutVariant {
    get throws {
      guard isOnly else { return try RolloutVariant(policy.name, policy: policy, edits: edits, on: first) }
      return try variant(edits.calls.isEmpty ? "original" : RolloutVariants.patched, edits)
    }
  }

  private var first: Int { mazes?.numbers.first ?? 0 }

  private func variant(_ name: String, _ edits: LevelPlan, of other: Policy? = nil) throws -> RolloutVariant {
    try RolloutVariant(
      isOnly ? name : "\(policy.name), \(name)", policy: other ?? policy, edits: edits, on: first)
  }

  func variant(_ text: String) throws -> RolloutVariant {
    if text == "original" { return try variant(text, LevelPlan(Plan())) }
    let name = FileSystem.name(of: text)
    let allowed = Plan(allowUnmatched: allowUnmatched)
    // A call may end in anything: it names a site, which no file does.
    switch text.contains("@") ? nil : FileExtension.of(text) {
    case "json", "yaml", "yml":
      let contents = try FileFault.reading(text) { try TextFile.read(text) }
      let edits = try PlanOptions.edits(contents, on: mazes) { [registry] contents in
        try FileFault.reading(text) { try allowed + Plan(text: contents, registry: registry) }
      }
      return try variant(name, edits)
    case let end? where NamedModel.fileExtensions.contains(end):
      guard isOnly else { throw OptionError.forOneModel(option: "--versus \(text)") }
      return try variant(name, edits, of: NamedModel.policy(text))
    default:
      let edits = try PlanOptions.edits(text, on: mazes) { [registry, allowUnmatched] call in
        Plan(edits: try CallSyntax.edits(call, registry: registry), allowUnmatched: allowUnmatched)
      }
      return try variant(text, edits)
    }
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
