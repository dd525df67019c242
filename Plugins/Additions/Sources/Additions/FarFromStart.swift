import Experiments

/// The mouse is more than five squares from where it began, along rows and columns: `when(far-from-start)`.
public enum FarFromStart: RolloutCondition {
  public static let name = "far-from-start"
  public static let summary = "the mouse is more than five squares from its start, walls or not"

  public static func holds(at step: RolloutStep) -> Bool {
    let start = step.path[0]
    return abs(step.square.row - start.row) + abs(step.square.column - start.column) > 5
  }
}
