import Glibc
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Testing

/// Forecasts of fields, for plans with every built-in intervention.
@Suite struct CostForecastTests {
  private static func inputs(_ level: Int) throws -> Inputs {
    let state = try MazeState(level: level)
    return Inputs(mouseOn: state.maze.legalSquares, of: state, renderer: .plain)
  }

  @Test(arguments: [0, 3])
  func productsAreThoseOfTheRun(level: Int) throws {
    let (graph, inputs) = (try Policy.bundled().graph, try Self.inputs(level))
    let source = MazeObservationSource(mode: .hard, renderer: .plain)
    let plans = try EngineAgreementTests.plans.map(\.plan)
    let tally = EngineCounters()
    let options = RunOptions(observations: source, engine: EngineOptions(threads: 1), tally: tally)
    let forecast = try graph.forecast(inputs, under: plans, options: options)
    _ = try graph.runs(inputs, under: plans, options: options)
    #expect(forecast.cost.multiplyAdds == tally.multiplyAdds)
    #expect(forecast.bufferBytes == tally.peakBytes)
    #expect(forecast.forwardEquivalents < 0.75 * Double(forecast.naiveForwardEquivalents))
    // mean: levels 3..<6, resample: levels 3..<9, patch: level 4.
    #expect(forecast.preparedRows == 3 + 6 + 1)
  }

  /// The processor's time for one thread, against a forecast by this machine's speed.
  @Test func secondsAreOfTheRightOrder() throws {
    let (graph, inputs) = (try Policy.bundled().graph, try Self.inputs(17))
    let speed = try MachineSpeed.measured()
    for related in [true, false] {
      let options = RunOptions(engine: EngineOptions(relatesRows: related, threads: 1))
      let forecast = try graph.forecast(inputs, under: [Plan()], options: options).seconds(on: speed)
      let start = Self.threadTime
      _ = try graph.run(inputs, options: options)
      let seconds = Self.threadTime - start
      #expect(forecast > seconds / 8 && forecast < seconds * 8, "forecast \(forecast) s, took \(seconds) s")
    }
  }

  private static var threadTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
