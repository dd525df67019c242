import HookKit
import MazeLab
import Statistics

/// What probes read, and how they are fitted and scored.
public struct ProbeOptions: Sendable {
  /// The sites to read: names or globs.
  public var sites: [String]
  /// What is decoded.
  public var targets: [ProbeTarget]
  /// The edits.
  public var edits = LevelPlan(Plan())
  /// Random squares of each maze.
  public var squares = 4
  /// Whether logistic regression is used, or ridge regression; nil for what suits each target.
  public var isLogistic: Bool?
  /// Whether each channel of the sites is probed as well.
  public var channels = false
  /// Whether the cells of the sites are probed, with the same weights at every cell, in place of whole sites.
  public var cells = false
  /// Probes of so many elements as well.
  public var sparse: [Int] = []
  /// The penalty of ridge regression; features are standardised.
  public var alpha = 1000.0
  /// One over the penalty of logistic regression.
  public var c = 0.01
  /// Folds of the cross-validation, a maze in one of them; nil for 5, or as many as there are mazes.
  public var folds: Int?
  /// Whether directions are kept as arrays.
  public var directions = false

  /// Probes of sites for targets.
  public init(_ sites: [String], _ targets: [ProbeTarget]) { (self.sites, self.targets) = (sites, targets) }
}
