extension ClosedRange<Double> {
  /// What numbers can be of which nothing is known.
  public static let unlimited = -Double.infinity...Double.infinity

  /// What differences of two numbers of this range can be: [a - b, b - a] for [a, b].
  public var ofDifferences: ClosedRange<Double> {
    let width = upperBound - lowerBound
    return -width...width
  }
}

extension ConfidenceInterval {
  /// The interval without what lies outside of a possible range; never without its estimate, which rounding may have put
  /// beside it.
  ///
  /// A true value is in the range, so that exactly those intervals hold it that did before.
  func cut(to range: ClosedRange<Double>) -> ConfidenceInterval {
    var cut = self
    cut.lower = max(lower, min(range.lowerBound, estimate))
    cut.upper = min(upper, max(range.upperBound, estimate))
    return cut
  }
}
