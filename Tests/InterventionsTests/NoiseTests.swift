import HookKit
import HookKitTesting
import Interventions
import Testing

@Suite struct NoiseTests {
  let bench: Bench
  init() throws { bench = try Bench(Tensor(repeating: 1, shape: [3, 40_000])) }

  @Test(arguments: Noise.Distribution.allCases, [false, true])
  func laws(distribution: Noise.Distribution, shared: Bool) throws {
    let noise = Noise(scale: 0.2, distribution: distribution, shared: shared)
    let none = Noise(scale: 0, distribution: distribution, shared: shared)
    #expect(try Laws.violations(of: noise, identity: none, isRandom: true) == [])
  }

  @Test func normalNoiseHasTheStandardDeviationAsked() throws {
    let noise = try bench.result(.noise(scale: 0.2)).scalars.map { Double($0 - 1) }
    let mean = noise.reduce(0, +) / Double(noise.count)
    let variance = noise.reduce(0) { $0 + $1 * $1 } / Double(noise.count)
    #expect(abs(mean) < 0.002)
    #expect(abs(variance.squareRoot() - 0.2) < 0.001)
  }

  @Test func uniformNoiseStaysWithinItsScaleAndFillsIt() throws {
    let noise = try bench.result(.noise(scale: 2, distribution: .uniform)).scalars.map { $0 - 1 }
    #expect(noise.allSatisfy { $0 >= -2 && $0 <= 2 })
    #expect(try #require(noise.max()) > 1.99)
    #expect(try #require(noise.min()) < -1.99)
  }

  @Test func rowsDifferUnlessTheDrawIsShared() throws {
    let own = try bench.result(.noise(scale: 1))
    #expect(own.row(0) != own.row(1))
    let shared = try bench.result(.noise(scale: 1, shared: true))
    #expect(shared.row(0) == shared.row(1))
  }

  @Test func twoNoisesInOnePlanAreDifferentDraws() throws {
    let once = try bench.result(.noise(scale: 1))
    let plan = Plan {
      Edit("input", .noise(scale: 1)); Edit("input", .noise(scale: 1))
    }
    let twice = try bench.graph.run(bench.inputs, under: plan, capturing: ["input"])[bench.site.name]
    #expect(abs((twice - once).scalars[0] - (once.scalars[0] - 1)) > 1e-6)
  }
}
