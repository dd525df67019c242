import Experiments
import Foundation
import HookKit
import MazeEnv
import MazeLab
import Testing

@Suite struct FindingsTests {
  private struct Row {
    let level: Int
    let name: String
    let part: Double?
  }

  private let rows = [Row(level: 8, name: "a, \"b\"", part: 0.25), Row(level: 12, name: "c|d", part: nil)]

  private func findings() throws -> Findings {
    var findings = try Findings("Two levels", conditions: [Condition("half") { Edit("a", Halve()) }]) {
      "Levels 8 and 12."
      Measures("effect", "Effect", intervals: "95 % interval") {
        Measure("change", 0.5, 0.25...0.75, of: 2)
        Measure("length", 2, unit: "squares")
      }
      DataTable("levels", "By level", of: rows) {
        Column("level", \.level)
        Column("name", \.name)
        Column("part", \.part)
        Column("square") { Square($0.level, 1) }
      }
      Picture("dose", "Dose and response", LineChart("t", x: "x", y: "y", [.init("s", [.init(0, 1), .init(1, 2)])]))
      Tensors("vector", "A vector", TensorArchive(["a": Tensor([1, 2], shape: [2])]))
    }
    findings.recipe = Recipe(command: "hookctl dose --levels 8,12")
    return findings
  }

