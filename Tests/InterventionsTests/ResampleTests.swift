import HookKit
import HookKitTesting
import Interventions
import Testing

@Suite struct ResampleTests {
  /// 200 rows of two elements, with the label group = row mod 2.
  let bench: Bench

  init() throws {
    let rows = Tensor(repeating: -1, shape: [200, 2])
    bench = try Bench(
      rows, labels: (0..<200).map { ["group": "\($0 % 2)"] }, observations: CountingLevels(shape: [2]))
  }

  @Test func laws() throws {
    let bank = Tensor((0..<60).map(Float.init), shape: [10, 6])
    #expect(try Laws.violations(of: .resample(from: bank), isRandom: true, shapes: [[6]]) == [])
    var setting = try LawSetting(shape: [6], observations: CountingLevels(shape: [6]))
    setting.inputs = Inputs(
      setting.inputs.tensor, rows: (0..<5).map { Inputs.Row(key: $0, labels: ["group": "\($0 % 2)"]) })
    #expect(
      try Laws.violations(of: .resample(from: "levels 0..<20", match: "group"), isRandom: true, in: [setting])
        == [])
  }

  @Test func everyRowGetsAWholeRowOfTheBankDrawnAnew() throws {
    let result = try bench.result(.resample(from: "levels 0..<10"))
    let drawn = (0..<200).map { result[$0, 0] }
    #expect((0..<200).allSatisfy { result[$0, 0] == result[$0, 1] })
    #expect(Set(drawn) == Set((0..<10).map(Float.init)))
    #expect(try bench.result(.resample(from: "levels 0..<10"), seed: 1) != result)
  }

  @Test func matchingRowsHaveTheSameLabel() throws {
    let result = try bench.result(.resample(from: "levels 0..<10", match: "group"))
    #expect((0..<200).allSatisfy { Int(result[$0, 0]) % 2 == $0 % 2 })
    #expect(Set((0..<200).map { result[$0, 0] }).count == 10)
  }

  @Test func rowsWithoutAMatchAreNamedBeforeAnythingIsComputed() {
    #expect(
      bench.message(.resample(from: "levels 2..<3", match: "group"))
        == "resample(from: \"levels 2..<3\", match: group): none of the bank's 1 rows has group = 1, and 100 of 200 rows of this run need a match; capture a larger bank; it has group = 0 (1)"
    )
  }

  @Test func unknownLabelsListTheLabelsThereAre() {
    #expect(
      bench.message(.resample(from: "levels 0..<4", match: "cheese"))
        == "resample(from: \"levels 0..<4\", match: cheese): 4 of 4 rows of the bank levels 0..<4 have no label cheese; they have group"
    )
    #expect(
      bench.message(.resample(from: .values(Tensor([1, 2], shape: [1, 2])), match: "group")).hasSuffix(
        "1 of 1 rows of the bank the tensor given of shape [1, 2] have no label group; they have no other labels either; leave match out"
      ))
  }
}
