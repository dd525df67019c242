import HookKit
import MazeLab

/// How a study of behaviour plays its episodes, and what it explains them by.
public struct BehaviourOptions: Sendable {
  /// The edits.
  public var edits: LevelPlan
  /// Episodes of each maze.
  public var episodes = 1
  /// The most steps of an episode.
  public var steps = 500
  /// How actions are chosen.
  public var choice = ActionChoice.sample
  /// The metrics of mazes to explain by; nil for the eleven of procgen-tools' study.
  public var metrics: [MazeMetricEntry]?
  /// Folds of the cross-validation, a maze in one of them; nil for 10, or as many as there are mazes.
  public var folds: Int?
  /// Random halves for the stability of coefficients.
  public var subsets = 200
  /// A file that keeps the episodes, and is gone on with; nil for none.
  public var data: String?
  /// Takes how many episodes there are, of how many, whenever one has ended.
  public var kept: (@Sendable (_ done: Int, _ total: Int) -> Void)?

  /// Episodes under edits; by default under none.
  public init(under edits: LevelPlan = LevelPlan(Plan())) { self.edits = edits }
}
