import HookKit
import Testing

/// Forecasts say what the kernels then really do; a ``WorkTally`` counts the products that are asked of them.
@Suite struct CostForecastTests {
  private static let plans = [
    Plan(), Plan { Edit("a_out", .shift(by: 0.5), on: .channels(2)) }, Plan { Edit("c_out", Jitter()) },
    Plan { Edit("b_out", Jitter()) },
    Plan {
      Edit("b_out", Jitter()); Edit("pool_out", .shift(by: 1))
    },
  ]

  private static let engines = [
    EngineOptions(threads: 1), EngineOptions(threads: 3), EngineOptions(relatesRows: false, threads: 1),
    EngineOptions(sharesPrefixes: false, threads: 1), EngineOptions(packsPlans: false, threads: 2),
  ]

  @Test(arguments: [1, 8, 21, 200], CostForecastTests.engines.indices)
  func productsAreThoseOfTheRun(rows: Int, engine: Int) throws {
    let graph = try BranchingNetwork.graph(sumFirst: rows % 2 == 0)
    let inputs = BranchingNetwork.inputs(rows)
    for captures in [[], ["c_out"], ["*"]] as [[Capture]] {
      for wantsOutputs in [true, false] {
        let tally = EngineCounters()
        let options = RunOptions(wantsOutputs: wantsOutputs, engine: Self.engines[engine], tally: tally)
        let forecast = try graph.forecast(inputs, under: Self.plans, capturing: captures, options: options)
        #expect(tally.multiplyAdds == 0, "a forecast computed something")
        _ = try graph.runs(inputs, under: Self.plans, capturing: captures, options: options)
        #expect(forecast.cost.multiplyAdds == tally.multiplyAdds, "\(captures)")
        #expect(forecast.bufferBytes >= tally.peakBytes, "\(captures)")
        if Self.engines[engine].threads == 1 { #expect(forecast.bufferBytes == tally.peakBytes, "\(captures)") }
      }
    }
  }

  @Test func whatIsSharedCountsOnce() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let inputs = BranchingNetwork.inputs(40)
    func forecast(_ plans: [Plan], _ engine: EngineOptions = EngineOptions()) throws -> CostForecast {
      try graph.forecast(inputs, under: plans, options: RunOptions(engine: engine))
    }
    let plain = EngineOptions(relatesRows: false, sharesPrefixes: false)
    #expect(try forecast([Plan()], plain).forwardEquivalents == 40)
    #expect(try forecast([Plan(), Plan()], plain).forwardEquivalents == 80)
    #expect(try forecast([Plan(), Plan()], EngineOptions(relatesRows: false)).forwardEquivalents == 40)
    let related = try forecast([Plan()])
    #expect(related.forwardEquivalents < 36)
    #expect(related.naiveForwardEquivalents == 40)
    let late = try forecast([Plan(), Plan { Edit("pool_out", .shift(by: 1)) }])
    #expect(late.forwardEquivalents < 1.3 * related.forwardEquivalents)
    #expect(late.naiveForwardEquivalents == 80)
    #expect(try forecast([Plan()]).resultBytes == 40 * 3 * 4)
  }

  /// By hand: 4 x 4 cells of 2 channels from 2, and 3 features from 32, on the way of the definitions.
  @Test func definitionsCountAsWritten() throws {
    let graph = try SmallNetwork.graph()
    let options = RunOptions(engine: EngineOptions(kernels: false))
    let forecast = try graph.forecast(SmallNetwork.inputs(5), under: [Plan()], options: options)
    #expect(forecast.forwardPass.multiplyAdds == 16 * 4 + 96)
    #expect(forecast.cost.multiplyAdds == 5 * (16 * 4 + 96))
    #expect(forecast.cost.megaFLOP == 2 * 5 * 160 / 1e6)
  }

  @Test func faultsAreThoseOfTheRun() throws {
    let graph = try SmallNetwork.graph()
    #expect(throws: FaultList.self) {
      try graph.forecast(SmallNetwork.inputs(2), under: [Plan { Edit("nowhere", .shift(by: 1)) }])
    }
    #expect(throws: RunError.noRows) { try graph.forecast(SmallNetwork.inputs(0), under: [Plan()]) }
  }
}
