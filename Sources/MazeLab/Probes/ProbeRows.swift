import HookKit
import ImpalaModel
import MazeEnv

/// Observations to learn from, with what is known of each: the mouse on random squares of many levels.
public struct ProbeRows: Sendable {
  /// What is known of an observation.
  public struct Row: Sendable, Hashable {
    /// The number of the maze: that of its level, or its place among files.
    public let level: Int
    /// The outer square of the mouse: the same one is the same place in the picture, whatever the maze's size.
    public let mouse: Square
    /// The outer square of the cheese; nil without cheese.
    public let cheese: Square?
    /// The group of actions that the policy finds likeliest.
    public let action: ActionGroup
    /// Whether the policy gets the cheese in an episode from here; nil where none was played, or there is no cheese.
    public let gotCheese: Bool?
  }

  /// What is known of each observation.
  public let rows: [Row]
  /// The values at the sites by their primary names, `[N, ...]`.
  public let activations: [String: Tensor]
  /// The mazes by their numbers.
  public let mazes: [Int: MeasuredMaze]
  /// What a plan's edits did.
  public let receipts: [Receipt]

  /// Runs a policy on random squares of levels, and keeps the values at some sites; see
  /// ``init(of:perMaze:sites:policy:under:renderer:facing:playsEpisodes:options:)``.
  public init(
    levels: some Collection<Int>, mode: MazeMode, perLevel: Int, sites: [Site], policy: Policy, under plan: Plan,
    renderer: MazeRenderer, facing: FieldFacing = .state, playsEpisodes: Bool = false, options: RunOptions
  ) throws {
    try self.init(
      of: .levels(LevelList(numbers: levels), mode: mode), perMaze: perLevel, sites: sites, policy: policy,
      under: LevelPlan(plan), renderer: renderer, facing: facing, playsEpisodes: playsEpisodes, options: options)
  }

  /// Runs a policy on random squares of mazes, and keeps the values at some sites.
  ///
  /// The squares of a maze are drawn by the seed and its number alone.
  ///
  /// - Parameters:
  ///   - mazes: the mazes.
  ///   - perMaze: how many squares of each maze; all its squares where it has fewer.
  ///   - sites: whose values are kept.
  ///   - policy: the policy that is run.
  ///   - plan: the edits under which it is run.
  ///   - renderer: what draws the mazes for it.
  ///   - facing: which way the mouse looks; for both, every square is there twice, left and right.
  ///   - playsEpisodes: whether an episode is played from every square, of at most 500 steps, with sampled actions.
  ///   - options: how the runs are done; their seed draws the squares too.
  /// - Throws: ``FieldError`` for networks that are no policies, `MazeError` for levels that do not exist,
  ///   ``ProbeError`` for more values than fit into memory, and all that runs throw.
  /// - Complexity: one forward pass over all observations.
  public init(
    of mazes: MazeSet, perMaze: Int, sites: [Site], policy: Policy, under plan: LevelPlan, renderer: MazeRenderer,
    facing: FieldFacing = .state, playsEpisodes: Bool = false, options: RunOptions
  ) throws {
    try VectorField.check(policy)
    guard perMaze > 0 else { throw ProbeError.noRows(perLevel: perMaze) }
    let (ofSide, isTooMany) = mazes.count.multipliedReportingOverflow(by: perMaze)
    let (count, isMore) = ofSide.multipliedReportingOverflow(by: facing.sides.count)
    let size = sites.reduce(0.0) { $0 + Double($1.shape.count * MemoryLayout<Double>.size) }
    guard !isTooMany, !isMore, size * Double(count) <= Double(Self.limit) else {
      let all = Double(mazes.count) * Double(perMaze) * Double(facing.sides.count)
      throw ProbeError.tooLarge(gibibytes: size * all / Double(1 << 30))
    }
    var run = ProbeRun(sites, policy, plan, options)
    var known: [(level: Int, mouse: Square)] = [], measured: [Int: MeasuredMaze] = [:], starts: [MazeState] = []
    for number in mazes.numbers {
      let state = try mazes.state(numbered: number)
      let maze = state.maze
      var stream = RandomStream(seed: options.seed, "probe squares".stableHash, UInt64(number))
      let legal = maze.legalSquares
      let squares = stream.permutation(legal.count).prefix(perMaze).map { legal[$0] }
      let sides = facing.states(of: state)
      known += sides.flatMap { _ in squares.map { (number, maze.outer($0)) } }
      try run.add(sides.map { Inputs(mouseOn: squares, of: $0, renderer: renderer) }, of: sides, number)
      if playsEpisodes { starts += try sides.flatMap { try squares.map($0.withMouse) } }
      measured[number] = MeasuredMaze(maze, level: number)
    }
    try run.finish()
    let outcomes = try Self.outcomes(of: starts, known.map(\.level), policy, plan, renderer, options)
    rows = zip(known, run.answers).enumerated().map { number, row in
      let (known, answer) = row
      let cheese = measured[known.level].flatMap { maze in maze.cheese.map(maze.maze.outer) }
      return Row(
        level: known.level, mouse: known.mouse, cheese: cheese, action: answer.likeliest,
        gotCheese: cheese == nil || outcomes.isEmpty ? nil : outcomes[number])
    }
    (activations, receipts, self.mazes) = (run.activations, run.receipts, measured)
  }

