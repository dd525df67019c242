import Experiments

/// The cheese is at most three squares away, along rows and columns, whatever walls are between.
///
/// `cheese-vector@SITE when(not near-cheese)` takes the cheese away only as long as it is far.
public enum NearCheese: RolloutCondition {
  public static let name = "near-cheese"
  public static let summary = "the cheese is at most three squares away, walls or not"

  public static func holds(at step: RolloutStep) -> Bool {
    guard let cheese = step.landmarks.cheese else { return false }
    return abs(cheese.row - step.square.row) + abs(cheese.column - step.square.column) <= 3
  }
}
