import HookKit
import MazeEnv

/// Where agents went, for drawings of paths: how many episodes passed between which squares, and where they ended.
public struct PathTraffic: Sendable {
  /// Two neighbouring squares, the lower or left one first.
  struct Passage: Hashable, Comparable {
    let first, second: Square

    init(_ one: Square, _ other: Square) { (first, second) = one < other ? (one, other) : (other, one) }

    static func < (left: Passage, right: Passage) -> Bool {
      (left.first, left.second) < (right.first, right.second)
    }
  }

  /// Where an episode ended, and how.
  struct End: Hashable {
    let square: Square
    let outcome: Episode.Outcome
  }

  /// The episodes of one agent from one start.
  struct Panel {
    let title: String
    /// How many episodes went through a passage at least once.
    var passages: [Passage: Int] = [:]
    var ends: [End: Int] = [:]
    var episodes = 0

    func count(_ outcome: Episode.Outcome) -> Int {
      ends.reduce(0) { $0 + ($1.key.outcome == outcome ? $1.value : 0) }
    }
  }

  /// The most panels of a drawing.
  public static let limit = 12

  let states: [MazeState]
  /// For each start, one panel for each variant.
  private(set) var panels: [[Panel]]
  private let variants: [String]

  /// No episodes yet.
  ///
  /// - Parameters:
  ///   - starts: the mazes.
  ///   - variants: the names of the agents.
  ///   - mazeName: what to call the maze of a start; nil for a level.
  /// - Throws: `Fault` for more mazes than there is room for.
  public init(
    _ starts: RolloutStarts, variants: [String], mazeName: (_ start: Int) -> String? = { _ in nil }
  ) throws {
    guard starts.count * variants.count <= Self.limit else {
      throw Fault(
        .usage, "a drawing of paths",
        "\(starts.count.grouped) mazes of \(variants.count.counted("agent")) are too many",
        try: "it has room for \(Self.limit) mazes; name fewer, or write .jsonl or .npz")
    }
    states = try (0..<starts.count).map { try starts[$0] }
    panels = states.enumerated().map { start, state in
      let maze = mazeName(start) ?? "Level \(state.currentLevelSeed)"
      return variants.map { Panel(title: starts.count == 1 ? $0 : variants.count == 1 ? maze : "\(maze), \($0)") }
    }
    self.variants = variants
  }

  /// Adds an episode.
  public mutating func add(_ episode: EpisodeRecord) {
    guard let variant = variants.firstIndex(of: episode.variant), panels.indices.contains(episode.start),
      let end = episode.path.last
    else { return }
    let passages = Set(
      zip(episode.path, episode.path.dropFirst()).filter { $0 != $1 }.map { Passage($0, $1) })
    for passage in passages { panels[episode.start][variant].passages[passage, default: 0] += 1 }
    panels[episode.start][variant].ends[End(square: end, outcome: episode.outcome), default: 0] += 1
    panels[episode.start][variant].episodes += 1
  }
}
