import Foundation
import MazeEnv

extension VectorField {
  /// How readily the policy walks from the start to a square: the geometric mean of its steps' probabilities.
  ///
  /// With the shortest path `s_0 ... s_k` it is `(p(s_0 -> s_1) ... p(s_{k-1} -> s_k))^(1/k)`, as in procgen-tools'
  /// heat map of retargetability. A step from the cheese's square, which has no probabilities, is left out.
  ///
  /// - Throws: ``FieldError/unreachable(_:)`` for the start itself, and where no path leads.
  public func pathProbability(to square: Square) throws -> Double {
    let maze = maze
    guard let path = maze.shortestPath(from: maze.start, to: square), path.count > 1 else {
      throw FieldError.unreachable(square)
    }
    let steps = zip(path, path.dropFirst()).compactMap { from, to -> Double? in
      guard let groups = probabilities(at: from), let group = ActionGroup(from: from, to: to) else { return nil }
      return groups[group]
    }
    guard !steps.isEmpty else { throw FieldError.unreachable(square) }
    return exp(steps.map { log($0) }.mean)
  }
}
