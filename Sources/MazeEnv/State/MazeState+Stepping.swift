/// What a step reports.
public struct MazeStep: Sendable, Equatable {
  /// 10 when the cheese was reached, else 0.
  public var reward: Float
  /// The episode ended, and the state is already that of the next one; procgen's `first`.
  public var done: Bool
  /// The level the step was taken in.
  public var prevLevelSeed: Int
  /// The cheese was reached.
  public var prevLevelComplete: Bool
  /// The level the state is now in.
  public var levelSeed: Int
}

extension MazeState {
  /// The action that does nothing.
  public static let stay: Int32 = 4
  /// The action that ends the episode.
  public static let endEpisode = -1
  /// The reward for the cheese.
  public static let cheeseReward: Float = 10

  /// Takes one step, and starts the next level at once when that ends the episode.
  ///
  /// - Parameter action: 0 to 14 as in procgen (0-2 left, 3 down, 5 up, 6-8 right, others stay), or -1, which
  ///   stays and ends the episode.
  /// - Throws: `MazeError.unknownAction`.
  @discardableResult
  public mutating func step(_ action: Int) throws -> MazeStep {
    guard (-1...14).contains(action) else { throw MazeError.unknownAction(action) }
    curTime &+= 1
    let isForced = action == Self.endEpisode
    self.action = isForced ? Self.stay : Int32(action)
    stepData = StepData(reward: 0, done: false, levelComplete: false)
    stepRandInt = Int32(levelGenerator.twister.next() % 1_000_000)
    setMove(self.action)
    var mouse = self.mouse
    move(&mouse)
    eatCheese(under: mouse)
    self.mouse = mouse
    stepData.done = stepData.reward > 0 || isForced || curTime >= timeout
    if stepData.reward != 0 {
      lastRewardTimer = 10
      lastReward = stepData.reward
    }
    prevLevelSeed = currentLevelSeed
    if stepData.done { reset() }
    if settings.useSequentialLevels && stepData.levelComplete { stepData.done = false }
    episodeDone = stepData.done
    refreshView()
    return MazeStep(
      reward: stepData.reward, done: stepData.done, prevLevelSeed: Int(prevLevelSeed),
      prevLevelComplete: stepData.levelComplete, levelSeed: Int(currentLevelSeed))
  }

  private mutating func setMove(_ action: Int32) {
    moveAction = action < 9 ? action : Self.stay
    specialAction = action < 9 ? 0 : action - 8
    if moveAction != Self.stay { lastMoveAction = moveAction }
    actionVx = Float(moveAction / 3 - 1)
    // A diagonal becomes horizontal.
    actionVy = actionVx == 0 ? Float(moveAction % 3 - 1) : 0
    actionVrot = 0
  }

  private func move(_ mouse: inout Entity) {
    mouse.vx = actionVx
    mouse.vy = actionVy
    if actionVx != 0 || actionVy != 0 {
      let x = mouse.x + actionVx
      let y = mouse.y + actionVy
      if isFree(x: x, y: y, rx: mouse.rx * 0.98, ry: mouse.ry * 0.98) {
        mouse.x = x
        mouse.y = y
      } else if actionVx != 0 {
        // A product with 0, not 0: a blocked move left leaves -0, which the state bytes show.
        mouse.vx *= 0
      } else {
        mouse.vy *= 0
      }
    }
    mouse.lifeTime &+= 1
    if actionVx != 0 { mouse.isReflected = actionVx > 0 }
  }

  /// Whether none of the four corners of a box is in a wall.
  private func isFree(x: Float, y: Float, rx: Float, ry: Float) -> Bool {
    for cornerX in [x - rx, x + rx] {
      for cornerY in [y - ry, y + ry] {
        // A comparison that fails for NaN as well: such a mouse never moves.
        guard cornerX >= 0, cornerY >= 0 else { return false }
        let square = Square(truncated(Double(cornerY)), truncated(Double(cornerX)))
        if value(at: square) == Cell.wall { return false }
      }
    }
    return true
  }

  private mutating func eatCheese(under mouse: Entity) {
    let square = mouse.square
    guard value(at: square) == Cell.cheese, contains(square) else { return }
    cells[square.row * mode.worldSize + square.column] = Cell.empty
    stepData.reward += Self.cheeseReward
    stepData.levelComplete = true
  }

  private func contains(_ square: Square) -> Bool {
    let range = 0..<mode.worldSize
    return range.contains(square.row) && range.contains(square.column)
  }

  private func value(at square: Square) -> Int32 {
    contains(square) ? cells[square.row * mode.worldSize + square.column] : Cell.wall
  }

  private mutating func reset() {
    if settings.useSequentialLevels && stepData.levelComplete {
      startLevel(currentLevelSeed &+ 997)
    } else {
      startLevel(drawLevelSeed())
    }
  }
}
