/// Student's t distribution.
public enum StudentDistribution {
  /// The probability of a value at least as far from 0 as `t`, on either side.
  ///
  /// - Precondition: degrees of freedom are positive; they need not be whole.
  public static func twoSided(_ t: Double, degrees: Double) -> Double { FDistribution.tail(t * t, 1, degrees) }

  /// The value below which the fraction given lies; infinite at 0 and 1.
  ///
  /// By bisection of ``twoSided(_:degrees:)``, to the last bits.
  ///
  /// - Precondition: the fraction is within 0...1, degrees of freedom are positive.
  public static func quantile(_ fraction: Double, degrees: Double) -> Double {
    precondition((0...1).contains(fraction) && degrees > 0, "a quantile at \(fraction) of t(\(degrees))")
    let outside = 2 * min(fraction, 1 - fraction)
    guard outside > 0 else { return fraction < 0.5 ? -.infinity : .infinity }
    var (low, high) = (0.0, 1.0)
    while twoSided(high, degrees: degrees) > outside && high < 1e300 { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if twoSided(middle, degrees: degrees) > outside { low = middle } else { high = middle }
    }
    return fraction < 0.5 ? -low : low
  }
}
