/// How far a mean over units is from the mean of null draws on the same units.
///
/// What is measured is one draw too as long as nothing is known of it: whatever it does on all units alike could be chance,
/// and an interval over units alone would take it for an effect. So the interval is that of the difference to one more
/// draw. With the differences `d` of n units, and the means over units of D draws, its variance is
///
///     var(d)/n + max(0, (1 + 1/D) (var(means) - var(interaction)/n))
///
/// the first term for other units, the second for other draws; `interaction` is what is left of the draws without the
/// means of units and draws. Degrees of freedom are Satterthwaite's ("An approximate distribution of estimates of variance
/// components", Biometrics 2 (1946), 110-114). False alarms are counted in `Documentation/Statistics.md`.
enum NullExcess {
  private static func method(_ unit: String) -> String { "t over \(unit)s and draws (Satterthwaite)" }

  /// - Throws: `StatisticsError.tooFew` without units or draws, `.notFinite`, `.badParameter`.
  static func estimate(_ nested: NestedDraws, _ rule: IntervalRule) throws -> UnitEstimate {
    let draws = nested.draws, count = Double(draws.count)
    guard !draws.isEmpty else { throw StatisticsError.tooFew(of: "null draws", count: 0, needed: 1) }
    let ofUnits = nested.values.indices.map { unit in draws.reduce(0) { $0 + $1[unit] } / count }
    let differences = try Sample(differences: nested.values, minus: ofUnits, in: nested.possibleRange)
    let lack = rule.lack(of: differences.count) ?? rule.lack(of: draws.count, "draw")
    let interval = lack == nil ? try interval(differences, nested, ofUnits, rule) : nil
    return UnitEstimate(
      differences.mean, interval, lack, of: differences.count, rule.unit, method: method(rule.unit),
      in: differences.possibleRange)
  }

  private static func interval(
    _ differences: Sample, _ nested: NestedDraws, _ ofUnits: [Double], _ rule: IntervalRule
  ) throws -> ConfidenceInterval {
    try ConfidenceInterval.check(level: rule.level)
    let means = try Sample(nested.means)
    let (units, draws) = (Double(differences.count), Double(means.count))
    let overUnits = (differences.variance ?? 0) / units
    let scale = 1 + 1 / draws
    let between = scale * (means.variance ?? 0)
    let interaction = scale * self.interaction(nested.draws, means, ofUnits) / units
    let overDraws = max(0, between - interaction)
    // Each part squared by its degrees of freedom.
    var parts = overUnits * overUnits / (units - 1)
    if overDraws > 0 {
      parts += between * between / (draws - 1) + interaction * interaction / ((units - 1) * (draws - 1))
    }
    let variance = overUnits + overDraws
    let degrees = parts > 0 ? variance * variance / parts : 1
    let reach =
      variance > 0 ? StudentDistribution.quantile((1 + rule.level) / 2, degrees: degrees) * variance.squareRoot() : 0
    let mean = differences.mean
    return ConfidenceInterval(
      estimate: mean, lower: mean - reach, upper: mean + reach, level: rule.level, method: method(rule.unit))
  }

  /// The variance of what units and draws do not explain by themselves.
  private static func interaction(_ draws: [[Double]], _ means: Sample, _ ofUnits: [Double]) -> Double {
    let mean = means.mean
    let squares = zip(draws, means.values).reduce(0) { sum, draw in
      sum + zip(draw.0, ofUnits).reduce(0) { $0 + ($1.0 - draw.1 - $1.1 + mean) * ($1.0 - draw.1 - $1.1 + mean) }
    }
    return squares / Double((draws.count - 1) * (ofUnits.count - 1))
  }
}

extension NestedDraws {
  /// The mean over units minus that of the draws, with an interval that holds for other units and other draws.
  ///
  /// - Parameters:
  ///   - rule: fewer than ``IntervalRule/fewest`` units or draws have no interval unless it allows them.
  ///   - isDrawn: whether the draws are random. Where they are not (the opposite of an edit is one plan, not one of
  ///     many) the interval is that of the paired difference over units.
  /// - Throws: `StatisticsError.tooFew` without units or draws, `.notFinite`, `.badParameter`.
  public func excess(
    _ rule: IntervalRule = IntervalRule(), isDrawn: Bool = true
  ) throws -> UnitEstimate {
    guard !isDrawn, let only = draws.first else { return try NullExcess.estimate(self, rule) }
    return try UnitEstimate(Sample(differences: values, minus: only, in: possibleRange), rule)
  }
}
