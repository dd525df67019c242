import Experiments
import HookKit
import Testing

/// Every method of the builder of lists: conditions of an experiment, findings, columns, measures.
@Suite struct ListBuilderTests {
  private let first = Condition("first")
  private let other = Condition("other")

  private func list(@ListBuilder<Condition> _ body: () throws -> [Condition]) rethrows -> [Condition] { try body() }

  @Test func expressionElement() { #expect(list { first } == [first]) }

  @Test func expressionElements() { #expect(list { [other, first] } == [other, first]) }

  @Test func blocksKeepTheOrderWritten() {
    let written = list {
      first
      other
      first
    }
    #expect(written == [first, other, first])
    #expect(list {}.isEmpty)
  }

  @Test(arguments: [true, false])
  func optional(isOn: Bool) {
    let written = list {
      first
      if isOn { other }
    }
    #expect(written == (isOn ? [first, other] : [first]))
  }

  @Test(arguments: [true, false])
  func either(isFirst: Bool) {
    #expect(list { if isFirst { first } else { other } } == [isFirst ? first : other])
  }

  @Test(arguments: [0, 1, 2])
  func switches(number: Int) {
    let written = list {
      switch number {
      case 0: first
      case 1: other
      default:
        other
        first
      }
    }
    #expect(written == [[first], [other], [other, first]][number])
  }

  @Test func loops() {
    #expect(list { for number in 0..<3 { Condition("\(number)") } }.map(\.name) == ["0", "1", "2"])
  }

  @Test func limitedAvailability() {
    #expect(list { if #available(macOS 15, *) { first } } == [first])
    #expect(ListBuilder<Condition>.buildLimitedAvailability([other]) == [other])
  }

  @Test func buildersMayThrow() {
    struct Fault: Error {}
    func make() throws -> Condition { throw Fault() }
    #expect(throws: Fault.self) { try list { try make() } }
  }

  /// Edits compose into plans, plans into conditions, conditions into experiments.
  @Test func editsPlansAndConditionsNest() throws {
    let shared = Plan { Edit("a", Halve()) }
    let conditions = list {
      Condition("original")
      for channel in 0..<2 {
        Condition("channel \(channel)") {
          shared
          Edit("b", Halve(), on: .channels(channel))
        }
      }
    }
    #expect(conditions.map(\.plan.edits.count) == [0, 2, 2])
    #expect(conditions[2].plan.edits[1].selection == .channels(1))
  }

  @Test func textIsANote() throws {
    let findings = try Findings("title") {
      "one"
      if true { "two" }
    }
    #expect(findings.items.map(\.text) == ["one", "two"])
  }
}

/// Half of the activation.
struct Halve: Intervention {
  static let kind = "halve"
  func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor { value.map { $0 / 2 } }
}