  @Test func text() throws {
    #expect(
      try findings().text == """
        Two levels

        Levels 8 and 12.

        Effect

                 value  unit     95 % interval     n
        change  0.5000           0.2500 to 0.7500  2
        length  2.0000  squares  –                 –

        By level

        level  name      part  square
            8  a, "b"  0.2500  8,1
           12  c|d          –  12,1

        A vector: a [2]
        """)
  }

  @Test func markdown() throws {
    let report = try findings().markdown { "\($0).svg" }
    #expect(
      report.hasPrefix("# Two levels\n\nLevels 8 and 12.\n\n**Effect**\n\n|  | value | unit | 95 % interval | n |\n"))
    #expect(report.contains("| 12 | c\\|d | – | 12,1 |"))
    #expect(report.contains("![Dose and response](dose.svg)\n\n*Dose and response*"))
    #expect(report.contains("```sh\nhookctl dose --levels 8,12\n```"))
    #expect(!(try findings().markdown().contains("](")))
  }

  @Test func json() throws {
    let text = try findings().json.text
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["version"] as? Int == 1)
    let items = try #require(object["findings"] as? [[String: Any]])
    #expect(items.map { $0["kind"] as? String } == ["note", "measures", "table", "picture", "tensors"])
    let measures = try #require(items[1]["measures"] as? [[String: Any]])
    let interval = try #require(measures[0]["interval"] as? [String: Any])
    #expect(interval["low"] as? Double == 0.25 && interval["high"] as? Double == 0.75)
    #expect(interval["level"] as? Double == 0.95 && interval["n"] as? Int == 2)
    #expect(measures[1]["interval"] is NSNull)
    let lines = try #require(items[2]["rows"] as? [[String: Any]])
    #expect(lines[0]["part"] as? Double == 0.25 && lines[1]["part"] is NSNull)
    let data = try #require(items[3]["data"] as? [String: Any])
    let series = try #require(data["series"] as? [[String: Any]])
    #expect(series[0]["points"] as? [[Double]] == [[0, 1], [1, 2]])
    #expect((object["recipe"] as? [String: Any])?["command"] as? String == "hookctl dose --levels 8,12")
  }

  /// The plans of what was compared are in the recipe, so that each can be run again.
  @Test func conditionsAreInTheRecipe() throws {
    let findings = try Findings("t", conditions: [Condition("half") { Edit("a", Halve()) }]) {}
    #expect(findings.recipe.text.contains(#""conditions":{"half":{"version":"#))
    #expect(findings.recipe.text.contains("halve"))
  }

  @Test func everyKindOfFile() throws {
    let findings = try findings()
    for format in OutputFormat.data + OutputFormat.cards + OutputFormat.pictures + OutputFormat.arrays {
      let files = try findings.files(format, at: "out.\(format.rawValue)")
      #expect(files.allSatisfy { !$0.bytes.isEmpty })
      // The name never depends on what was found.
      #expect(files.map(\.path) == ["out.\(format.rawValue)"] + (format == .jsonl ? ["out.recipe.json"] : []))
    }
    let table = try findings.files(.csv, at: "out.csv")[0]
    let lines = String(decoding: table.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix(#"# {"program":"#))
    #expect(
      lines.dropFirst() == [
        "table,name,value,low,high,n,unit,level,part,square", "effect,change,0.5,0.25,0.75,2,,,,",
        "effect,length,2.0,,,,squares,,,", #"levels,"a, ""b""",,,,,,8,0.25,"8,1""#,
        #"levels,c|d,,,,,,12,,"12,1""#,
      ])
    let alone = try Findings("t") { DataTable("a", header: ["level"], rows: [[.integer(8)]]) }
    #expect(String(decoding: try alone.files(.csv, at: "a.csv")[0].bytes, as: UTF8.self).hasSuffix("\nlevel\n8\n"))
  }

  @Test func severalPicturesNeedAFolder() throws {
    let chart = LineChart("t", x: "x", y: "y", [.init("s", [.init(0, 1), .init(1, 2)])])
    let findings = try Findings("t") {
      Picture("a", "A", chart)
      Picture("b", "B", chart)
    }
    let several = #expect(throws: Fault.self) { try findings.files(.svg, at: "x.svg") }
    #expect(several?.description.hasPrefix("x.svg: there are 2 pictures, and a file holds one; ") == true)
    #expect(try findings.files(inFolder: "x").count == 6)
  }

  @Test func intervalsAreNumbersUnderTheirOwnKeys() throws {
    let mean = try UnitEstimate(Sample([0.1, 0.2, 0.3, 0.4, 0.6]))
    let table = DataTable("t", of: [mean, try UnitEstimate(Sample([1]))]) {
      Column("mean", \.estimate)
      Column("95 % interval", ofKey: "mean") { TableInterval($0) }
      Column("share", key: "share") { _ in TableCell.percentage(12.345) }
      Column("95 % interval", ofKey: "share") { _ in TableInterval(0...25.5, method: "Wilson") }
    }
    #expect(table.header == ["mean", "95 % interval", "share", "95 % interval"])
    let findings = try Findings("t") { table }
    let lines = String(decoding: try findings.files(.csv, at: "t.csv")[0].bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[1] == "mean,mean_low,mean_high,share,share_low,share_high")
    #expect(lines[3] == "1.0,,,12.345,0.0,25.5")
    let json = try JSONSerialization.jsonObject(with: Data(table.json.text.utf8)) as? [String: Any]
    let rows = try #require(json?["rows"] as? [[String: Any]])
    let interval = try #require(rows[0]["mean_interval"] as? [String: Any])
    // The reader of JSON may be off by the last bit.
    let (low, high) = (try #require(interval["low"] as? Double), try #require(interval["high"] as? Double))
    let known = try #require(mean.interval)
    #expect(abs(low - known.lower) < 1e-14 && abs(high - known.upper) < 1e-14)
    #expect(interval["n"] as? Int == 5 && interval["unit"] as? String == "level")
    #expect(interval["method"] as? String == Sample.meanIntervalMethod && rows[1]["mean_interval"] is NSNull)
    #expect(rows[0]["share"] as? Double == 12.345 && table.text.contains("0.0000 to 25.5000"))
  }

  @Test func everyFileCarriesTheRecipe() throws {
    for file in try findings().files(inFolder: "out/") where !file.path.hasSuffix(".svg") {
      let isArchive = file.path.hasSuffix(".npz")
      let text =
        isArchive
        ? try TensorArchive(npz: file.bytes, source: file.path).metadata["recipe"] ?? ""
        : String(decoding: file.bytes, as: UTF8.self)
      #expect(text.contains("hookctl dose --levels 8,12"), "\(file.path)")
    }
    let names = try findings().files(inFolder: "out").map(\.path)
    #expect(
      names == [
        "out/README.md", "out/findings.json", "out/effect.csv", "out/levels.csv", "out/dose.svg", "out/dose.png",
        "out/vector.npz",
      ])
  }

  @Test func whatIsNotThereCannotBeWritten() throws {
    let findings = try Findings("t") { "only text" }
    let error = #expect(throws: Fault.self) { try findings.files(.csv, at: "a.csv") }
    #expect(error?.explanation.problem == "there is nothing that a .csv file could hold")
    #expect(try findings.files(.md, at: "a.md").count == 1)
  }

  @Test func namesOfFilesAreChecked() throws {
    func names(_ names: String...) throws -> Findings {
      try Findings("t") { for name in names { DataTable(name, header: ["a"], rows: []) } }
    }
    try names("a", "b-2").checkedNames()
    let twice = #expect(throws: Fault.self) { try names("a", "a").checkedNames() }
    #expect(twice?.description == "finding \"a\": two findings have this name; rename one of them")
    for bad in ["", "../a", "a b", "findings", ".a"] {
      let error = #expect(throws: Fault.self) { try names(bad).checkedNames() }
      #expect(error?.explanation.problem == "this is no name for a file")
    }
  }
}
