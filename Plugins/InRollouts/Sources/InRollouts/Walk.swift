import Experiments

/// An episode held against the field of its maze: shares of its steps, 0 to 1.
public struct Walk {
  /// Steps at which the mouse looks right.
  public let looksRight: Double
  /// Steps that are not the field's likeliest action.
  public let differs: Double
  /// Those of them that are the likeliest action as the mouse looks.
  public let byFacing: Double
  /// The others of them.
  public let byChance: Double
  /// Steps at which another action is the likeliest as the mouse looks than in the field.
  public let turned: Double
  /// The mean total variation between the probabilities of field and rollout.
  public let distance: Double
  /// Whether the mouse leaves the way that leads to cheese and corner before the decision square; nil without one.
  public let leavesSharedWay: Bool?

  /// Nil for an episode without steps.
  ///
  /// - Parameter field: that of the maze, the mouse looking as the field has it.
  public init?(_ episode: Episode, _ field: VectorField) {
    guard episode.steps > 0 else { return nil }
    let steps = (0..<episode.steps).compactMap { number -> Step? in
      field.probabilities(at: episode.path[number]).map { Step(episode, number, $0) }
    }
    func share(_ isCounted: (Step) -> Bool) -> Double { Double(steps.count(where: isCounted)) / Double(steps.count) }
    looksRight = Double(episode.facesRight.dropLast().count { $0 }) / Double(episode.steps)
    differs = share { $0.taken != $0.inField }
    byFacing = share { $0.taken != $0.inField && $0.taken == $0.asItLooks }
    byChance = share { $0.taken != $0.inField && $0.taken != $0.asItLooks }
    turned = share { $0.inField != $0.asItLooks }
    distance = steps.reduce(0) { $0 + $1.distance } / Double(steps.count)
    leavesSharedWay = Self.leaves(episode)
  }

  /// A step: what was done, what was likeliest there, and what is in the field.
  private struct Step {
    let taken: ActionGroup
    let asItLooks: ActionGroup
    let inField: ActionGroup
    let distance: Double

    init(_ episode: Episode, _ number: Int, _ field: GroupProbabilities) {
      let here = episode.groupProbabilities(at: number)
      let action = episode.actions[number]
      taken = ActionGroup.allCases.first { $0.actions.contains(action) } ?? .noop
      (asItLooks, inField) = (here.likeliest, field.likeliest)
      distance = here.totalVariation(to: field)
    }
  }

  private static func leaves(_ episode: Episode) -> Bool? {
    let marks = episode.landmarks
    guard let decision = marks.decision,
      let way = episode.initial.maze.shortestPath(from: marks.start, to: decision)
    else { return nil }
    let until = episode.decisionStep ?? episode.path.count - 1
    return !episode.path[...until].allSatisfy(Set(way).contains)
  }
}

extension GroupProbabilities {
  /// The action with the highest probability; of equals the first.
  var likeliest: ActionGroup { ActionGroup.allCases.max { self[$0] < self[$1] } ?? .noop }
}
