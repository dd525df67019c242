import HookKit
import ImpalaModel
import Testing

/// The networks against PyTorch, with the engine's ideas on and off.
@Suite struct OracleTests {
  /// The largest difference allowed, as a part of the site's largest magnitude.
  static let tolerance: Float = 1e-4
  static let engines = [EngineOptions(), EngineOptions(kernels: false)]

  @Test(arguments: Oracles.names)
  func parametersAreBitForBitThoseOfTheOracle(name: String) throws {
    let oracles = try Oracles(name)
    let bytes = oracles.graph.nodes.flatMap { $0.module.parameters.flatMap(\.value.scalars) }
      .flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
    #expect(SHA256.hexDigest(of: bytes) == oracles.model.parametersSHA256)
  }

  @Test(arguments: Oracles.names, engines)
  func activationsAtAllSitesAgree(name: String, engine: EngineOptions) throws {
    let oracles = try Oracles(name)
    let rows = oracles.model.rows
    let run = try oracles.graph.run(
      Inputs(oracles.observations[rows: 0..<rows]), capturing: ["*"], options: RunOptions(engine: engine))
    #expect(run.captured.count == 43)
    for site in oracles.graph.sites {
      let summary = try #require(oracles.model.sites[site.name])
      let expected = try #require(oracles.activations["activations/\(site.name)"])
      let indices = try #require(oracles.activations["indices/\(site.shape.count)"]).scalars.map { Int($0) }
      #expect(site.shape.sizes == summary.shape)
      for row in 0..<rows {
        let actual = run[site.name].row(row).scalars
        let worst = zip(indices, expected.row(row).scalars).map { abs(actual[$0] - $1) }.max() ?? .infinity
        #expect(worst <= Self.tolerance * summary.maxAbs[row], "\(site.name), row \(row): off by \(worst)")
        let norm = run[site.name].row(row).norm
        #expect(abs(norm - summary.norm[row]) <= 1e-5 * summary.norm[row], "\(site.name), row \(row): norm \(norm)")
      }
    }
  }

  @Test(arguments: Oracles.names, engines)
  func logitsAndValuesAgree(name: String, engine: EngineOptions) throws {
    let oracles = try Oracles(name)
    let run = try oracles.graph.run(Inputs(oracles.observations), options: RunOptions(engine: engine))
    let logits = try #require(oracles.outputs["logits"])
    let values = try #require(oracles.outputs["values"])
    #expect((run[Policy.logitsSite] - logits).largestMagnitude <= Self.tolerance * logits.largestMagnitude)
    let difference = run[Policy.valueSite].reshaped(values.shape) - values
    #expect(difference.largestMagnitude <= Self.tolerance * values.largestMagnitude)
  }

  /// Fusing changes what is computed together: looking at any one site must not change the outputs.
  @Test func lookingAtASiteDoesNotChangeTheOutputs() throws {
    let oracles = try Oracles("bundled")
    let input = Inputs(oracles.observations)
    let fused = try oracles.graph.run(input)
    for site in oracles.graph.sites {
      let run = try oracles.graph.run(input, capturing: [Capture(SitePattern(site.name))])
      for output in oracles.graph.outputs {
        let difference = (run[output.name] - fused[output.name]).largestMagnitude
        #expect(difference <= 1e-5 * fused[output.name].largestMagnitude, "capturing \(site.name)")
      }
    }
  }
}
