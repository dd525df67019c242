import Experiments

/// The activations that the same rows would have under other edits: `patch-under(calls: ["zero@A"])@B` is what B sees when A is
/// zero, while everything else sees A as it is.
///
/// Source: Wang, Variengien, Conmy, Shlegeris and Steinhardt, "Interpretability in the wild" (2022), where paths are patched
/// from another run.
public struct PatchUnder: Intervention {
  public static let kind = "patch-under"
  public static let summary = "the row's activation in a run under other edits"
  public static let mainParameter: String? = "calls"

  @Parameter("the edits of the other run") public var calls: CallList
  @Prepared private var other: Tensor

  public init() {}
  public init(_ plan: Plan) { calls = CallList(plan) }

  public var locality: Locality { .position }
  public var overwrites: Bool { true }

  public mutating func prepare(_ context: PrepareContext) throws {
    guard context.inputs.count > 0 else { return other = Tensor([], shape: context.site.shape.batched(0)) }
    let options = RunOptions(seed: context.seed, observations: context.observations, wantsOutputs: false)
    let run = try context.graph.run(
      context.inputs, under: calls.plan, capturing: [Capture(SitePattern(context.site.name))], options: options)
    other = run[context.site.name]
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    other.gathering(rows: context.positions)
  }
}
