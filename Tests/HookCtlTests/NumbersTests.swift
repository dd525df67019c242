import Foundation
import LimitedPrograms
import Testing

/// Numbers in files and in JSON are numbers under keys of their own, the same in every form, and their means are over mazes.
@Suite struct NumbersTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let plain = ["--theme", "plain", "--mode", "easy"]

  /// Five levels, two conditions, two seeds, five null twins of two controls, two metrics.
  private static let sweep =
    [
      "sweep", "--levels", "0,1,4,8,9", "--seeds", "0..<2", "--nulls", "5", "--control", "random", "--control",
      "permuted",
    ]
    + plain + [
      "--metric", "mean-total-variation", "--metric", "value-change", "--patch",
      "add(vector: level 1 minus level 1 without cheese, scale: {-1, 1})@\(site)", "--out", "a.sqlite",
    ]

  @Test func aFinderOfRepeatedKeysFindsThem() {
    #expect(StrictJSON.repeatedKeys(#"[{"a": {"b": 1, "c": "b"}, "b": 2}, {"a": "\"b\":"}]"#) == [])
    #expect(StrictJSON.repeatedKeys(#"{"x": [{"a": 1, "b": {"a": 2}, "a": 3}]}"#) == [#""a""#])
  }

  /// Exact copies under several seeds are no further observations, and few levels have no interval.
  @Test func levelsAreTheUnits() throws {
    try inFolder { hookctl in
      let common = Self.plain + ["--metric", "mean-total-variation", "--patch", "zero@\(Self.site)[31]", "--json"]
      func row(_ arguments: String...) throws -> [String: Any] {
        let found = try hookctl.run(["sweep"] + common + arguments)
        #expect(found.code == 0, "\(found.errors)")
        return try #require(Self.tables(found.output).first?.first)
      }
      let once = try row("--levels", "0..<4", "--out", "once.sqlite")
      let often = try row("--levels", "0..<4", "--seeds", "0..<10", "--out", "often.sqlite")
      #expect(once["n"] as? Int == 4 && often["n"] as? Int == 4)
      #expect(once["mean"] as? Double == often["mean"] as? Double)
      #expect(often["mean_interval"] is NSNull)
      let text = try hookctl("results", "show", "often.sqlite").output
      #expect(text.contains("Means over 4 levels, 10 seeds averaged within each."))
      #expect(text.contains("No interval: 4 levels: no interval with fewer than 5 (--small-sample-intervals"))
      let asked = try hookctl("results", "show", "often.sqlite", "--json", "--small-sample-intervals").output
      let interval = try #require(Self.tables(asked).first?.first?["mean_interval"] as? [String: Any])
      #expect(interval["n"] as? Int == 4 && interval["unit"] as? String == "level")
      let one = try row("--levels", "0", "--seeds", "0..<10", "--out", "one.sqlite")
      #expect(one["n"] as? Int == 1 && one["mean_interval"] is NSNull)
      let nothing = try hookctl("results", "show", "one.sqlite", "--small-sample-intervals").output
      #expect(nothing.contains("No interval: one level: no interval."))
    }
  }

  @Test func resultsAreTheSameNumbersInEveryForm() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.sweep).code == 0)
      let show = ["results", "show", "a.sqlite", "--against", "scale=-1"]
      let shown = try hookctl.run(show + ["--json", "--out", "one.csv", "--out", "one.json"])
      #expect(shown.code == 0, "\(shown.errors)")
      // The files have the names that were given, with one metric and with two.
      #expect(try hookctl.names == ["a.sqlite", "one.csv", "one.json"])
      for json in [shown.output, try hookctl.text("one.json")] { #expect(StrictJSON.repeatedKeys(json) == []) }
      let tables = try Self.tables(shown.output), lines = try Self.lines(hookctl.text("one.csv"))
      #expect(tables.count == 5 && lines.count == tables.joined().count)
      let text = try hookctl.run(show).output
      for (row, line) in zip(tables.joined(), lines) { try Self.compare(row, line, text) }
      let keys = Set(tables[0][0].keys)
      #expect(
        keys.isSuperset(of: [
          "scale", "mean", "mean_interval", "n", "random_percentile", "random_percentile_interval", "above_random",
          "above_random_interval", "above_permuted_interval", "change_ratio", "metric",
        ]), "\(keys)")
      #expect(lines.allSatisfy { $0["mean_low"] != nil && $0["random_percentile_high"] != nil })
    }
  }

  /// Every number of a row of JSON stands in the line of CSV, and, rounded, in the text.
  private static func compare(_ row: [String: Any], _ line: [String: String], _ text: String) throws {
    func expect(_ number: Double, _ key: String, decimals: Int) throws {
      let inFile = try #require(line[key].flatMap { Double($0) }, "\(key) in \(line)")
      // The reader of JSON may be off by the last bit.
      #expect(abs(inFile - number) <= 1e-14 * abs(number), "\(key)")
      let shown = String(format: "%.\(decimals)f", number).replacing(/^-(0\.0+)$/) { $0.1 }
      #expect(text.contains(shown), "\(key): \(shown)")
    }
    for (key, value) in row {
      let decimals = key == "scale" ? 0 : key.contains("percentile") ? 1 : 4
      if let interval = value as? [String: Any] {
        let name = key.replacing("_interval", with: "")
        try expect(#require(interval["low"] as? Double), "\(name)_low", decimals: decimals)
        try expect(#require(interval["high"] as? Double), "\(name)_high", decimals: decimals)
        #expect(interval["level"] as? Double == 0.95 && interval["n"] is Int && interval["unit"] is String)
        #expect((interval["method"] as? String)?.isEmpty == false)
      } else if !["metric", "n"].contains(key), !key.hasSuffix("_draws"), let number = value as? Double {
        try expect(number, key, decimals: decimals)
      }
    }
  }

  @Test func namesOfColumnsAreUnique() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.sweep).code == 0)
      for form in [[], ["--json"], ["--csv"]] {
        let twice = try hookctl.run(
          ["results", "query", "a.sqlite", "SELECT level, scale AS level FROM results"] + form)
        #expect(twice.code == 64 && twice.output.isEmpty && twice.errors.contains("several of its columns are called"))
      }
      let pictures = try hookctl("results", "show", "a.sqlite", "--out", "p.svg")
      #expect(pictures.code == 64 && pictures.errors.contains("a file holds one"), "\(pictures.errors)")
      #expect(try hookctl.names == ["a.sqlite"])
    }
  }

  static let commands: [[String]] = [
    ["vfield", "--level", "1", "--json"] + plain,
    ["compare", "--level", "1", "--nulls", "2", "--patch", "zero@\(site)[31]", "--json"] + plain,
    ["sites", "--json"], ["interventions", "--json"], ["metrics", "--json"], ["conditions", "--json"],
    ["sites", "--edges", "--json"], ["doctor", "--json"],
    ["model", "info", "--json"], ["maze", "find", "--levels", "0..<5", "--json"],
    ["maze", "state", "--level", "1", "--json"],
    ["explain", "--patch", "zero@\(site)[31]", "--json"],
    ["rollout", "--level", "1", "--episodes", "2", "--steps", "8", "--patch", "zero@\(site)[31]", "--json"] + plain,
    ["statistics", "decision", "--levels", "0..<20", "--nulls", "2", "--patch", "zero@\(site)[31]", "--json"] + plain,
    ["statistics", "behaviour", "--levels", "0..<20", "--steps", "30", "--json"] + plain,
    ["probe", "--levels", "0..<20", "--target", "cheese", "--site", "embedder.fc_out", "--json"] + plain,
  ]

  @Test(arguments: commands)
  func everyCommandsJSONHasEachKeyOnce(arguments: [String]) throws {
    try inFolder { hookctl in
      let found = try hookctl.run(arguments)
      // What is missing on this machine is what `doctor` is about.
      #expect(found.code == 0 || arguments[0] == "doctor", "\(arguments): \(found.errors)")
      #expect(StrictJSON.repeatedKeys(found.output) == [] && !found.output.isEmpty)
      let value = try json(found.output)
      #expect(StrictJSON.faults(value) == [], "\(arguments)")
    }
  }

  @Test func aFinderOfNumbersInTextsFindsThem() throws {
    let text = """
      {"a": "0.5", "b": ["12.5 %", "0.1 to 0.3"], "interval": [1, 2], "c_interval": {"low": 1, "high": 2}, "low": 3,
       "percentile": "50", "fine": {"value": 1, "text": "level 8", "square": "3,4", "e_interval": null}, "recipe": {"seed": "0"}}
      """
    #expect(
      try StrictJSON.faults(json(text)) == [
        "a: \"0.5\"", "b: \"0.1 to 0.3\"", "b: \"12.5 %\"", "c_interval: no interval", "interval: no interval",
        "low: a bound outside of an interval", "percentile: \"50\"", "percentile: no number",
      ])
  }

  /// What is written to files is what is printed.
  @Test func filesOfTwinsAndIntervalsHaveNumbers() throws {
    try inFolder { hookctl in
      #expect(try hookctl.run(Self.sweep + ["--json"]).code == 0)
      let edit = ["--patch", "zero@\(Self.site)[31]", "--nulls", "5"]
      for arguments in [
        ["results", "show", "a.sqlite", "--against", "scale=-1"], ["compare", "--level", "1"] + Self.plain + edit,
        ["rollout", "--levels", "0..<5", "--steps", "4"] + Self.plain + edit,
        ["statistics", "decision", "--levels", "0..<20"] + Self.plain + edit,
      ] {
        let outcome = try hookctl.run(arguments + ["--out", "x.json"])
        #expect(outcome.code == 0, "\(arguments): \(outcome.errors)")
        let text = try hookctl.text("x.json")
        #expect(StrictJSON.repeatedKeys(text) == [] && text.contains("\"low\":"))
        #expect(try StrictJSON.faults(json(text)) == [], "\(arguments)")
      }
    }
  }

  /// The rows of the tables of findings.
  private static func tables(_ text: String) throws -> [[[String: Any]]] {
    let findings = (try json(text) as? [String: Any])?["findings"] as? [[String: Any]] ?? []
    return findings.compactMap { $0["rows"] as? [[String: Any]] }
  }

  /// The lines of a CSV file without quotes, by the names of their columns.
  private static func lines(_ text: String) throws -> [[String: String]] {
    let lines = text.split(separator: "\n").drop { $0.hasPrefix("#") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let names = try #require(lines.first)
    #expect(Set(names).count == names.count && lines.allSatisfy { $0.count == names.count }, "\(names)")
    return lines.dropFirst().map { Dictionary(zip(names, $0)) { first, _ in first } }
  }
}
