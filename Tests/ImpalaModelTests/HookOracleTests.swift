import Foundation
import HookKit
import ImpalaModel
import Interventions
import Testing

/// Freezing, copying, edges and formulas against PyTorch's hooks: random plans over both architectures; see
/// `Scripts/oracles/make_hooks.py`.
@Suite struct HookOracleTests {
  struct PlanOracle: Decodable {
    let calls: [String]
    let logits: [[Float]]
    let values: [Float]
  }

  private struct File: Decodable {
    let rows: Int
    let seed: UInt64
    let bundled: [PlanOracle]
    let nature: [PlanOracle]
  }

  private static func file() throws -> File {
    try JSONDecoder().decode(File.self, from: Data(FileInput.read("\(Oracles.folder)/hooks.json")))
  }

  private static func plans(_ oracles: [PlanOracle]) throws -> [Plan] {
    let registry = try Registry.builtIn
    return try oracles.map { oracle in
      Plan(edits: try oracle.calls.map { try CallSyntax.edit($0, registry: registry) }, allowUnmatched: true)
    }
  }

  private static let engines = [EngineOptions(), EngineOptions(kernels: false)]

  @Test(arguments: HookOracleTests.engines)
  func plansOnTheBundledPolicyAgree(engine: EngineOptions) throws {
    let file = try Self.file()
    // Three are those of the page on path patching.
    #expect(file.bundled.count == 23)
    try check(file.bundled, Policy.bundled().graph, file.rows, engine)
  }

  @Test(arguments: HookOracleTests.engines)
  func plansOnTheNatureNetworkAgree(engine: EngineOptions) throws {
    let file = try Self.file()
    #expect(file.nature.count == 20)
    var parameters = RandomParameters(seed: file.seed)
    let graph = try NatureCNN.graph(from: &parameters, signatureShape: [32, 3, 8, 8])
    try check(file.nature, graph, file.rows, engine)
  }

  private func check(_ oracles: [PlanOracle], _ graph: ModuleGraph, _ rows: Int, _ engine: EngineOptions) throws {
    let inputs = Inputs(try Oracles("bundled").observations[rows: 0..<rows])
    let runs = try graph.runs(inputs, under: Self.plans(oracles), options: RunOptions(engine: engine))
    for (oracle, run) in zip(oracles, runs) {
      let logits = run[Policy.logitsSite]
      for row in 0..<rows {
        let (actual, expected) = (logits.row(row).scalars, oracle.logits[row])
        let off = zip(Self.softmax(actual), Self.softmax(expected)).map { abs($0 - $1) }.max() ?? 1
        #expect(off <= 5e-5, "\(oracle.calls): a probability is off by \(off)")
        let size = expected.map(abs).max() ?? 0
        let far = zip(actual, expected).map { abs($0 - $1) }.max() ?? 1
        #expect(far <= 5e-5 * max(1, size), "\(oracle.calls): a logit is off by \(far)")
        let value = run[Policy.valueSite].scalars[row]
        #expect(abs(value - oracle.values[row]) <= 5e-5 * max(1, abs(value)), "\(oracle.calls): value \(value)")
      }
    }
  }

  private static func softmax(_ logits: [Float]) -> [Double] {
    let most = Double(logits.max() ?? 0)
    let parts = logits.map { exp(Double($0) - most) }
    return parts.map { $0 / parts.reduce(0, +) }
  }
}
