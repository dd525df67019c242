import HookKit

/// The part of the squares on which another group of actions is the most probable one, 0 to 1.
public struct GreedyActionChanged: Metric {
  public static let name = "greedy-action-changed"
  public static let summary = "part of the squares where another action is the most probable, 0 to 1"

  public var possibleRange: ClosedRange<Double> { 0...1 }

  public init() {}

  public func value(of comparison: FieldComparison) -> Double? {
    let difference = comparison.difference
    guard !difference.squares.isEmpty else { return nil }
    return Double(difference.greedyChanges) / Double(difference.squares.count)
  }
}

extension GroupProbabilities {
  /// The most probable group; of several, the first.
  public var greedy: ActionGroup {
    ActionGroup.allCases.dropFirst().reduce(.left) { self[$1] > self[$0] ? $1 : $0 }
  }
}
