/// The complete state of one procgen maze environment: every variable that `get_state` serialises.
///
/// A state is a value. Stepping, editing and serialising agree with procgen 0.10.7 bit for bit.
public struct MazeState: Sendable, Equatable {
  /// The distribution mode, which fixes the size of the world.
  public internal(set) var mode: MazeMode
  /// The options.
  public var settings = Settings()
  /// Moves are whole cells; every reset sets it.
  public var gridStep = true
  /// The lowest level this environment plays.
  public var levelSeedLow: Int32
  /// One more than the highest level this environment plays.
  public var levelSeedHigh: Int32
  /// Without effect.
  public var gameType: Int32 = 0
  /// The index of the environment in its vector.
  public var gameN: Int32 = 0
  /// Draws the levels.
  public var levelSeedGenerator: Generator
  /// Generates the level, then draws once every step.
  public var levelGenerator = Generator.unseeded
  /// What the last step reported.
  public var stepData = StepData()
  /// The last action; 4 after a reset.
  public var action: Int32 = 4
  /// The number of steps after which an episode ends.
  public var timeout: Int32 = 500
  /// The level being played.
  public var currentLevelSeed: Int32 = 0
  /// The level the last step was taken in.
  public var prevLevelSeed: Int32 = 0
  /// Without effect.
  public var episodesRemaining: Int32 = 0
  /// The last step ended an episode.
  public var episodeDone = false
  /// 10 once any cheese was reached.
  public var lastRewardTimer: Int32 = 0
  /// The last reward that was not 0; -1 before any.
  public var lastReward: Float = -1
  /// The action that does nothing.
  public var defaultAction: Int32 = 4
  /// A digest of the game's name.
  public var fixedAssetSeed: Int32 = -446_301_918
  /// Steps since the level began.
  public var curTime: Int32 = 0
  /// Without effect.
  public var isWaitingForStep = false
  /// The number of cells of the world.
  public var gridSize: Int32
  /// The things in the world; at least one is a mouse, and the last mouse is the one that moves.
  public internal(set) var entities: [Entity]
  /// Without effect in the maze.
  public var useProcgenBackground = false
  /// Which of the nine backgrounds.
  public internal(set) var backgroundIndex: Int32 = 0
  /// Without effect in the maze.
  public var bgTileRatio: Float = 0
  /// A shift of the background that never shows.
  public var bgPctX: Float = 0
  /// Without effect in the maze.
  public var charDim: Float = 5
  /// The last move that was not "stay".
  public var lastMoveAction: Int32 = 7
  /// The last move.
  public var moveAction: Int32 = 0
  /// The last special action.
  public var specialAction: Int32 = 0
  /// Without effect in the maze.
  public var mixrate: Float = 0.5
  /// Without effect in the maze.
  public var maxspeed: Float = 0.5
  /// Without effect in the maze.
  public var maxJump: Float = 0.5
  /// The last move to the right.
  public var actionVx: Float = 0
  /// The last move upwards.
  public var actionVy: Float = 0
  /// Without effect in the maze.
  public var actionVrot: Float = 0
  /// What the picture shows.
  public var view = View()
  /// Without effect in the maze.
  public var randomAgentStart = false
  /// Without effect in the maze.
  public var hasUsefulVelInfo = false
  /// The number drawn in the last step.
  public var stepRandInt: Int32 = 0
  /// Never used, and never changes.
  public var assetGenerator = Generator.unseeded
  /// The value of everything outside the world.
  public var outOfBoundsObject = Cell.wall
  /// The world, row by row, the bottom row first; always `mode.worldSize` squared values.
  public internal(set) var cells: [Int32]
  /// The size of the inner maze as it was generated.
  public var mazeDim: Int32 = 0

  /// The mouse that moves.
  public var mouse: Entity {
    get { entities[mouseIndex] }
    set {
      let index = mouseIndex
      entities[index] = newValue
      entities[index].type = 0
    }
  }

  private var mouseIndex: Int { entities.lastIndex { $0.type == 0 } ?? 0 }
}
