/// Collects the edits of a ``Plan``: edits, whole plans, conditions and loops.
public typealias PlanBuilder = ListBuilder<Edit>

extension ListBuilder where Element == Edit {
  /// All edits of a plan.
  public static func buildExpression(_ plan: Plan) -> [Edit] { plan.edits }
}
