import Foundation
import HookKit
import Testing

@testable import Sweeps

/// Identifiers are whole numbers of 64 bits from the text to the file.
@Suite struct WholeNumberTests {
  private static let patch = "noise(scale: 0.2)@{embedder.block2.res1.resadd_out}"

  private static func sweep(_ description: SweepDescription) throws -> Sweep {
    try Sweep(description, registry: Trials.registry(), graph: Trials.policy().graph)
  }

  private static func seeds(_ text: String) throws -> [UInt64] {
    let sweep = try sweep(.init(levels: "0", seeds: text, patches: [patch], metrics: ["mean-total-variation"]))
    return (0..<sweep.sceneCount).map { sweep.scene(at: $0).seed }
  }

  @Test func seedsHaveAllTheirBits() throws {
    #expect(try Self.seeds("9007199254740992, 9007199254740993") == [1 << 53, 1 << 53 + 1])
    #expect(try Self.seeds("\(UInt64.max - 2)..\(UInt64.max)") == [.max - 2, .max - 1, .max])
    #expect(try Self.seeds("\(Int64.max)...\(UInt64(1) << 63)") == [1 << 63 - 1, 1 << 63])
  }

  @Test(arguments: ["18446744073709551616", "-1", "0.5", "1..2/0.5", "x", ""])
  func whatIsNoSeedIsAnError(text: String) {
    #expect { try Self.seeds(text) } throws: {
      if case SweepError.notASeed? = $0 as? SweepError { true } else { false }
    }
  }

  /// In files of both forms, as one value and in a list.
  @Test(arguments: [
    #"{"version": 1, "levels": 0, "seeds": 18446744073709551615, "axes": {"n": [9007199254740993]}}"#,
    #"{"version": 1, "levels": 0, "seeds": [18446744073709551615], "axes": {"n": 9007199254740993}}"#,
    "version: 1\nlevels: 0\nseeds: 18446744073709551615\naxes: {n: 9007199254740993}\n",
    "version: 1\nlevels: 0\nseeds: [18446744073709551615]\naxes: {n: [9007199254740993]}\n",
  ])
  func filesKeepThem(text: String) throws {
    let description = try SweepDescription(text: text)
    #expect(description.seeds == "18446744073709551615" && description.axes == ["n": "9007199254740993"])
  }

  @Test func axesKeepWholeNumbers() throws {
    func texts(_ text: String) throws -> [String] { try AxisContent(text, sitesOf: nil).values.map(\.text) }
    #expect(try texts("9007199254740993, 9223372036854775807") == ["9007199254740993", "9223372036854775807"])
    #expect(
      try texts("9007199254740992..9007199254740994") == ["9007199254740992", "9007199254740993", "9007199254740994"])
    #expect(try texts("0..10/4") == ["0", "4", "8"] && texts("0..<8/4") == ["0", "4"] && texts("3..<3") == [])
    #expect(throws: SweepError.repeatedValue(axis: "a", value: "1")) {
      try Axis("a", AxisContent("1, 1.0", sitesOf: nil).values)
    }
    var axes: [Axis] = []
    let call = try CallTemplate(
      "set(value: {n = 9007199254740993})@a[{-n}]", axes: &axes, graph: Trials.policy().graph)
    #expect(
      try call.call(at: AxisValues([("n", axes[0].values[0])])) == "set(value: 9007199254740993)@a[-9007199254740993]")
    #expect(try AxisValues([("n", axes[0].values[0])]).integer("n") == 9_007_199_254_740_993)
  }

  @Test func tablesAndArraysHoldWhatWasRun() throws {
    try Trials.inFolder { folder in
      let path = folder.appendingPathComponent("a.sqlite").path
      let seeds = ["9007199254740993", "9223372036854775807", "18446744073709551615"]
      try Trials.run(
        Trials.runner(
          .init(
            levels: "2147483647", mode: .easy, seeds: seeds.joined(separator: ","), patches: [Self.patch],
            metrics: ["mean-total-variation"])), to: path)
      let reader = try SweepReader(path)
      func column(_ sql: String) throws -> [String] {
        try reader.query(sql).rows.map { $0.map(\.description).joined() }
      }
      #expect(try column("SELECT seed FROM points") == seeds)
      #expect(try column("SELECT seed FROM results") == seeds)
      #expect(try column("SELECT seed < 0 FROM points") == ["0", "0", "0"])
      #expect(try column("SELECT level FROM results") == Array(repeating: "2147483647", count: 3))
      #expect(try column("SELECT typeof(seed) FROM points") == ["integer", "integer", "text"])
      #expect(
        try SweepResults(reader).axes.map(\.texts) == [["2147483647"], seeds, ["embedder.block2.res1.resadd_out"]])
    }
  }
}
