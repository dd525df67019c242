import Experiments

/// How readily a policy walks from the start to a square: the geometric mean of its steps' probabilities along the
/// path, with the mouse on the path's squares only.
struct PathProbabilities {
  let lab: Lab

  /// For each target the probability of the path to it, under the plan of that target.
  ///
  /// - Parameter state: the maze in which a target is tried.
  /// - Complexity: one forward pass over the squares of the path for each target; what targets of one maze share is
  ///   computed once for targets that are given together.
  func probability(to target: Square, in state: MazeState, under plan: Plan) throws -> Double {
    let maze = state.maze
    guard let path = maze.shortestPath(from: maze.start, to: target), path.count > 1 else {
      throw FieldError.unreachable(target)
    }
    // The mouse cannot stand on the cheese, and needs no step from the target.
    let squares = path.dropLast().filter { maze.cell(at: $0) == Int(MazeEnv.Cell.empty) }.sorted()
    let inputs = Inputs(mouseOn: squares, of: state, renderer: lab.renderer)
    let run = try lab.policy.graph.run(inputs, under: plan, options: lab.options)
    let logits = run[Policy.logitsSite]
    let field = VectorField(
      level: Int(state.currentLevelSeed), mode: state.mode, grid: maze.innerGrid, squares: squares,
      probabilities: squares.indices.map { GroupProbabilities(logits: logits.row($0).scalars) },
      values: squares.map { _ in 0 })
    return try field.pathProbability(to: target)
  }
}
