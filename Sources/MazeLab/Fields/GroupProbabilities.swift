import Foundation
import HookKit

/// What a policy does on one square: the probability of each group of actions. They sum to 1.
public struct GroupProbabilities: Hashable, Sendable, Codable {
  /// The probabilities in the order LEFT, DOWN, UP, RIGHT, NOOP.
  public let values: [Double]

  /// Probabilities in the order LEFT, DOWN, UP, RIGHT, NOOP.
  ///
  /// - Precondition: there are five values.
  public init(_ values: [Double]) {
    precondition(values.count == ActionGroup.allCases.count, "\(values.count) probabilities for five groups")
    self.values = values
  }

  /// The softmax of 15 logits, summed over the actions of each group; stable for logits of any size.
  ///
  /// - Precondition: there are 15 logits.
  public init(logits: some Collection<Float>) {
    precondition(logits.count == ActionGroup.actionCount, "\(logits.count) logits for 15 actions")
    let highest = Double(logits.max() ?? 0)
    let weights = logits.map { exp(Double($0) - highest) }
    let total = weights.reduce(0, +)
    self.init(ActionGroup.allCases.map { group in group.actions.reduce(0) { $0 + weights[$1] } / total })
  }

  /// The probability of a group.
  public subscript(group: ActionGroup) -> Double { values[group.rawValue] }

  /// The mean displacement of one step: the sum over groups of probability times delta.
  public var arrow: Arrow { ActionGroup.moves.map(component).reduce(Arrow(0, 0), +) }

  /// The part of the arrow that one group makes: its probability times its delta.
  public func component(_ group: ActionGroup) -> Arrow { self[group] * group.delta }

  /// The total variation distance to other probabilities: half the sum of the magnitudes of the changes, 0 to 1.
  public func totalVariation(to other: GroupProbabilities) -> Double {
    zip(values, other.values).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
  }

  /// Reads a list of five numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let values = try container.decode([Double].self)
    guard values.count == ActionGroup.allCases.count else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(values.count) probabilities, not five")
    }
    self.init(values)
  }

  /// Writes a list of five numbers, rounded to six decimals.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(values.map(\.sixDecimals))
  }
}
