import HookKit
import MazeEnv
import MazeLab

/// A vector field under a condition.
public struct ConditionField: Sendable {
  /// The condition.
  public let condition: Condition
  /// The field under it.
  public let field: VectorField
  /// What the condition's edits did.
  public let receipts: [Receipt]
}

extension Lab {
  /// The fields of a maze under several conditions; what the conditions share is computed once.
  ///
  /// - Returns: one field for each condition, in their order.
  public func fields(of state: MazeState, under conditions: [Condition]) throws -> [ConditionField] {
    let runs = try VectorField.compute(
      state, policy: policy, under: conditions.map(\.plan), renderer: renderer, facing: facing,
      options: options)
    return zip(conditions, runs).map { ConditionField(condition: $0, field: $1.field, receipts: $1.receipts) }
  }

  /// The fields of a maze under several conditions.
  public func fields(
    of state: MazeState, @ListBuilder<Condition> under conditions: () throws -> [Condition]
  ) throws -> [ConditionField] {
    try fields(of: state, under: try conditions())
  }

  /// The field of a maze under a plan.
  public func field(of state: MazeState, under plan: Plan = Plan()) throws -> VectorField {
    try VectorField.compute(
      state, policy: policy, under: plan, renderer: renderer, facing: facing,
      options: options
    ).field
  }

  /// Original and patched field of a maze, and how they differ.
  public func comparison(of state: MazeState, under plan: Plan) throws -> FieldComparison {
    try FieldComparison.compute(
      state, policy: policy, under: plan, renderer: renderer, facing: facing,
      options: options)
  }

  /// The activations at a site, one row `[N, ...]` for each maze with its mouse where it stands.
  ///
  /// - Complexity: one forward pass up to the site.
  public func activations(at site: SitePattern, of states: [MazeState], under plan: Plan = Plan()) throws -> Tensor {
    let parts = states.map { Inputs(mouseOn: [$0.maze.mouse], of: $0, renderer: renderer) }
    let inputs = Inputs(Tensor.concatenating(rows: parts.map(\.tensor)), rows: parts.flatMap(\.rows))
    var options = options.about(states)
    options.wantsOutputs = false
    let name = try self.site(site).name
    return try policy.graph.run(inputs, under: plan, capturing: [Capture(SitePattern(name))], options: options)[name]
  }

  /// The one site that a pattern means.
  ///
  /// - Throws: `SiteError` when it means none, `Fault` when it means several.
  public func site(_ pattern: SitePattern) throws -> Site {
    let sites = try pattern.sites(in: policy.graph)
    guard sites.count == 1 else {
      throw Fault(.several("site \"\(pattern.text)\"", "sites", sites.map(\.name)))
    }
    return sites[0]
  }
}
