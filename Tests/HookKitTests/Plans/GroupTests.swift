import HookKit
import Testing

/// Edits that belong together.
@Suite struct GroupTests {
  private let plan = Plan {
    Edit("body_out", Shift(by: 1))
    Plan.group("pair") {
      Edit("body_out", Shift(by: 2), on: .channels(0))
      Edit("input", Shift(by: 3))
    }
  }

  private func registry() throws -> Registry {
    var registry = Registry()
    registry.add(Shift.self)
    return try registry.checked()
  }

  @Test func aGroupIsLeftOutTogether() throws {
    #expect(plan.groups == ["pair"] && plan.edits.map(\.group) == [nil, "pair", "pair"])
    #expect(try plan.without(group: "pair") == Plan { Edit("body_out", Shift(by: 1)) })
    #expect(throws: PlanError.noGroup("pairs", known: ["pair"])) { try plan.without(group: "pairs") }
  }

  @Test func filesKeepIt() throws {
    #expect(try Plan(text: plan.json, registry: registry()) == plan)
    #expect(try Plan(text: plan.yaml, registry: registry()) == plan)
    #expect(try plan.json.contains("\"group\" : \"pair\""))
    let text = "version: 1\nedits:\n  - {kind: shift, site: input, group: pair}\n"
    #expect(try Plan(text: text, registry: registry()).groups == ["pair"])
  }

  @Test func itHasOneReceipt() throws {
    var builder = GraphBuilder(input: [2])
    try builder.add("body", ReLU(), builder.input)
    let run = try builder.graph.run(Tensor([1, 2, 3, 4], shape: [2, 2]), under: plan)
    let receipts = plan.groupReceipts(run.receipts)
    #expect(receipts.count == 1 && receipts[0].group == "pair" && receipts[0].edits == [1, 2])
    #expect(
      receipts[0].selected == 2 + 4 && receipts[0].changed == 6 && receipts[0].sites == ["body_out", "body_in0"]
        || receipts[0].sites == ["body_in0", "body_out"])
    // Twice 2 at one element of each row, and 3 everywhere.
    #expect(abs(receipts[0].changeNorm - (2 * 4.0 + 4 * 9).squareRoot()) < 1e-6)
  }
}
