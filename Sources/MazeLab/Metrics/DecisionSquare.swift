import HookKit

/// The probability of a step at the decision square, where the ways to the cheese and to the corner part.
///
/// Nil in mazes without a decision square.
public struct DecisionSquare: Metric {
  public static let name = "decision-square"
  public static let summary = "probability of the step towards cheese or corner at the decision square"

  /// Which step.
  public enum Step: String, CaseIterable, ChoiceType {
    /// Towards the cheese, towards the top right corner, or anything else.
    case cheese, corner, other
  }

  /// The step whose probability is meant.
  @Parameter("the step: cheese, corner or other") public var towards: Step = .cheese
  /// Of which field.
  @Parameter("change, patched or original") public var of: MetricSide = .change

  public var possibleRange: ClosedRange<Double> { of.range(of: 0...1) }

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? {
    guard let decision = comparison.decision else { return nil }
    func number(_ probabilities: DecisionProbabilities) -> Double {
      switch towards {
      case .cheese: probabilities.towardsCheese
      case .corner: probabilities.towardsCorner
      case .other: probabilities.other
      }
    }
    switch of {
    case .change: return number(decision.patched) - number(decision.original)
    case .patched: return number(decision.patched)
    case .original: return number(decision.original)
    }
  }
}
