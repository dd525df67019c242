/// Collects the edits of a ``Plan``: edits, whole plans, conditions and loops.
@resultBuilder
public enum PlanBuilder {
  public static func buildExpression(_ edit: Edit) -> [Edit] { [edit] }
  public static func buildExpression(_ plan: Plan) -> [Edit] { plan.edits }
  public static func buildExpression(_ edits: [Edit]) -> [Edit] { edits }
  public static func buildBlock(_ parts: [Edit]...) -> [Edit] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Edit]?) -> [Edit] { part ?? [] }
  public static func buildEither(first part: [Edit]) -> [Edit] { part }
  public static func buildEither(second part: [Edit]) -> [Edit] { part }
  public static func buildArray(_ parts: [[Edit]]) -> [Edit] { parts.flatMap { $0 } }
  public static func buildLimitedAvailability(_ part: [Edit]) -> [Edit] { part }
}
