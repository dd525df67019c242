import ArgumentParser
import Foundation
import FoundationXML
import HookKit
import Testing

@testable import HookCtlRunner

/// Every command that writes files, in every format that it writes, each opened by what usually reads it.
@Suite(.serialized) struct FormatTests {
  private static let edit = ["--patch", "zero@embedder.block2.res1.resadd_out[31]"]
  private static let maze = ["--level", "8", "--mode", "easy", "--theme", "plain"]
  private static let levels = ["--levels", "0-7", "--mode", "easy", "--theme", "plain"]
  private static let cards = ["html", "md", "txt", "json"]
  private static let exports = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ImpalaModelTests/Fixtures/exports").path
  private static let exported = [
    "\(exports)/impala-1.pt2", "--check", "\(exports)/impala-1.npz", "--actions", "procgen",
  ]

  /// A command with the formats that it is asked for; what it needs is made by the commands before it.
  private struct Case {
    let name: String
    let arguments: [String]
    let formats: [String]

    init(_ name: String, _ arguments: [String] = [], _ formats: [String]) {
      (self.name, self.arguments, self.formats) = (name, arguments, formats)
    }
  }

  private static let cases = [
    Case("vfield", maze, ["svg", "png", "pdf", "npz"] + cards),
    Case("compare", maze + edit + ["--bundle", "a.bundle"], ["svg", "png", "pdf", "npz"] + cards),
    Case(
      "capture", maze + edit + ["--site", "embedder.block2.res1.resadd_out"],
      ["npz", "safetensors", "svg", "png", "pdf", "html", "md", "txt"]),
    Case("explain", maze + edit, cards),
    Case("replay", ["a.bundle"], cards),
    Case("diff", ["a.bundle#original", "a.bundle#patched"], cards),
    Case(
      "statistics behaviour", levels + ["--steps", "9", "--metric", "size", "--subsets", "2"], cards + ["csv", ""]),
    Case("statistics decision", levels + edit, cards + ["csv", ""]),
    Case(
      "probe", levels + ["--target", "cheese", "--site", "embedder.relufc_out"],
      cards + ["csv", "npz", "safetensors", ""]),
    Case(
      "minimise",
      levels + ["--metric", "mean-total-variation", "--patch", "zero@embedder.block2.res1.resadd_out[[5, 31]]"],
      cards + ["csv", ""]),
    Case(
      "rollout", ["--levels", "0-1", "--mode", "easy", "--theme", "plain", "--steps", "5"] + edit,
      ["jsonl", "npz", "svg", "png", "pdf", "gif"] + cards),
    Case(
      "sweep",
      levels + [
        "--metric", "mean-total-variation", "--patch",
        "scale(by: {factor = 0, 0.5, 2})@embedder.block2.res1.resadd_out",
      ], ["sqlite"]),
    Case("results show", ["sweep.sqlite"], cards + ["csv", ""]),
    Case("results plot", ["sweep.sqlite"], ["svg", "png", "pdf"]),
    Case("results export", ["sweep.sqlite"], ["csv", "jsonl", "npz"]),
    Case("results merge", ["sweep.sqlite"], ["sqlite"]),
    Case("maze show", maze, ["png"]),
    Case("maze edit", ["--level", "8"], ["maze", "state"]),
    Case("model flip", ["--axis", "left-right"], ["pth"]),
    Case("model import", exported, ["hookmodel"]),
    Case("lab", maze + ["--site", "embedder.block2.res1.resadd_out"], ["html"]),
  ]

  /// One option for all that is drawn, with the limits in its errors.
  @Test func everyPictureIsAsWideAsAsked() throws {
    try inFolder { hookctl in
      let sweep = try #require(Self.cases.first { $0.name == "sweep" })
      #expect(try hookctl.run(["sweep"] + sweep.arguments + ["--out", "sweep.sqlite"]).code == 0)
      for one in Self.cases where one.formats.contains("png") {
        let words = one.name.split(separator: " ").map(String.init) + one.arguments + ["--out", "p.png", "--size"]
        let outcome = try hookctl.run(words + ["640"])
        #expect(outcome.code == 0, "\(one.name): \(outcome.errors)")
        #expect(try hookctl.bytes("p.png")[16..<20].reduce(0) { $0 << 8 | Int($1) } == 640, "\(one.name)")
        let refused = try hookctl.run(words + ["7"])
        #expect(refused.code == 64, "\(one.name)")
        #expect(refused.errors.contains(/--size 7: is out of range; give [0-9]+ to [0-9]+\n/), "\(refused.errors)")
      }
      let video = ["rollout"] + Self.maze + ["--steps", "3", "--out", "v.gif", "--size"]
      #expect(try hookctl.run(video + ["200"]).code == 0)
      #expect(try hookctl.bytes("v.gif")[6..<8] == [200, 0])
      #expect(try hookctl.run(video + ["20"]).errors.contains("give 80 to 1040, for a video of 1 agent"))
    }
  }

