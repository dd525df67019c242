import ArgumentParser
import HookKit
import ImpalaModel
import MazeLab

/// Which agents play: the policy under the plan, and those it is seen beside.
struct RolloutVariants: ParsableArguments {
  @OptionGroup var model: ModelOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Another agent with the same levels and random numbers: the word original (no edits), a plan file, a call, or "
        + "a model file (under the same plan); repeatable.", valueName: "agent"))
  var versus: [String] = []

  /// What the agent under the command's own plan is called.
  static let patched = "patched"

  /// The agents; one without edits comes first.
  func variants(_ chain: Plan, _ registry: Registry) throws -> [RolloutVariant] {
    let policy = try model.policy()
    var variants = [RolloutVariant(chain.isEmpty ? "original" : Self.patched, policy: policy, plan: chain)]
    var faults: [any ExplainedError] = []
    for text in versus {
      do {
        let variant = try variant(text, policy, chain, registry)
        if variants.contains(where: { $0.name == variant.name }) {
          throw RolloutOptionError.sameVariant(variant.name)
        }
        variants.append(variant)
      } catch let error as any ExplainedError { faults.append(error) }
    }
    guard faults.isEmpty else { throw FaultList(faults) }
    let isOriginal = { (variant: RolloutVariant) in variant.name == "original" }
    return variants.filter(isOriginal) + variants.filter { !isOriginal($0) }
  }

  private func variant(
    _ text: String, _ policy: Policy, _ chain: Plan, _ registry: Registry
  ) throws
    -> RolloutVariant
  {
    if text == "original" { return RolloutVariant(text, policy: policy) }
    let name = FileSystem.name(of: text)
    // A call may end in anything: it names a site, which no file does.
    switch text.contains("@") ? nil : FileExtension.of(text) {
    case "json", "yaml", "yml":
      let plan = try FileFault.reading(text) { try Plan(text: TextFile.read(text), registry: registry) }
      return RolloutVariant(name, policy: policy, plan: Plan(allowUnmatched: self.plan.allowUnmatched) + plan)
    case "pth", "pt", "safetensors":
      return RolloutVariant(name, policy: try NamedModel.policy(text), plan: chain)
    default:
      let edits = try CallSyntax.edits(text, registry: registry)
      return RolloutVariant(
        text, policy: policy, plan: Plan(edits: edits, allowUnmatched: plan.allowUnmatched))
    }
  }

  /// What plays, as a recipe says it.
  static func describe(_ variants: [RolloutVariant], _ registry: Registry, in recipe: inout Recipe) throws {
    let described = try variants.map { variant -> JSONValue in
      .object([
        .init("name", .string(variant.name)), .init("model", .string(variant.policy.name)),
        .init("sha256", .string(variant.policy.sha256)),
        .init("plan", try JSONValue(variant.plan, naming: registry)),
      ])
    }
    recipe.add("variants", .array(described))
    recipe.add(registry.plugins(of: variants.map(\.plan)))
  }
}
