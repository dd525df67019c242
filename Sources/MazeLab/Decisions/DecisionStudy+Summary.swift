import Statistics

extension DecisionStudy {
  /// What can be done at a decision square.
  public enum Way: String, Sendable, CaseIterable {
    /// The step of the shortest path to the cheese.
    case cheese = "towards the cheese"
    /// The step of the shortest path to the top right corner.
    case corner = "towards the corner"
    /// Every other action.
    case other = "other"

    /// The probability of it.
    public func probability(_ probabilities: DecisionProbabilities) -> Double {
      switch self {
      case .cheese: probabilities.towardsCheese
      case .corner: probabilities.towardsCorner
      case .other: probabilities.other
      }
    }
  }

  /// The probabilities of a way over all levels, and how the plan changed them.
  public struct Summary: Sendable, Hashable {
    /// Which way.
    public let way: Way
    /// The mean without edits, with its interval over levels.
    public let original: UnitEstimate
    /// The mean under the plan; nil without one.
    public let patched: UnitEstimate?
    /// The mean of patched minus original, levels staying paired; nil without a plan.
    public let difference: UnitEstimate?
    /// The share of levels in which it became likelier; nil without a plan.
    public let likelier: Rate?
  }

  /// The levels' probabilities of a way: without edits, and under the plan if there is one.
  public func probabilities(of way: Way) -> (original: [Double], patched: [Double]?) {
    let patched = trials.compactMap(\.patched).map(way.probability)
    return (trials.map { way.probability($0.original) }, patched.count == trials.count ? patched : nil)
  }

  /// How the probability of a way changes, in the mean over levels: under the plan, and under each of the plans beside it.
  public func effects(of way: Way) -> (patched: Double?, beside: [Double]) {
    func mean(_ changed: (Trial) -> DecisionProbabilities?) -> Double? {
      let changes = trials.compactMap { trial in
        changed(trial).map { way.probability($0) - way.probability(trial.original) }
      }
      return changes.count == trials.count ? changes.reduce(0, +) / Double(max(changes.count, 1)) : nil
    }
    let beside = trials.first?.beside.indices.compactMap { plan in mean { $0.beside[plan] } } ?? []
    return (mean(\.patched), beside)
  }

  /// Means and intervals of the three ways.
  ///
  /// - Throws: `StatisticsError` for a level of confidence that makes no sense.
  public func summaries(_ rule: IntervalRule = IntervalRule()) throws -> [Summary] {
    try Way.allCases.map { way in
      let (original, patched) = probabilities(of: way)
      return Summary(
        way: way, original: try UnitEstimate(Sample(original, in: 0...1), rule),
        patched: try patched.map { try UnitEstimate(Sample($0, in: 0...1), rule) },
        difference: try patched.map { try UnitEstimate(Sample(differences: $0, minus: original, in: 0...1), rule) },
        likelier: try patched.map { try Rate(of: zip($0, original).map { $0 > $1 }) })
    }
  }

  /// How often the likeliest of the three ways is each: without edits (rows) and under the plan (columns), in
  /// the order of `Way`; nil without a plan.
  public var choices: [[Int]]? {
    guard trials.allSatisfy({ $0.patched != nil }) else { return nil }
    var counts = [[Int]](repeating: [0, 0, 0], count: 3)
    for trial in trials {
      guard let patched = trial.patched else { continue }
      counts[Self.likeliest(trial.original)][Self.likeliest(patched)] += 1
    }
    return counts
  }

  private static func likeliest(_ probabilities: DecisionProbabilities) -> Int {
    let values = Way.allCases.map { $0.probability(probabilities) }
    return values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? 0
  }
}
