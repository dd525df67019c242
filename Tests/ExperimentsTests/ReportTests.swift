import Experiments
import Foundation
import HookKit
import Testing

/// Data with a text as a report: its tables are made of the data.
@Suite struct ReportTests {
  private static let list = #"""
    [{"name": "a", "size": 2, "range": {"low": 0.5, "high": null}, "parts": []},
     {"name": "b", "parts": [{"part": "x", "is": true}, {"part": "y"}], "words": ["p", "q"]}]
    """#

  private func report(_ json: String, columns: [String] = []) throws -> DataReport {
    DataReport("Things", named: "things", try JSONValue(text: json), columns: columns) { "two things" }
  }

  private func text(_ report: any Report, _ format: OutputFormat) throws -> [String] {
    let files = try report.contents(format, at: "out.\(format.rawValue)")
    return String(decoding: files[0].bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func entriesAreRows() throws {
    let report = try report(Self.list)
    #expect(report.text == "two things")
    // Read from text, the keys are in alphabetical order.
    #expect(
      try text(report, .csv).dropFirst() == [
        "name,parts,range.high,range.low,size,words", "a,,,0.5,2,", #"b,"true, y",,,,"p, q""#,
      ])
    #expect(try text(report, .jsonl).count == 2)
    #expect(try text(report, .jsonl)[0].contains(#""range":{"high":null,"low":0.5}"#))
  }

  @Test func listsInsideAreTablesOfTheirOwn() throws {
    let report = try report(Self.list)
    let tables = try report.findings.items.compactMap { $0 as? DataTable }
    #expect(tables.map(\.name) == ["things", "things-parts"])
    #expect(tables[1].heads.map(\.key) == ["of", "is", "part"])
    #expect(tables[1].rows == [[.text("b"), .bool(true), .text("x")], [.text("b"), .missing, .text("y")]])
  }

  @Test func objectsAreTheirMembersAndLists() throws {
    let report = try report(#"{"model": "m", "things": [{"name": "a"}], "none": []}"#)
    let tables = try report.findings.items.compactMap { $0 as? DataTable }
    #expect(tables.map(\.name) == ["summary", "things"])
    #expect(tables[0].rows == [[.text("model"), .text("m")], [.text("none"), .text("")]])
    #expect(try text(report, .csv).last == "a" && report.records?.name == "things")
    #expect(try text(report, .jsonl) == [#"{"name":"a"}"#])
  }

  @Test func filesOfListsSayWhatTheyAre() throws {
    let value = try JSONValue(text: text(report(Self.list), .json).joined(separator: "\n"))
    guard case .object(let members) = value else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.key) == ["recipe", "things", "version"])
    #expect(try text(report("[]", columns: ["name", "size"]), .csv).dropFirst() == ["name,size"])
  }

  @Test func aFolderHasEverythingOnce() throws {
    let files = try report(Self.list).contents(.folder, at: "out").map(\.path)
    #expect(files == ["out/README.md", "out/findings.json", "out/things.csv", "out/things-parts.csv"])
  }
}
