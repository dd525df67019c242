import HookKit

/// How one episode went: what the statistics of behaviour are made of.
public struct BehaviourTrial: Sendable, Hashable, Codable {
  /// The number of the maze: that of its level, or its place among files.
  public let level: Int
  /// Which of the episodes of its level it is, from 0.
  public let episode: Int
  /// How it ended.
  public let outcome: Episode.Outcome
  /// How many steps it took.
  public let steps: Int
  /// After how many steps the mouse was first on the decision square; nil if it never was, or there is none.
  public let decisionStep: Int?
  /// After how many steps the mouse was first in the top right corner; nil if it never was.
  public let cornerStep: Int?
  /// After how many steps the mouse was first in the top right 5x5 squares; nil if it never was.
  public let regionStep: Int?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case level, episode, outcome, steps, decisionStep, cornerStep, regionStep
  }

  /// A trial.
  public init(
    level: Int, episode: Int, outcome: Episode.Outcome, steps: Int, decisionStep: Int?, cornerStep: Int?,
    regionStep: Int? = nil
  ) {
    (self.level, self.episode, self.outcome, self.steps) = (level, episode, outcome, steps)
    (self.decisionStep, self.cornerStep, self.regionStep) = (decisionStep, cornerStep, regionStep)
  }

  /// The trial that an episode is.
  ///
  /// - Parameters:
  ///   - episode: the episode.
  ///   - number: the number of its maze; nil for that of its level.
  public init(_ episode: Episode, of number: Int? = nil) {
    let low = episode.landmarks.innerSize - MeasuredMaze.regionSize
    self.init(
      level: number ?? episode.level, episode: episode.repetition, outcome: episode.outcome, steps: episode.steps,
      decisionStep: episode.decisionStep, cornerStep: episode.cornerStep,
      regionStep: episode.path.firstIndex { min($0.row, $0.column) >= low })
  }

  /// Whether the mouse got the cheese.
  public var gotCheese: Bool { outcome == .cheese }
}

extension BehaviourTrial: KeyedRecord {
  package static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }
}
