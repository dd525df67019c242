extension MazeState {
  /// The fresh environment that plays one level: `num_levels=1, start_level=level`.
  ///
  /// - Throws: `MazeError.levelOutOfRange` unless `level` is one of `0...2147483647`.
  public init(level: Int, mode: MazeMode = .hard, options: MazeOptions = MazeOptions()) throws {
    let levels = try LevelRange(start: level, count: 1)
    var seeds = MersenneTwister(seed: UInt32(truncatingIfNeeded: options.randSeed))
    self.init(mode: mode, levels: levels, options: options, levelSeedSeed: seeds.next(), index: 0)
  }

  /// The states of a vector of fresh environments, in order.
  ///
  /// Environment `i` draws its levels from a generator of its own, as procgen's vectors do.
  public static func vector(
    count: Int, mode: MazeMode = .hard, levels: LevelRange = .all, options: MazeOptions = MazeOptions()
  ) -> [MazeState] {
    var seeds = MersenneTwister(seed: UInt32(truncatingIfNeeded: options.randSeed))
    return (0..<max(count, 0)).map { index in
      MazeState(mode: mode, levels: levels, options: options, levelSeedSeed: seeds.next(), index: index)
    }
  }

  /// The fresh environment of a drawn maze: that of `level`, with everything visible replaced.
  ///
  /// The same maze always gives the same state. Resets go on with `level`.
  public init(maze: Maze, level: Int = 0, options: MazeOptions = MazeOptions()) throws {
    try self.init(level: level, mode: maze.mode, options: options)
    self.maze = maze
    mazeDim = Int32(maze.innerSize)
  }

  private init(mode: MazeMode, levels: LevelRange, options: MazeOptions, levelSeedSeed: UInt32, index: Int) {
    self.mode = mode
    levelSeedLow = levels.low
    levelSeedHigh = levels.high
    gameN = Int32(truncatingIfNeeded: index)
    levelSeedGenerator = Generator(seed: levelSeedSeed)
    gridSize = Int32(mode.worldSize * mode.worldSize)
    entities = []
    cells = []
    settings.paintVelInfo = options.paintVelInfo
    settings.useMonochromeAssets = options.useMonochromeAssets
    settings.restrictThemes = options.restrictThemes
    settings.useBackgrounds = options.useBackgrounds
    settings.useSequentialLevels = options.useSequentialLevels
    view.visibility = mode == .memory ? 8 : Float(mode.worldSize)
    startLevel(drawLevelSeed())
    refreshView()
  }

  /// The next level's number; also when the range is empty, which only an edited state's can be.
  mutating func drawLevelSeed() -> Int32 {
    guard levelSeedLow != levelSeedHigh else { return levelSeedLow }
    return levelSeedGenerator.twister.between(levelSeedLow, levelSeedHigh)
  }

  /// Generates a level and puts a new mouse at its start; what the last step reported stays.
  mutating func startLevel(_ seed: Int32) {
    currentLevelSeed = seed
    levelGenerator = Generator(seed: UInt32(bitPattern: seed))
    let level = Level(mode: mode, generator: &levelGenerator.twister)
    bgPctX = level.backgroundShift
    backgroundIndex = Int32(level.background)
    cells = level.cells
    mazeDim = Int32(level.innerSize)
    let start = Float(level.margin) + 0.5
    entities = [Entity(x: start, y: start)]
    curTime = 0
    action = 4
    settings.centerAgent = mode == .memory
    gridStep = true
  }

  /// Brings the view up to date, as drawing a picture of `height` pixels (64 or 512) does in procgen.
  public mutating func refreshView(height: Int = 64) { view = Scene(self).view(height: height) }
}
