import Foundation
import Essentials

@testable import Statistics

/// The methods among which that of means over levels was chosen.
enum IntervalCandidate: String, CaseIterable {
  case percentile = "percentile bootstrap"
  case corrected = "BCa bootstrap"
  case studentised = "bootstrap-t"
  case student = "t"
  case chosen = "t, corrected for skewness"

  /// The bounds at 95 %.
  func interval(_ sample: Sample, seed: UInt64) throws -> ClosedRange<Double> {
    switch self {
    case .percentile, .corrected:
      let method: Bootstrap.Method = self == .percentile ? .percentile : .corrected
      let found = try Bootstrap(resamples: 500, seed: seed, method: method).mean(of: sample)
      return min(found.lower, found.upper)...max(found.lower, found.upper)
    case .studentised: return studentised(sample, seed)
    case .student:
      let reach = StudentDistribution.quantile(0.975, degrees: Double(sample.count - 1)) * (sample.standardError ?? 0)
      return sample.mean - reach...sample.mean + reach
    case .chosen:
      let found = try UnitEstimate(sample).interval
      return (found?.lower ?? 0)...(found?.upper ?? 0)
    }
  }

  /// Efron and Tibshirani (1993), chapter 12; resamples without spread are left out.
  private func studentised(_ sample: Sample, _ seed: UInt64) -> ClosedRange<Double> {
    let bootstrap = Bootstrap(seed: seed), error = sample.standardError ?? 0
    let distances = (0..<500).compactMap { number -> Double? in
      let rows = bootstrap.rows(ofResample: number, count: sample.count)
      guard let again = try? Sample(rows.map { sample.values[$0] }), let spread = again.standardError,
        spread > 1e-9 * error
      else { return nil }
      return (again.mean - sample.mean) / spread
    }
    guard let bounds = try? Sample(distances).quantiles([0.025, 0.975]) else { return sample.mean...sample.mean }
    return sample.mean - bounds[1] * error...sample.mean - bounds[0] * error
  }
}
