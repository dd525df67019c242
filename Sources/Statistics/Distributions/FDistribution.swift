import Foundation

/// The distribution of the ratio of two independent variances.
public enum FDistribution {
  /// The probability of a ratio of at least `f`, with so many degrees of freedom above and below.
  ///
  /// - Precondition: `f` is not negative, and degrees of freedom are positive.
  public static func tail(_ f: Double, _ above: Double, _ below: Double) -> Double {
    precondition(f >= 0 && above > 0 && below > 0, "the tail of F(\(above), \(below)) at \(f)")
    return incompleteBeta(below / (below + above * f), below / 2, above / 2)
  }

  /// The regularised incomplete beta function I_x(a, b), for x in 0...1.
  ///
  /// By its continued fraction: NIST Handbook of Mathematical Functions, 8.17.22, evaluated as Lentz does
  /// (1976).
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast below the mean; above it, the other side is computed.
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    let tiny = 1e-300
    var c = 1.0, d = 1 / nonzero(1 - (a + b) * x / (a + 1), tiny), result = d
    for m in 1...10_000 {
      let n = Double(m)
      let even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
      d = 1 / nonzero(1 + even * d, tiny)
      c = nonzero(1 + even / c, tiny)
      result *= d * c
      let odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
      d = 1 / nonzero(1 + odd * d, tiny)
      c = nonzero(1 + odd / c, tiny)
      result *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return front * result
  }

  private static func nonzero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }
}