  @Test func everyFormatIsOpened() throws {
    try inFolder { hookctl in
      for one in Self.cases {
        let stem = one.name == "results merge" ? "merged" : one.name.split(separator: " ").joined(separator: "-")
        let files = one.formats.map { $0.isEmpty ? stem : "\(stem).\($0)" }
        let outputs = files.flatMap { ["--out", $0] }
        let outcome = try hookctl.run(one.name.split(separator: " ").map(String.init) + one.arguments + outputs)
        #expect(outcome.code == 0, "\(one.name): \(outcome.errors)")
        for file in files { try open(file, in: hookctl) }
      }
    }
  }

  /// The table above has every command that has `--out`.
  @Test func noCommandIsLeftOut() throws {
    let known = Set(Self.cases.map(\.name))
    for (name, command) in Self.commands(under: HookCtl.self) where command._dumpHelp().contains("\"name\" : \"out\"") {
      #expect(known.contains(name), "\(name) writes files and is in no case")
    }
    #expect(Self.commands(under: HookCtl.self).count > 30)
  }

  private static func commands(
    under root: any ParsableCommand.Type, _ above: [String] = []
  ) -> [(name: String, command: any ParsableCommand.Type)] {
    root.configuration.subcommands.flatMap { command in
      let words = above + [command._commandName]
      return command.configuration.subcommands.isEmpty
        ? [(words.joined(separator: " "), command)] : commands(under: command, words)
    }
  }

  private func open(_ file: String, in hookctl: Hookctl) throws {
    guard let dot = file.lastIndex(of: ".") else {
      let names = try FileManager.default.contentsOfDirectory(atPath: hookctl.path(file))
      #expect(names.contains("README.md") && names.contains("findings.json"), "\(file): \(names)")
      for name in names { try open("\(file)/\(name)", in: hookctl) }
      return
    }
    let bytes = try hookctl.bytes(file)
    let text = String(decoding: bytes, as: UTF8.self)
    switch file[file.index(after: dot)...] {
    case "json": #expect(try json(text) is [String: Any], "\(file)")
    case "jsonl":
      let lines = text.split(separator: "\n")
      #expect(try !lines.isEmpty && lines.allSatisfy { try json(String($0)) is [String: Any] }, "\(file)")
    case "npz", "safetensors":
      #expect(try !TensorArchive(contentsOf: hookctl.path(file)).entries.isEmpty, "\(file)")
    case "pth", "hookmodel": #expect(try hookctl("model", "info", file).code == 0)
    case "csv":
      let lines = text.split(separator: "\n").drop { $0.hasPrefix("#") }
      let columns = lines.first?.count { $0 == "," } ?? 0
      #expect(lines.count > 1 && columns > 0, "\(file)")
    case "svg": #expect(XMLParser(data: Data(bytes)).parse(), "\(file)")
    case "html": #expect(text.lowercased().hasPrefix("<!doctype html>") && text.hasSuffix("</html>\n"), "\(file)")
    case "png":
      // The signature, the header first, and the end last, which has no content.
      #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "\(file)")
      #expect(Array(bytes[12..<16]) == Array("IHDR".utf8) && Array(bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
    case "pdf": #expect(text.hasPrefix("%PDF-") && text.contains("%%EOF"), "\(file)")
    case "gif": #expect(text.hasPrefix("GIF89a") && bytes.last == 0x3B, "\(file)")
    case "sqlite": #expect(try hookctl("results", "query", file, "SELECT count(*) AS n FROM points").code == 0)
    case "maze", "state":
      let option = file.hasSuffix("maze") ? "--maze" : "--state"
      #expect(try hookctl("maze", "show", option, file).code == 0, "\(file)")
    case "md": #expect(text.hasPrefix("# ") && text.contains("## How it was made"), "\(file)")
    case "txt": #expect(text.contains("\"program\""), "\(file)")
    default: Issue.record("\(file) has no reader here")
    }
  }
}
