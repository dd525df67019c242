@testable import HookKit
import Testing

/// Rows that differ from images whose values are kept from run to run.
@Suite struct KeptBasesTests {
  /// Some images of sixteen channels.
  private static func bases(_ count: Int) -> [BaseImage] {
    (0..<count).map { number in
      var stream = RandomStream(seed: 4, UInt64(number))
      return BaseImage(Tensor(stream.normals(16 * 24 * 24), shape: [1, 16, 24, 24]))
    }
  }

  /// Rows on these bases in turn, of which every fourth shows nothing else.
  private static func inputs(_ rows: Range<Int>, on bases: [BaseImage]) -> Inputs {
    let scalars = rows.flatMap { row -> [Float] in
      var image = bases[row % bases.count].tensor.scalars
      let (top, left) = (row * 5 % 22, row * 7 % 23)
      for channel in 0..<16 where row % 4 != 3 {
        for y in top..<top + 1 + row % 2 { image[(channel * 24 + y) * 24 + left] += Float(channel + row) }
      }
      return image
    }
    var inputs = Inputs(
      Tensor(scalars, shape: [rows.count, 16, 24, 24]), rows: rows.map { Inputs.Row(key: UInt64($0)) })
    inputs.bases = .kept(rows.map { bases[$0 % bases.count] })
    return inputs
  }

  private static let plans = [
    Plan(), Plan { Edit("a_out", .shift(by: 0.5), on: .channels(2)) }, Plan { Edit("c_out", Jitter()) },
    Plan { Edit("sum", .shift(by: 1), on: .indices([.whole, .position(3), .position(4)])) },
  ]

  private static func values(_ run: Run) -> [String: Tensor] {
    run.captured.merging(run.outputs, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [true, false])
  func rowsOnKeptBasesGiveWhatRowsAloneGive(sumFirst: Bool) throws {
    let graph = try BranchingNetwork.graph(sumFirst: sumFirst)
    let (bases, plain) = (Self.bases(3), RunOptions(engine: EngineOptions(kernels: false)))
    for plan in Self.plans {
      let inputs = Self.inputs(0..<11, on: bases)
      let expected = try graph.run(inputs, under: plan, capturing: ["*"], options: plain)
      for (captures, threads) in [([], 1), (["c_out"], 3), (["*"], 2)] as [([Capture], Int)] {
        let actual = try graph.run(
          inputs, under: plan, capturing: captures, options: RunOptions(engine: EngineOptions(threads: threads)))
        for (name, value) in Self.values(actual) {
          let difference = (value - expected[name]).largestMagnitude
          #expect(difference <= 1e-5 * expected[name].largestMagnitude, "\(name)")
        }
        #expect(actual.receipts.map(\.selected) == expected.receipts.map(\.selected))
      }
    }
  }

  /// Bits depend on a row and its base alone: not on the rows beside it, on what was kept before, or on where a run stops.
  @Test(arguments: [true, false])
  func bitsDependOnNothingElse(exact: Bool) throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let options = RunOptions(engine: EngineOptions(relatesExactly: exact))
    for plan in Self.plans {
      let together = try graph.run(Self.inputs(0..<11, on: Self.bases(3)), under: plan, options: options)["out_out"]
      let stopping = try graph.run(
        Self.inputs(0..<11, on: Self.bases(3)), under: plan, capturing: ["*"], options: options)["out_out"]
      #expect(stopping == together)
      let bases = Self.bases(3)
      var allowing = plan
      allowing.allowUnmatched = true
      for row in 0..<11 {
        let alone = try graph.run(Self.inputs(row..<row + 1, on: bases), under: allowing, options: options)["out_out"]
        #expect(alone == together[rows: row..<row + 1])
      }
      guard exact else { continue }
      var unrelated = Self.inputs(0..<11, on: bases)
      unrelated.bases = nil
      let plain = RunOptions(engine: EngineOptions(relatesRows: false))
      #expect(try graph.run(unrelated, under: plan, options: plain)["out_out"] == together)
    }
  }

  /// What is kept is not computed again, and not kept where memory is bounded.
  @Test func basesAreComputedOnce() throws {
    let graph = try BranchingNetwork.graph(sumFirst: true)
    let bases = Self.bases(3)
    func products(_ engine: EngineOptions) throws -> Int {
      let tally = EngineCounters()
      var options = RunOptions(engine: engine)
      options.tally = tally
      _ = try graph.run(Self.inputs(0..<11, on: bases), options: options)
      return tally.multiplyAdds
    }
    let (bounded, first, second) = (
      try products(EngineOptions(memory: 1 << 28)), try products(EngineOptions()), try products(EngineOptions())
    )
    #expect(second < first)
    #expect(first < bounded)
    #expect(try products(EngineOptions(relatesRows: false)) == bounded)
  }
}
