import HookKit
import MazeEnv
import MazeLab

/// The answer to `episode`: an episode without the edits and one with them, from the maze as it is, with the same draws.
enum EpisodeAnswer {
  static let steps = 1...500

  static func frame(_ request: LabRequest, _ subject: LabSubject) throws -> LabFrame {
    let steps = request.steps ?? 256
    guard Self.steps.contains(steps) else { throw LabError.outOfRange("\(steps) steps", "1 to 500") }
    var options = RolloutOptions()
    (options.steps, options.choice, options.seed) = (steps, request.choice ?? .sample, subject.seed)
    options.isCancelled = subject.options.isCancelled
    let variants =
      [RolloutVariant("original", policy: subject.policy)]
      + (subject.plan.isEmpty ? [] : [RolloutVariant("patched", policy: subject.policy, plan: subject.plan)])
    let rollout = Rollout(
      variants, on: .native(subject.renderer), options: options, observations: subject.options.observations)
    var frame = LabFrame()
    _ = try subject.computing {
      try rollout.run(.states([subject.state])) { episodes in
        for (variant, episode) in zip(variants, episodes) {
          add(episode, as: variant.name, of: subject.maze, to: &frame)
        }
        frame.add(
          "parts", episodes.count > 1 ? episodes[1].parts(from: episodes[0]).map { .integer($0) } ?? .null : .null)
      }
    }
    frame.add("command", .string(subject.command.rollout(steps: steps, choice: options.choice)))
    return frame
  }

  private static func add(_ episode: Episode, as name: String, of maze: Maze, to frame: inout LabFrame) {
    let groups = (0..<episode.steps).flatMap { episode.groupProbabilities(at: $0).values }
    frame.add(
      name,
      .object([
        .init("outcome", .string(episode.outcome.rawValue)),
        .init("path", .array(episode.path.map { .integer(FieldAnswer.index(of: $0, maze)) })),
        .init("facesRight", .array(episode.facesRight.map { .bool($0) })),
        .init("actions", .array(episode.actions.map { .integer($0) })),
      ]))
    frame.add("\(name)Probabilities", groups)
    frame.add("\(name)Values", episode.values)
  }
}
