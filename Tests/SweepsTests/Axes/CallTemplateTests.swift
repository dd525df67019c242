import HookKit
import Testing

@testable import Sweeps

@Suite struct CallTemplateTests {
  /// The calls of all combinations, with the axes in their order.
  private func calls(_ text: String, knowing known: [Axis] = []) throws -> (axes: [String], calls: [String]) {
    var axes = known
    let template = try CallTemplate(text, axes: &axes, graph: Trials.policy().graph)
    var points: [[(axis: String, value: Axis.Value)]] = [[]]
    for axis in axes { points = points.flatMap { point in axis.values.map { point + [(axis.name, $0)] } } }
    return (axes.map(\.name), try points.map { try template.call(at: AxisValues($0)) })
  }

  @Test func axesAreNamedByTheirPlace() throws {
    let (axes, calls) = try calls(
      "add(vector: a.npz, scale: {-1, 1})@{*.res1.resadd_out, fc_policy_out}[{3, 4}]")
    #expect(axes == ["scale", "site", "selection"])
    #expect(calls.count == 2 * 4 * 2)
    #expect(calls.first == "add(vector: a.npz, scale: -1)@embedder.block1.res1.resadd_out[3]")
  }

  @Test func callsOfAGroupNameTheirOwnAxes() throws {
    let (axes, calls) = try calls(
      "group(zero@x[{1, 2}], add(vector: \"a, b\", scale: {-1})@{fc_policy_out}, clamp(max: {4})@y, named: g)")
    #expect(axes == ["selection", "scale", "site", "max"])
    #expect(
      calls.first == "group(zero@x[1], add(vector: \"a, b\", scale: -1)@fc_policy_out, clamp(max: 4)@y, named: g)")
  }

  @Test func namedAxesAreUsedAgainAndNegated() throws {
    let (axes, calls) = try calls("clamp(min: {-s = 1, 2})@input_out".replacing("-s =", with: "s ="))
    #expect(axes == ["s"])
    #expect(calls == ["clamp(min: 1)@input_out", "clamp(min: 2)@input_out"])
    let again = try self.calls("clamp(min: {-s}, max: {s})@x", knowing: [Axis.numbers("s", [0, 2.5])])
    #expect(again.calls == ["clamp(min: 0, max: 0)@x", "clamp(min: -2.5, max: 2.5)@x"])
  }

  @Test func levelsCanBeNamedInTexts() throws {
    let (_, calls) = try calls(
      "add(vector: level {level} minus level {level} without cheese)@x", knowing: [Axis.levels([7])])
    #expect(calls == ["add(vector: level 7 minus level 7 without cheese)@x"])
  }

  @Test func twoAxesOfOnePlaceGetTwoNames() throws {
    #expect(try calls("clamp(min: {1, 2}, max: {3, 4})@x").axes == ["min", "max"])
    var axes: [Axis] = []
    let graph = try Trials.policy().graph
    _ = try CallTemplate("scale(by: {1, 2})@x", axes: &axes, graph: graph)
    _ = try CallTemplate("scale(by: {3, 4})@x", axes: &axes, graph: graph)
    #expect(axes.map(\.name) == ["by", "by2"])
  }

  @Test(arguments: [
    "zero@{", "zero@x}", "zero@{a{b}}", "scale(by: {})@x", "scale(by: {t})@x", "scale(by: {-t})@x",
    "zero@{nowhere*}",
  ])
  func bracesThatMeanNothingAreErrors(call: String) {
    #expect(throws: (any Error).self) { try calls(call) }
  }
}
