extension MazeState {
  /// The options as the state stores them; see procgen's documentation for those without effect in the maze.
  public struct Settings: Sendable, Equatable {
    /// Without effect in the maze.
    public var paintVelInfo = false
    /// Procedural pictures, which are not supported.
    public var useGeneratedAssets = false
    /// Plain coloured squares in place of pictures.
    public var useMonochromeAssets = false
    /// Without effect in the maze.
    public var restrictThemes = false
    /// Draw a background.
    public var useBackgrounds = true
    /// Keep the mouse in the middle of the picture; every reset sets it to "the mode is memory".
    public var centerAgent = false
    /// Without effect.
    public var debugMode: Int32 = 0
    /// After a level whose cheese was reached, play the level numbered 997 higher without ending the episode.
    public var useSequentialLevels = false
    /// Without effect in the maze.
    public var useEasyJump = false
    /// Without effect in the maze.
    public var plainAssets: Int32 = 0
    /// Without effect in the maze.
    public var physicsMode: Int32 = 0
  }

  /// What the last step reported.
  public struct StepData: Sendable, Equatable {
    /// 10 when the cheese was reached, else 0.
    public var reward: Float = 0
    /// An episode ended; true as well before the first step.
    public var done = true
    /// The cheese was reached.
    public var levelComplete = false
  }

  /// A generator, and whether it has been seeded.
  public struct Generator: Sendable, Equatable {
    /// Whether it was ever seeded.
    public var isSeeded: Bool
    /// The generator itself.
    public var twister: MersenneTwister

    /// A generator seeded with one word.
    public init(seed: UInt32) {
      isSeeded = true
      twister = MersenneTwister(seed: seed)
    }

    private init() {
      isSeeded = false
      twister = MersenneTwister()
    }

    /// A generator that nobody has seeded.
    static let unseeded = Generator()
  }

  /// The part of the world that the picture shows.
  public struct View: Sendable, Equatable {
    /// Centre, in cells from the left.
    public var centerX: Float = 0
    /// Centre, in cells from the bottom.
    public var centerY: Float = 0
    /// Pixels per cell.
    public var unit: Float = 0
    /// Cells along each side of the picture.
    public var viewDim: Float = 0
    /// Pixels by which the world is shifted to the left.
    public var xOff: Float = 0
    /// Pixels by which the world is shifted downwards.
    public var yOff: Float = 0
    /// Cells the picture should show.
    public var visibility: Float = 0
    /// Without effect in the maze.
    public var minVisibility: Float = 0
  }
}