  /// Whether the policy gets the cheese from each start, under the edits of its level.
  private static func outcomes(
    of starts: [MazeState], _ levels: [Int], _ policy: Policy, _ edits: LevelPlan, _ renderer: MazeRenderer,
    _ options: RunOptions
  ) throws -> [Bool] {
    var playing = RolloutOptions()
    (playing.seed, playing.engine, playing.isCancelled) = (options.seed, options.engine, options.isCancelled)
    var outcomes: [Bool] = []
    func play(_ starts: [MazeState], under plan: Plan) throws {
      let variant = RolloutVariant("policy", policy: policy, plan: plan)
      let rollout = Rollout([variant], on: .native(renderer), options: playing, observations: options.observations)
      try rollout.run(.states(starts)) { outcomes.append($0[0].outcome == .cheese) }
    }
    guard edits.same == nil else {
      if let same = edits.same, !starts.isEmpty { try play(starts, under: same) }
      return outcomes
    }
    var rest = zip(levels, starts).map { ($0, $1) }[...]
    while let (level, _) = rest.first {
      let here = rest.prefix { $0.0 == level }
      try edits.at(level) { try play(here.map(\.1), under: edits.plan(on: level)) }
      rest = rest.dropFirst(here.count)
    }
    return outcomes
  }

  /// More than this is a typo.
  private static let limit = 4 << 30
}

extension MazeState {
  /// The state with its mouse on an inner square.
  fileprivate func withMouse(on square: Square) throws -> MazeState {
    var state = self
    try state.maze.placeMouse(at: square)
    return state
  }
}

extension GroupProbabilities {
  /// The group with the largest probability, the first of several.
  public var likeliest: ActionGroup {
    ActionGroup.allCases.max { (self[$0], -$0.rawValue) < (self[$1], -$1.rawValue) } ?? .noop
  }
}

/// Probes that cannot be made.
public enum ProbeError: ExplainedError, Hashable {
  /// No squares were to be taken of each level.
  case noRows(perLevel: Int)
  /// The activations of all rows and sites would take more memory than is allowed.
  case tooLarge(gibibytes: Double)
  /// Channels of a site whose values are no images.
  case noChannels(site: String, shape: Shape)
  /// A method that cannot predict the target.
  case notForTarget(target: String, method: String)
  /// None of the observations has the target.
  case nothingKnown(target: String, rows: Int)
  /// A target that is a label of cells, without probes of cells; or the other way round.
  case notForCells(target: String), onlyForCells(target: String)
  /// Cells of mazes whose squares have no fixed place in the picture.
  case noGrid
  /// A single level or maze, where some are needed to fit and others to score.
  case oneMaze(unit: String)
  /// A file of labels that does not fit.
  case labels(path: String, String)
  /// Neither a target nor labels.
  case noTarget

  public var explanation: Explanation {
    switch self {
    case .noRows(let perLevel):
      return Explanation(.usage, "\(perLevel) squares a maze", "there is nothing to learn from", try: "take 1 or more")
    case .tooLarge(let gibibytes):
      let size = gibibytes < 1e9 ? "\(Int(gibibytes).grouped) GiB" : "more than 1,000,000,000 GiB"
      return Explanation(
        .usage, "mazes, squares and sites", "the activations would take \(size)",
        try: "name fewer sites, mazes or squares")
    case .noChannels(let site, let shape):
      return Explanation(
        .usage, "channels of site \"\(site)\"", "its values are \(shape), without cells",
        try: "name a site of images, or probe the whole site")
    case .notForTarget(let target, let method):
      return Explanation(
        .usage, "target \(target)", "\(method) regression is not for it",
        try: "leave --method out, and what suits is used")
    case .notForCells(let target):
      return Explanation(
        .usage, "target \(target)", "it is no label of single cells",
        try: "with --cells, decode cheese, mouse or open; leave --cells out for whole sites")
    case .onlyForCells(let target):
      return Explanation(
        .usage, "target \(target)", "it is a label of every cell, not of a whole site", try: "add --cells")
    case .noGrid:
      return Explanation(
        .usage, "cells in memory mode", "the picture moves with the mouse, so that squares have no fixed cells",
        try: "take levels in easy or hard mode")
    case .labels(let path, let problem):
      return Explanation(
        .badData, path, problem, try: "give a number for each row; `probe --out FILE.npz` writes which rows there are")
    case .noTarget:
      return Explanation(
        .usage, "no target", "nothing is to be decoded",
        try: "give --target cheese, mouse, action, got-cheese or a metric, or --labels FILE")
    case .oneMaze(let unit):
      return Explanation(
        .usage, "one \(unit)", "a probe is fitted to some \(unit)s and scored on others",
        try: "name more: \(unit == "level" ? "--levels 0-99" : "--mazes 'boards/*.maze'")")
    case .nothingKnown(let target, let rows):
      return Explanation(
        .usage, "target \(target)", "none of \(rows.grouped) observations has it", try: "name other mazes")
    }
  }
}
