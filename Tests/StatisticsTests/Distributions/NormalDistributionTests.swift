import Testing

@testable import Statistics

@Suite struct NormalDistributionTests {
  @Test func agreesWithSciPy() throws {
    let oracle = try Oracle.load().distributions
    for (z, expected) in zip(oracle.z, oracle.cumulative) {
      #expect(abs(NormalDistribution.cumulative(z) / expected - 1) < 1e-13, "cumulative(\(z))")
    }
    #expect(distance(oracle.q.map(NormalDistribution.quantile), oracle.quantiles) < 1e-13)
  }

  @Test func theEndsAreInfinite() {
    #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.twoSided(-1) == NormalDistribution.twoSided(1))
  }
}
