import HookKit
import Testing

@testable import Sweeps

@Suite struct AxisContentTests {
  static func texts(_ content: String) throws -> [String] {
    try AxisContent(content, sitesOf: nil).values.map(\.text)
  }

  static let cases: [(String, [String])] = [
    ("-2..2/0.5", ["-2", "-1.5", "-1", "-0.5", "0", "0.5", "1", "1.5", "2"]),
    ("0..<4", ["0", "1", "2", "3"]), ("1...3", ["1", "2", "3"]), ("0..1/0.3", ["0", "0.3", "0.6", "0.9"]),
    ("0..0.3/0.1", ["0", "0.1", "0.2", "0.3"]), ("1, 2,5 ", ["1", "2", "5"]), ("-1", ["-1"]),
    ("a.npz, b.npz", ["a.npz", "b.npz"]), ("[5] | [6, 7]", ["[5]", "[6, 7]"]),
    ("[1, 2], 'x, y'", ["[1, 2]", "'x, y'"]),
    ("0..1/1, 5", ["0", "1", "5"]), ("3..3", ["3"]), ("0-3", ["0", "1", "2", "3"]), ("-2-0/2", ["-2", "0"]),
    ("0.5 - 1.5 / 0.5", ["0.5", "1", "1.5"]), ("1e-3", ["0.001"]), ("a-b", ["a-b"]), ("2026-1-2", ["2026-1-2"]),
  ]

  @Test(arguments: Self.cases)
  func valuesAreWhatIsWritten(content: String, texts: [String]) throws {
    #expect(try Self.texts(content) == texts)
  }

  @Test(arguments: ["2..-2", "3-1", "0..1/0", "0..1e9/0.001", "1,,2", ""])
  func whatMeansNothingIsAnError(content: String) {
    #expect(throws: (any Error).self) { try Self.texts(content) }
  }

  @Test func aValueThatComesTwiceIsAnError() {
    #expect(throws: SweepError.repeatedValue(axis: "s", value: "1")) { try Axis.numbers("s", [1, 1]) }
    #expect(throws: SweepError.emptyAxis("s")) { try Axis.numbers("s", []) }
  }

  @Test func globsBecomeSitesOnlyWhereSitesAreMeant() throws {
    let graph = try Trials.policy().graph
    let sites = try AxisContent("embedder.block*.resadd_out", sitesOf: graph).values.map(\.text)
    #expect(sites.count == 6)
    #expect(sites.first == "embedder.block1.res1.resadd_out")
    #expect(try Self.texts("embedder.block*.resadd_out") == ["embedder.block*.resadd_out"])
    #expect(throws: SiteError.self) { try AxisContent("nowhere*", sitesOf: graph) }
  }

  /// Every method of the builder.
  @Test(arguments: [true, false])
  func theBuilderTakesConditionsLoopsAndLists(flag: Bool) throws {
    @AxisBuilder func axes() throws -> [Axis] {
      try Axis.levels(0..<2)
      if flag { try Axis.numbers("a", [1]) }
      if flag { try Axis.numbers("b", [1]) } else { try Axis.numbers("c", [1]) }
      for name in ["d", "e"] { try Axis.numbers(name, [1]) }
      [try Axis.numbers("f", [1])]
    }
    #expect(
      try axes().map(\.name) == (flag ? ["level", "a", "b", "d", "e", "f"] : ["level", "c", "d", "e", "f"]))
  }

  @Test func anAxisHasNoValuesWithoutEnd() {
    let text = Array(repeating: "0..<99999", count: 3000).joined(separator: ",")
    #expect {
      try AxisContent(text, sitesOf: nil)
    } throws: { "\($0)".contains("more than 100,000 values") && "\($0)".count < 400 }
  }
}
