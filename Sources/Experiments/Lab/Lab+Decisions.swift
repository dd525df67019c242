import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What the policy does at a maze's decision square under one condition.
public struct Decision: Sendable, Hashable {
  /// The number of the level; of mazes of files their place among them.
  public let level: Int
  /// The probabilities of the steps towards the cheese, towards the corner, and of all others.
  public let probabilities: DecisionProbabilities
  /// The likeliest group of actions.
  public let greedy: ActionGroup
  /// All five probabilities.
  public let groups: GroupProbabilities
}

extension Lab {
  /// What the policy does at the decision square of each maze, the mouse put there, under each condition; where the lab
  /// has both facings, the mean of the two.
  ///
  /// The mazes are computed together, so that an edit that
  /// changes none of them is an error, and one that changes some is not.
  ///
  /// - Parameters:
  ///   - mazes: with a decision square each; see ``mazesWithDecision(limit:)``.
  ///   - conditions: what is compared: a plan each.
  /// - Returns: for each condition one decision for each maze.
  /// - Throws: `FieldError` for a maze without decision square, and all that runs throw.
  /// - Complexity: one forward pass of as many rows as there are mazes for each condition; what conditions
  ///   share is computed once.
  public func decisions(at mazes: [MazeState], under conditions: [Condition]) throws -> [[Decision]] {
    guard !mazes.isEmpty else { throw nothing("a decision square") }
    let sides = try facing.sides.map { side in
      try groups(at: mazes.map { side.states(of: $0)[0] }, under: conditions, options.about(mazes))
    }
    return try conditions.indices.map { condition in
      try mazes.indices.map { maze in
        try decision(of: mazes[maze], GroupProbabilities(meanOf: sides.map { $0[condition][maze] }))
      }
    }
  }

  /// What the policy does at the decision squares under each condition, the mice looking as they do.
  private func groups(
    at mazes: [MazeState], under conditions: [Condition], _ options: RunOptions
  ) throws -> [[GroupProbabilities]] {
    try VectorField.check(policy)
    let parts = try mazes.map { state -> Inputs in
      guard let square = state.maze.decisionSquare else {
        throw FieldError.noDecisionSquare(level: Int(state.currentLevelSeed))
      }
      return Inputs(mouseOn: [square], of: state, renderer: renderer)
    }
    let inputs = Inputs(Tensor.concatenating(rows: parts.map(\.tensor)), rows: parts.flatMap(\.rows))
    let runs = try policy.graph.runs(inputs, under: conditions.map(\.plan), options: options)
    return runs.map { VectorField.groupProbabilities($0[policy.interface.logits]) }
  }

  private func decision(of state: MazeState, _ groups: GroupProbabilities) throws -> Decision {
    let maze = state.maze
    // A field of one square knows where its maze's ways lead.
    let field = VectorField(
      level: Int(state.currentLevelSeed), mode: state.mode, grid: maze.innerGrid,
      squares: maze.decisionSquare.map { [$0] } ?? [], probabilities: [groups], values: [0])
    let greedy = ActionGroup.allCases.max { groups[$0] < groups[$1] } ?? .noop
    return Decision(
      level: number(of: state), probabilities: try field.decisionProbabilities(), greedy: greedy, groups: groups)
  }
}
