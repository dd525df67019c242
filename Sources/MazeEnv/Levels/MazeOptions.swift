/// The options of procgen's maze that change what an environment does or shows.
public struct MazeOptions: Sendable, Hashable, Codable {
  /// Seeds the sequence of level numbers; reduced to 32 bits.
  public var randSeed: Int
  /// After a level whose cheese was reached, play the level numbered 997 higher without ending the episode.
  public var useSequentialLevels: Bool
  /// Draw a background; false leaves it black.
  public var useBackgrounds: Bool
  /// Draw plain coloured squares in place of pictures.
  public var useMonochromeAssets: Bool
  /// Stored in the state, without effect in the maze.
  public var restrictThemes: Bool
  /// Stored in the state, without effect in the maze.
  public var paintVelInfo: Bool

  /// procgen's defaults, with `randSeed` 0 in place of a random one.
  public init(
    randSeed: Int = 0, useSequentialLevels: Bool = false, useBackgrounds: Bool = true,
    useMonochromeAssets: Bool = false, restrictThemes: Bool = false, paintVelInfo: Bool = false
  ) {
    self.randSeed = randSeed
    self.useSequentialLevels = useSequentialLevels
    self.useBackgrounds = useBackgrounds
    self.useMonochromeAssets = useMonochromeAssets
    self.restrictThemes = restrictThemes
    self.paintVelInfo = paintVelInfo
  }
}

/// Which levels an environment may play, as procgen's `num_levels` and `start_level` say it.
public struct LevelRange: Sendable, Hashable, Codable {
  /// The lowest level number.
  public let low: Int32
  /// One more than the highest level number; after level 2147483647, as in procgen, the number that it wraps round to.
  public let high: Int32

  /// Every level: `num_levels=0`.
  public static let all = LevelRange(low: 0, high: Int32.max)

  private init(low: Int32, high: Int32) {
    self.low = low
    self.high = high
  }

  /// The levels `start..<(start + count)`; a count of 0 means every level, whatever the start.
  ///
  /// - Throws: `MazeError.levelOutOfRange` unless all of them lie in `0...2147483647`.
  public init(start: Int, count: Int) throws {
    if count == 0 {
      self = .all
      return
    }
    let limit = Int(Int32.max) + 1
    guard (0..<limit).contains(start) else { throw MazeError.levelOutOfRange(start) }
    guard count > 0, count <= limit - start else { throw MazeError.levelCount(count, start: start) }
    self.init(low: Int32(start), high: Int32(truncatingIfNeeded: start + count))
  }
}
