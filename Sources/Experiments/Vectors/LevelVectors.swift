import HookKit
import MazeEnv
import MazeLab

/// What a change to levels does to the activations of a site: a vector for each level, for interventions that add such
/// vectors.
///
/// The vector of a level is the activation of one version of it minus that of another, without any edits.
public struct LevelVectors: Sendable {
  /// The vectors by level. Under nil the one that all rows share.
  private let vectors: [Int?: Tensor]

  /// The vectors that the rows of a run need.
  ///
  /// - Parameters:
  ///   - levels: the levels whose mean vector all rows share, "8" or "0..<50"; nil for each row's own level.
  ///   - intervention: the one that asks, for errors.
  ///   - first: the version of a level that counts.
  ///   - second: the version that is taken away from it.
  /// - Throws: an `ExplainedError` when nobody knows of which level a row is, or how mazes are drawn.
  /// - Complexity: two forward passes up to the site, of a row for each level.
  public init(
    of levels: String?, for intervention: some Intervention, in context: PrepareContext,
    _ first: (MazeState) throws -> MazeState, minus second: (MazeState) throws -> MazeState
  ) throws {
    let named = try levels.map { text in
      guard let wanted = try LevelSpecification("levels \(text)"), !wanted.isWithoutCheese else {
        throw ParameterError(intervention, "\"\(text)\" names no levels", try: "write 8, 0..<50 or 3,5,9")
      }
      return wanted.levels
    }
    let numbers = named ?? context.levels
    guard named != nil || context.inputs.rows.allSatisfy({ $0.labels[MazeLabels.level] != nil }) else {
      throw ParameterError(
        intervention, "nobody knows of which level the rows of this run are", try: "name one: level: 8")
    }
    let mode = try context.mazes().mode
    let states = try numbers.map { try MazeState(level: $0, mode: mode) }
    let change = try context.activations(of: states.map(first)) - context.activations(of: states.map(second))
    vectors = named == nil
      ? Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, change.row($0)) }) : [nil: Self.mean(change)]
  }

  private init(_ vectors: [Int?: Tensor]) { self.vectors = vectors }

  /// Whether all rows have the same vector, so that adding it treats each element by itself.
  public var isShared: Bool { vectors.count == 1 }

  /// Whether every vector is nothing but zeros.
  public var areZero: Bool { vectors.values.allSatisfy { $0.scalars.allSatisfy { $0 == 0 } } }

  /// Other vectors in their place, each made from the old one and the level that it is of.
  public func mapped(_ transform: (Int?, Tensor) throws -> Tensor) rethrows -> LevelVectors {
    LevelVectors(try Dictionary(uniqueKeysWithValues: vectors.map { ($0, try transform($0, $1)) }))
  }

  /// The vector of a row; nil for one of a level that was not known before the run.
  public func vector(of row: Inputs.Row) -> Tensor? {
    vectors[nil] ?? row.labels[MazeLabels.level].flatMap { Int($0) }.flatMap { vectors[$0] }
  }

  /// Every row plus `scale` times its vector.
  ///
  /// - Throws: `ParameterError` for a row of a level that was not known before the run.
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

  private static func mean(_ rows: Tensor) -> Tensor {
    let (count, size) = (rows.rows, rows.shape.row.count)
    let scalars = rows.scalars
    let sums = (0..<size).map { index in (0..<count).reduce(0.0) { $0 + Double(scalars[$1 * size + index]) } }
    return Tensor(sums.map { Float($0 / Double(count)) }, shape: rows.shape.row)
  }
}
