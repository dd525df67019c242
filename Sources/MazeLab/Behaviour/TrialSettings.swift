import HookKit
import MazeEnv

/// What decides how the episodes of a study go. Two studies of the same settings have the same trials.
public struct TrialSettings: Sendable, Hashable, Codable {
  /// The SHA-256 of the policy's checkpoint.
  public var model: String
  /// The first level, and how many there are.
  public var firstLevel: Int, levels: Int
  /// Which levels they are, unless each is one more than that before it.
  public var list: LevelList?
  /// The distribution of the levels.
  public var mode: MazeMode
  /// Episodes of each level.
  public var episodes: Int
  /// The most steps of an episode.
  public var steps: Int
  /// How actions are chosen: "sample" or "argmax".
  public var choice: String
  /// The seed of all random draws, in decimal digits.
  public var seed: String
  /// The edits, as calls in their order.
  public var plan: [String]
  /// How observations are drawn: "procgen" or "plain".
  public var theme: String
  /// What is changed in every maze; nil for nothing.
  public var change: String?
  /// The SHA-256 over the mazes of files; nil for levels.
  public var mazes: String?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case model, firstLevel, levels, list, mode, episodes, steps, choice, seed, plan, theme, change, mazes
  }

  /// Settings.
  public init(
    model: String, levels: LevelList, mode: MazeMode, episodes: Int, steps: Int, choice: String, seed: UInt64,
    plan: Plan, theme: String
  ) {
    (self.model, firstLevel, self.levels, self.mode) = (model, levels[0], levels.count, mode)
    list = levels.ranges.count == 1 ? nil : levels
    (self.episodes, self.steps, self.choice, self.seed) = (episodes, steps, choice, String(seed))
    (self.plan, self.theme) = (plan.edits.map(\.description), theme)
  }

  /// Settings of a study on a set of mazes.
  public init(
    model: String, mazes set: MazeSet, episodes: Int, steps: Int, choice: String, seed: UInt64, plan: [String],
    theme: String
  ) {
    self.init(
      model: model, levels: set.numbers, mode: set.mode, episodes: episodes, steps: steps, choice: choice, seed: seed,
      plan: Plan(), theme: theme)
    self.plan = plan
    change = set.change.steps.isEmpty ? nil : set.change.description
    mazes = set.isOfLevels ? nil : SHA256.hexDigest(of: Array(set.files.map(\.sha256).joined(separator: "\n").utf8))
  }

  /// How many trials a whole study has.
  public var count: Int { levels * episodes }

  /// The level and the episode of a trial by its position.
  func place(of number: Int) -> (level: Int, episode: Int) {
    let index = number / max(1, episodes)
    return (list?[index] ?? firstLevel + index, number % max(1, episodes))
  }

  /// What differs from other settings, in words; empty for the same.
  func differences(from other: TrialSettings) -> [String] {
    func differ<Value: Equatable>(_ name: String, _ path: KeyPath<TrialSettings, Value>) -> String? {
      self[keyPath: path] == other[keyPath: path]
        ? nil : "\(name) \(other[keyPath: path]) instead of \(self[keyPath: path])"
    }
    return [
      differ("model", \.model), differ("first level", \.firstLevel), differ("levels", \.levels),
      list == other.list ? nil : "other levels",
      differ("mode", \.mode), differ("episodes", \.episodes), differ("steps", \.steps),
      differ("policy", \.choice), differ("seed", \.seed), differ("plan", \.plan), differ("theme", \.theme),
      change == other.change ? nil : "change \(change ?? "none") instead of \(other.change ?? "none")",
      mazes == other.mazes ? nil : "other mazes",
    ].compactMap(\.self)
  }
}

extension TrialSettings: KeyedRecord {
  package static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }
}
