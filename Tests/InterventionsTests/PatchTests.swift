import HookKit
import HookKitTesting
import Interventions
import Testing

@Suite struct PatchTests {
  let bench: Bench
  init() throws { bench = try Bench(Tensor([1, 2, 3, 4], shape: [2, 2])) }

  @Test func laws() throws {
    let one = Tensor([1, 2, 3, 4, 5, 6], shape: [6])
    let mask = Tensor([1, 0, 0, 1, 1, 0], shape: [6])
    #expect(try Laws.violations(of: .patch(from: one, mask: mask), isRandom: false, shapes: [[6]]) == [])
    #expect(
      try Laws.violations(of: .patch(from: Tensor((0..<30).map(Float.init), shape: [5, 6])), shapes: [[6]])
        == [])
  }

  @Test func replacesByOneRowForAllOrOneForEach() throws {
    #expect(try bench.result(.patch(from: Tensor([8, 9], shape: [2]))).scalars == [8, 9, 8, 9])
    #expect(try bench.result(.patch(from: Tensor([6, 7, 8, 9], shape: [2, 2]))).scalars == [6, 7, 8, 9])
  }

  @Test func rowsStayInOrderWhereARunIsComputedInParts() throws {
    let values = Tensor((0..<200).map(Float.init), shape: [100, 2])
    let bench = try Bench(Tensor(repeating: -1, shape: [100, 2]))
    let plan = Plan {
      Edit("input", .patch(from: values)); Edit("body_out", .scale(by: 2))
    }
    let run = try bench.graph.run(bench.inputs, under: plan, capturing: ["*"])
    #expect(run["body_in0"] == values)
    #expect(run["body_out"] == 2 * values)
  }

  /// Rows at which an edit acts are gathered; each still gets the row that stands where it does in the batch.
  @Test(arguments: [1, 3])
  func rowsThatActAtTimesGetTheirOwnReplacement(threads: Int) throws {
    let values = Tensor((0..<200).map(Float.init), shape: [100, 2])
    let bench = try Bench(Tensor(repeating: -1, shape: [100, 2]))
    let acts = { (row: Int) in row % 3 == 1 }
    let rows = (0..<100).map { row in
      Inputs.Row(key: UInt64(row), moment: Moment(step: row, conditions: ["odd": acts(row)], events: [:]))
    }
    let plan = Plan { Edit("input", .patch(from: values), when: Timing("odd")) }
    let run = try bench.graph.run(
      Inputs(bench.inputs.tensor, rows: rows), under: plan, capturing: ["input"],
      options: RunOptions(engine: EngineOptions(threads: threads)))
    for row in 0..<100 {
      #expect(run[bench.site.name].row(row).scalars == (acts(row) ? values.row(row).scalars : [-1, -1]))
    }
  }

  @Test func theMaskSaysWhere() throws {
    let patch = Patch.patch(from: Tensor([8, 9], shape: [2]), mask: Tensor([0, 1], shape: [2]))
    #expect(try bench.result(patch).scalars == [1, 9, 3, 9])
  }

  @Test func aRunsOwnValuePatchedInChangesNothing() throws {
    let plain = try bench.graph.run(bench.inputs, capturing: ["*"])
    let plan = Plan(allowUnmatched: true) { Edit("body_out", .patch(from: plain["body_out"])) }
    let run = try bench.graph.run(bench.inputs, under: plan, capturing: ["*"])
    #expect(run.captured == plain.captured)
    #expect(run.receipts.map(\.changed) == [0])
  }

  @Test func faultsSayWhatWouldWork() {
    #expect(
      bench.message(.patch(from: Tensor(repeating: 0, shape: [3, 2])))
        == "the tensor given of shape [3, 2]: has shape [3, 2], which does not fit the site body_in0 [2]; give [2] for all rows, or [2, 2] with one for each row of this run"
    )
    #expect(
      bench.message(.patch(from: Tensor([8, 9], shape: [2]), mask: Tensor([0, 0.5], shape: [2])))
        == "patch(from: [8, 9], mask: [0, 0.5]): the mask holds 0.5; a mask holds only 0 and 1")
  }
}
