import Foundation
import Essentials
import Testing

@testable import Statistics

@Suite struct MeanIntervalTests {
  /// By scipy.stats.t.ppf.
  @Test func studentsQuantiles() {
    for (fraction, degrees, expected) in [
      (0.975, 1.0, 12.706204736174694), (0.975, 4, 2.7764451051977987), (0.975, 2.5, 3.5746548420036817),
      (0.95, 20, 1.7247182429207857), (0.005, 9, -3.2498355415921267), (0.5, 7, 0),
    ] {
      let found = StudentDistribution.quantile(fraction, degrees: degrees)
      #expect(abs(found - expected) < 1e-9, "t(\(degrees)) at \(fraction): \(found)")
    }
  }

  /// By the formula, in Python with numpy and scipy.
  @Test func agreesWithTheFormula() throws {
    let found = try #require(try Sample([0.0, 0.0, 0.01, 0.02, 0.3]).meanInterval())
    #expect(abs(found.estimate - 0.066) < 1e-15)
    #expect(abs(found.lower - -0.04109737789031134) < 1e-9 && abs(found.upper - 0.5880478619614605) < 1e-9, "\(found)")
    // Without skewness it is Student's.
    let plain = try #require(try Sample([1.0, 2, 3, 4, 5]).meanInterval())
    #expect(abs(plain.lower - 1.036756838522439) < 1e-9 && abs(plain.upper - 4.963243161477561) < 1e-9, "\(plain)")
    #expect(try Sample([2, 2, 2]).meanInterval()?.halfWidth == 0)
    #expect(try Sample([2]).meanInterval() == nil)
  }
}
