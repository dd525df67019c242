import HookKit
import Testing

/// Plans that change few cells, computed as differences from the rows before their edits.
@Suite struct RelatedPlansTests {
  /// Rows that have nothing to do with each other, so that nothing but the plans is related.
  private static func inputs(_ rows: Int) -> Inputs {
    var stream = RandomStream(seed: 8, 2)
    return Inputs(Tensor(stream.normals(rows * 16 * 24 * 24), shape: [rows, 16, 24, 24]))
  }

  /// Edits of one to six cells; some plans go on, one changes everything, and one nothing.
  private static func plans(at site: SitePattern) -> [Plan] {
    let cells = (0..<6).map { number in
      Plan {
        Edit(
          site, .shift(by: 2),
          on: .indices([.position(3), .slice(lower: number, upper: 2 * number + 1, step: 1), .position(11 - number)]))
      }
    }
    let later = Plan { Edit("sum_out", .shift(by: 1), on: .channels(2)) }
    let last = Plan { Edit("pool_out", Jitter()) }
    return [Plan()] + cells + [cells[2] + later, cells[3] + last, Plan { Edit(site, .shift(by: 0.5)) }]
  }

  private static func runs(
    _ rows: Int, at site: SitePattern, _ captures: [Capture], _ engine: EngineOptions
  ) throws -> [Run] {
    try BranchingNetwork.graph(sumFirst: rows % 2 == 0).runs(
      inputs(rows), under: plans(at: site), capturing: captures, options: RunOptions(engine: engine))
  }

  @Test(arguments: ["a_out", "c_out", "pool_out"] as [SitePattern], [1, 3, 9])
  func theyGiveWhatDefinitionsGive(site: SitePattern, rows: Int) throws {
    for captures in [[], ["sum_out"], ["*"]] as [[Capture]] {
      let expected = try Self.runs(rows, at: site, captures, EngineOptions(kernels: false))
      for threads in [1, 3] {
        let actual = try Self.runs(rows, at: site, captures, EngineOptions(threads: threads))
        for (new, old) in zip(actual, expected) {
          #expect(new.receipts.map(\.changed) == old.receipts.map(\.changed))
          for (name, value) in old.captured.merging(old.outputs, uniquingKeysWith: { first, _ in first }) {
            #expect((new[name] - value).largestMagnitude <= 1e-5 * value.largestMagnitude, "\(name)")
          }
        }
      }
    }
  }

  @Test(arguments: ["a_out", "pool_out"] as [SitePattern], [2, 9])
  func theyCanHaveTheBitsOfPlansAlone(site: SitePattern, rows: Int) throws {
    let related = try Self.runs(rows, at: site, ["*"], EngineOptions(relatesExactly: true, threads: 2))
    let alone = try Self.runs(
      rows, at: site, ["*"], EngineOptions(relatesRows: false, sharesPrefixes: false, threads: 1))
    for (new, old) in zip(related, alone) {
      #expect(new.outputs == old.outputs)
      #expect(new.captured == old.captured)
    }
  }

  @Test(arguments: [1, 9], [1, 2])
  func theForecastIsThatOfTheRun(rows: Int, threads: Int) throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    for bound in [nil, 3 << 20] as [Int?] {
      let tally = EngineCounters()
      let options = RunOptions(engine: EngineOptions(threads: threads, memory: bound), tally: tally)
      let plans = Self.plans(at: "a_out")
      let forecast = try graph.forecast(Self.inputs(rows), under: plans, options: options)
      _ = try graph.runs(Self.inputs(rows), under: plans, options: options)
      #expect(forecast.cost.multiplyAdds == tally.multiplyAdds)
      #expect(threads == 1 ? forecast.bufferBytes == tally.peakBytes : forecast.bufferBytes >= tally.peakBytes)
      if let bound { #expect(tally.peakBytes <= bound) }
    }
  }

  @Test func theyCostLess() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let plans = (0..<16).map { number in
      Plan { Edit("a_out", .shift(by: 2), on: .indices([.position(number), .position(7), .position(number)])) }
    }
    func passes(_ engine: EngineOptions) throws -> Double {
      try graph.forecast(Self.inputs(4), under: plans, options: RunOptions(engine: engine)).forwardEquivalents
    }
    #expect(try passes(EngineOptions()) < 0.5 * passes(EngineOptions(relatesRows: false)))
  }

  /// Claims to touch one cell, and changes all of them.
  private struct Overreach: Intervention {
    static let kind = "overreach"
    var locality: Locality { .elementwise }
    var touched: Selection { .indices([.position(1), .position(2), .position(3)]) }
    func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 + 1 } }
  }

  @Test func nothingElseIsChangedThanWhatAnInterventionTouches() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let run = try graph.run(Self.inputs(2), under: Plan { Edit("a_out", Overreach()) }, capturing: ["a_out"])
    #expect(run.receipts.map(\.selected) == [2])
    let before = try graph.run(Self.inputs(2), capturing: ["a_out"])
    #expect((run["a_out"] - before["a_out"]).scalars.count { $0 != 0 } == 2)
  }
}
