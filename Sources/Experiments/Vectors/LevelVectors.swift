import HookKit
import MazeEnv
import MazeLab

/// What a change to mazes does to the activations of a site: a vector for each maze, for interventions that
/// add such vectors.
///
/// The vector of a maze is the activation of one version of it minus that of another, the mouse where it
/// stands, without any edits.
public struct LevelVectors: Sendable {
  /// The vectors by the maze of the row. Under nil the one that all rows share.
  private let vectors: [RowMaze?: Tensor]

  /// The vectors that the rows of a run need.
  ///
  /// - Parameters:
  ///   - levels: the levels whose mean vector all rows share, "8" or "0..<50"; nil for each row's own maze, as it is
  ///     under study.
  ///   - intervention: the one that asks, for errors.
  ///   - context: the site, the rows, and who draws mazes.
  ///   - first: the version of a maze that counts.
  ///   - second: the version that is taken away from it.
  /// - Throws: an `ExplainedError` when nobody knows of which maze a row is, or how mazes are drawn.
  /// - Complexity: two forward passes up to the site, of a row for each maze.
  public init(
    of levels: String?, for intervention: some Intervention, in context: PrepareContext,
    _ first: (MazeState) throws -> MazeState, minus second: (MazeState) throws -> MazeState
  ) throws {
    func change(_ states: [MazeState]) throws -> Tensor {
      try context.activations(of: states.map(first)) - context.activations(of: states.map(second))
    }
    if let levels {
      guard let wanted = try LevelSpecification("levels \(levels)"), !wanted.hasChanges else {
        throw ParameterError(intervention, "\"\(levels)\" names no levels", try: "write \(LevelList.forms)")
      }
      let mode = try context.mazes().mode
      let mean = try context.kept("\(type(of: intervention).kind) of \(levels)") {
        try change(wanted.levels.map { try MazeState(level: $0, mode: mode) }).meanOverRows
      }
      vectors = [nil: mean]
      return
    }
    let found = context.inputs.rows.map(RowMaze.init)
    guard !found.contains(nil) else {
      throw ParameterError(
        intervention, "the rows of this run do not say which level they are from", try: "name one: level: 8")
    }
    let mazes = Array(Set(found.compactMap { $0 })).sorted()
    guard !mazes.isEmpty else {
      vectors = [:]
      return
    }
    let observer = try context.mazes()
    let known = Dictionary(observer.subjects.map { (RowMaze($0), $0) }) { first, _ in first }
    let changes = try change(mazes.map { try known[$0] ?? $0.state(in: observer.mode, for: intervention) })
    vectors = Dictionary(uniqueKeysWithValues: mazes.enumerated().map { (RowMaze?.some($1), changes.row($0)) })
  }

  /// What all rows get, so that adding it treats each element by itself; nil where mazes have vectors of
  /// their own.
  public var shared: Tensor? { vectors.count == 1 ? vectors.first?.value : nil }

  /// Whether every vector is nothing but zeros.
  public var areZero: Bool { vectors.values.allSatisfy { $0.scalars.allSatisfy { $0 == 0 } } }

  /// The vector of a row; nil for one of a maze that was not known before the run.
  public func vector(of row: Inputs.Row) -> Tensor? { vectors[nil] ?? RowMaze(row).flatMap { vectors[$0] } }

  /// Every row plus `scale` times its vector.
  ///
  /// - Throws: `ParameterError` for a row of a maze that was not known before the run.
  public func added(
    to value: Tensor, scale: Float, by intervention: some Intervention, _ context: EditContext
  ) throws -> Tensor {
    let size = value.shape.row.count
    var result = value
    for (number, row) in context.rows.enumerated() {
      guard let vector = vector(of: row) else {
        throw ParameterError(
          intervention, "level \(row.labels[MazeLabels.level] ?? "?") was not known before the run",
          try: "name the level of the vector: level: 8")
      }
      result.withUnsafeMutableScalars { result in
        vector.withUnsafeScalars { vector in
          for index in 0..<size { result[number * size + index] += scale * vector[index] }
        }
      }
    }
    return result
  }
}

/// Which maze a row shows, as far as its labels tell: a level, where its cheese is, and walls that are not the level's.
private struct RowMaze: Hashable, Comparable {
  let level: Int
  let cheese: String?
  let walls: String?

  /// Nil for rows of which no level is known.
  init?(_ row: Inputs.Row) {
    guard let level = row.labels[MazeLabels.level].flatMap({ Int($0) }) else { return nil }
    (self.level, cheese, walls) = (level, row.labels[MazeLabels.cheese], row.labels[MazeLabels.walls])
  }

  init(_ state: MazeState) {
    let maze = state.maze
    level = Int(state.currentLevelSeed)
    cheese = MazeLabels.labels(of: maze, mouseAt: maze.mouse, level: level)[MazeLabels.cheese]
    walls = MazeLabels.walls(state.drawKey, level)
  }

  static func < (left: RowMaze, right: RowMaze) -> Bool {
    (left.level, left.cheese ?? "", left.walls ?? "") < (right.level, right.cheese ?? "", right.walls ?? "")
  }

  /// The level as procgen makes it.
  func state(in mode: MazeMode, for intervention: some Intervention) throws -> MazeState {
    let state = try MazeState(level: level, mode: mode)
    guard RowMaze(state) == self else {
      throw ParameterError(
        intervention, "level \(level) was changed for this run, and its vector is that of another maze",
        try: "name the level of the vector: level: \(level)")
    }
    return state
  }
}
