import HookKit
import Testing

@Suite struct PlanBuilderTests {
  private let edit = Edit("a", .shift(by: 1))
  private let other = Edit("b", .shift(by: 2))

  @Test func expressionEdit() { #expect(Plan { edit }.edits == [edit]) }

  @Test func expressionPlan() {
    let inner = Plan {
      edit; other
    }
    #expect(
      Plan {
        inner; edit
      }.edits == [edit, other, edit])
  }

  @Test func expressionEdits() { #expect(Plan { [other, edit] }.edits == [other, edit]) }

  @Test func blocksKeepTheOrderWritten() {
    #expect(
      Plan {
        edit; other; edit
      }.edits == [edit, other, edit])
    #expect(Plan {}.isEmpty)
  }

  @Test(arguments: [true, false])
  func optional(isOn: Bool) {
    #expect(
      Plan {
        edit; if isOn { other }
      }.edits == (isOn ? [edit, other] : [edit]))
  }

  @Test(arguments: [true, false])
  func either(isFirst: Bool) {
    #expect(Plan { if isFirst { edit } else { other } }.edits == [isFirst ? edit : other])
  }

  @Test(arguments: [0, 1, 2])
  func switches(number: Int) {
    let plan = Plan {
      switch number {
      case 0: edit
      case 1: other
      default:
        other
        edit
      }
    }
    #expect(plan.edits == [[edit], [other], [other, edit]][number])
  }

  @Test func loops() {
    let plan = Plan { for channel in 0..<3 { Edit("a", .shift(by: 1), on: .channels(channel)) } }
    #expect(plan.edits.map(\.selection) == [.channels(0), .channels(1), .channels(2)])
  }

  @Test func limitedAvailability() {
    #expect(Plan { if #available(macOS 15, *) { edit } }.edits == [edit])
    #expect(PlanBuilder.buildLimitedAvailability([other]) == [other])
  }

  @Test func buildersMayThrow() {
    struct Fault: Error {}
    func make() throws -> Edit { throw Fault() }
    #expect(throws: Fault.self) { try Plan { try make() } }
  }

  @Test func plansAddUp() {
    let sum = Plan(allowUnmatched: true) { edit } + Plan { other }
    #expect(sum.edits == [edit, other])
    #expect(sum.allowUnmatched)
  }
}
