import Foundation
import HookKit
import ImpalaModel
import MazeEnv

/// How an agent chooses among the actions.
public enum ActionChoice: String, CaseIterable, Sendable, Codable {
  /// Draws an action by the policy's probabilities.
  case sample
  /// Takes the likeliest action, the first of several.
  case argmax

  /// The chosen action.
  ///
  /// - Parameters:
  ///   - probabilities: one for each action.
  ///   - draw: a number from [0, 1). Equal draws choose equal actions wherever probabilities are equal, so that agents
  ///     with the same draws part only where their probabilities do.
  func action(_ probabilities: some RandomAccessCollection<Float>, draw: Double) -> Int {
    switch self {
    case .argmax:
      var best = (action: 0, probability: -Float.infinity)
      for (action, probability) in probabilities.enumerated() where probability > best.probability {
        best = (action, probability)
      }
      return best.action
    case .sample:
      var rest = draw * probabilities.reduce(0) { $0 + Double($1) }
      var last = 0
      for (action, probability) in probabilities.enumerated() where probability > 0 {
        last = action
        rest -= Double(probability)
        if rest < 0 { return action }
      }
      // Rounding may leave a little: then it is the last action that can be.
      return last
    }
  }
}

/// The softmax of logits, stable for logits of any size.
func softmax(_ logits: some Collection<Float>) -> [Float] {
  let highest = Double(logits.max() ?? 0)
  let weights = logits.map { exp(Double($0) - highest) }
  let total = weights.reduce(0, +)
  return weights.map { Float($0 / total) }
}

/// What identifies an episode to random draws: the same key has the same draws, whatever is computed beside it.
struct EpisodeKey: Hashable, Sendable {
  /// The start's ``MazeEnv/MazeState/drawKey``.
  let maze: UInt64
  let repetition: UInt64

  /// The key of the row that the policy sees before a step.
  func row(step: Int) -> UInt64 {
    var stream = RandomStream(seed: maze, Self.rows, repetition, UInt64(step))
    return stream.next()
  }

  /// The number from [0, 1) by which the action of a step is drawn.
  func draw(seed: UInt64, step: Int) -> Double {
    var stream = RandomStream(seed: seed, Self.actions, maze, repetition, UInt64(step))
    return Double(stream.next() >> 11) * 0x1p-53
  }

  private static let rows = "rollout rows".stableHash
  private static let actions = "rollout actions".stableHash
}

extension Policy {
  /// Actions drawn by the policy's probabilities, one for each observation.
  ///
  /// - Parameter observations: uint8 `[N, 64, 64, 3]`, flat.
  package func sampledActions(_ observations: [UInt8], _ stream: inout RandomStream) throws -> [Int] {
    let logits = try graph.run(Inputs(MazeRenderer.inputs(observations)))[interface.logits]
    let count = ActionGroup.actionCount
    return (0..<logits.rows).map { row in
      let draw = Double(stream.next() >> 11) * 0x1p-53
      return ActionChoice.sample.action(softmax(logits.scalars[row * count..<(row + 1) * count]), draw: draw)
    }
  }
}
