import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

/// How much mirrored weights are a mirror image, as `Statistics.md` says.
@Suite struct MirroredWeightsTests {
  /// What a network has of the mirror images of what the original does.
  private struct Likeness {
    var sameDirection = 0.0
    var distance = 0.0
  }

  @Test(.enabled(if: Shell.hasPictures, "procgen's pictures are not installed"))
  func thePageSaysWhatIsMeasured() throws {
    let original = try Policy.bundled()
    let pictures = try atDecisionSquares(of: 0..<200)
    let answers = try probabilities(original, of: pictures)
    let likenesses = try [Mirror([.leftRight]), Mirror([.upDown])].map { mirror in
      let expected = answers.map { image(of: $0, in: mirror) }
      let seen = mirror.flippingImages(pictures)
      return try [mirrored(original, mirror), original].map { policy in
        likeness(of: try probabilities(policy, of: seen), to: expected)
      }
    }
    func percent(_ number: Double) -> String { "\(100 * number, decimals: 0)" }
    let (sideways, upright) = (likenesses[0], likenesses[1])
    #expect(percent(sideways[0].sameDirection) == percent(upright[0].sameDirection))
    #expect("\(sideways[0].distance, decimals: 2)" == "\(upright[0].distance, decimals: 2)")
    try FindingsPage("Documentation/Statistics.md").says(
      """
      How much it matters was measured at the decision squares of levels 0 to 199: on the mirrored observation the mirrored \
      network's likeliest direction is the mirror image of the original's in \(percent(sideways[0].sameDirection)) % of \
      \(answers.count) levels, left-right as well as up-down, with a mean total variation distance of \
      \(sideways[0].distance, decimals: 2); with weights as they were it is in \(percent(sideways[1].sameDirection)) % and \
      \(percent(upright[1].sameDirection)) %.
      """)
  }

  private func atDecisionSquares(of levels: Range<Int>) throws -> Tensor {
    let renderer = try MazeRenderer()
    return Tensor.concatenating(
      rows: try levels.compactMap { level in
        let state = try MazeState(level: level)
        return state.maze.decisionSquare.map { Inputs(mouseOn: [$0], of: state, renderer: renderer).tensor }
      })
  }

  private func probabilities(_ policy: Policy, of pictures: Tensor) throws -> [GroupProbabilities] {
    let logits = try policy.graph.run(Inputs(pictures), capturing: [Capture(SitePattern(Policy.logitsSite))])[
      Policy.logitsSite]
    return (0..<logits.shape[0]).map { GroupProbabilities(logits: logits.row($0).scalars) }
  }

  private func mirrored(_ original: Policy, _ mirror: Mirror) throws -> Policy {
    let (parameters, _) = try mirror.applied(to: BundledPolicy.checkpoint().parameters, of: original)
    var reader = ParameterReader(parameters, source: "mirrored")
    let graph = try Impala.graph(scale: 1, from: &reader)
    return Policy(graph: graph, name: "mirrored", architecture: Impala.name)
  }

  /// The probabilities with their directions on the other side.
  private func image(of probabilities: GroupProbabilities, in mirror: Mirror) -> GroupProbabilities {
    GroupProbabilities(
      ActionGroup.allCases.map { group in
        let other = mirror.mirrored(action: group.actions[0])
        return probabilities[ActionGroup.allCases.first { $0.actions.contains(other) } ?? group]
      })
  }

  private func likeness(of found: [GroupProbabilities], to expected: [GroupProbabilities]) -> Likeness {
    func likeliest(_ probabilities: GroupProbabilities) -> ActionGroup? {
      ActionGroup.allCases.max { probabilities[$0] < probabilities[$1] }
    }
    let pairs = zip(found, expected)
    return Likeness(
      sameDirection: Double(pairs.count { likeliest($0) == likeliest($1) }) / Double(expected.count),
      distance: pairs.reduce(0) { $0 + $1.0.totalVariation(to: $1.1) } / Double(expected.count))
  }
}
