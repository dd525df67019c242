import Experiments

/// Where the mouse can be sent: for every square the probability of the path to it, when that square is the target of
/// an edit, when the cheese lies there, and when nothing is done.
struct RetargetMap: Experiment {
  static let name = "retarget-map"
  static let summary = "For every square: the path to it when retargeted, with the cheese there, and as it is."
  static let discussion = """
    The probability of a path is the geometric mean of its steps' probabilities. Without --channels the channels are \
    those in which the cheese shows most (a rule that looks at activations only), and without --value the value is \
    their mean over them of what the cheese itself adds there, times --strength.

    EXAMPLES
      hookctl --plugin Plugins/Retarget retarget-map --levels 0..<5 --out found
      hookctl --plugin Plugins/Retarget retarget-map --levels 8 --channels 5 --channels 7 --value 5.5
    """
  static let levels = "0..<10"

  @Option(help: "Where to edit.") var site = "embedder.block2.res1.resadd_out"
  @Option(help: "Which channels; repeatable. (default: those in which the cheese shows most)") var channels: [Int] = []
  @Option(help: "How many channels, when none are named.") var count = 4
  @Option(help: "What the cells of the square become. (default: what the cheese makes of them)") var value: Float?
  @Option(help: "A factor of the default value.") var strength: Float = 1
  @Option(help: "What the channels' other cells become. (default: they stay)") var rest: Float?
  @Option(help: "The levels that channels and value are chosen on; they are not among those shown.")
  var training = "1000..<1100"

  func validate() throws {
    guard count > 0 else { throw ValidationError("--count must be at least 1.") }
  }

  /// The three probabilities of a square.
  struct Row {
    let level: Int
    let square: Square
    let steps: Int
    let original: Double
    let retargeted: Double
    let cheese: Double
  }

  func run(in lab: Lab) throws -> Findings {
    let pattern = SitePattern(site)
    let choice = try self.choice(at: pattern, in: lab)
    let mazes = try lab.mazes()
    let rows = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { maze in
      try squares(of: maze, pattern, choice, lab)
    }
    return try findings(rows, mazes, choice, lab)
  }

  private func squares(
    of state: MazeState, _ pattern: SitePattern, _ choice: (channels: [Int], value: Float), _ lab: Lab
  ) throws -> [Row] {
    let paths = PathProbabilities(lab: lab)
    let maze = state.maze
    return try maze.legalSquares.filter { $0 != maze.start }.map { target in
      let edit = Retarget(square: target, channels: choice.channels, value: choice.value, default: rest)
      var moved = state
      try moved.maze.moveCheese(to: target)
      return Row(
        level: Int(state.currentLevelSeed), square: target,
        steps: (maze.shortestPath(from: maze.start, to: target)?.count ?? 1) - 1,
        original: try paths.probability(to: target, in: state, under: Plan()),
        // A channel may have this value in these cells already.
        retargeted: try paths.probability(
          to: target, in: state, under: Plan(allowUnmatched: true) { Edit(pattern, edit) }),
        cheese: try paths.probability(to: target, in: moved, under: Plan()))
    }
  }

  /// The channels and the value: those given, or those of the cheese on the training levels.
  private func choice(at site: SitePattern, in lab: Lab) throws -> (channels: [Int], value: Float) {
    if !channels.isEmpty, let value { return (channels, value) }
    guard let wanted = try LevelSpecification("levels \(training)") else {
      throw ValidationError("--training \(training) names no levels.")
    }
    lab.progress("choosing channels on levels \(training)")
    let mazes = try wanted.levels.map { try lab.maze($0) }
    let found = try lab.cheeseChannels(at: site, of: mazes)
    // Of one sign, as one value is put into all of them: that of the channel in which the cheese shows most.
    let sign = found.first.map { $0.response < 0 ? -1.0 : 1.0 } ?? 1
    let chosen = channels.isEmpty
      ? Array(found.filter { $0.response * sign > 0 }.prefix(count)) : found.filter { channels.contains($0.channel) }
    let mean = chosen.map(\.response).reduce(0, +) / Double(max(chosen.count, 1))
    return (channels.isEmpty ? chosen.map(\.channel) : channels, value ?? Float(mean) * strength)
  }
}
