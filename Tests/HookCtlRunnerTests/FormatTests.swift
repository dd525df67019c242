import ArgumentParser
import Experiments
import Foundation
import FoundationXML
import HookKit
import LimitedPrograms
import MazeEnv
import MazeLab
import Testing

@testable import HookCtlRunner

/// Every command that writes files, in every format that it writes, each opened by what usually reads it.
@Suite(.serialized) struct FormatTests {
  private static let edit = ["--patch", "zero@embedder.block2.res1.resadd_out[31]"]
  private static let maze = ["--level", "8", "--mode", "easy", "--theme", "plain"]
  private static let levels = ["--levels", "0-7", "--mode", "easy", "--theme", "plain"]
  private static let exports = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ImpalaModelTests/Fixtures/exports").path
  private static let exported = [
    "\(exports)/impala-1.pt2", "--check", "\(exports)/impala-1.npz", "--actions", "procgen",
  ]

  /// A command that writes files; what it needs is made by the commands before it.
  private struct Case {
    let name: String
    let arguments: [String]
    /// The formats of a command that is no ``ReportCommand``, which says its own.
    let own: [OutputFormat]
    /// What its report has nothing of, or several of where a file holds one: an error that says so.
    let lacks: [OutputFormat]

    init(_ name: String, _ arguments: [String] = [], _ own: [OutputFormat] = [], lacks: [OutputFormat] = []) {
      (self.name, self.arguments, self.own, self.lacks) = (name, arguments, own, lacks)
    }

    var words: [String] { name.split(separator: " ").map(String.init) }

    /// The type of the command.
    var command: (any ParsableCommand.Type)? { commands(under: HookCtl.self).first { $0.name == name }?.command }

    var formats: [OutputFormat] {
      let formats = (command as? any ReportCommand.Type)?.formats ?? own
      return formats.filter { !lacks.contains($0) && ($0 != .mp4 || MP4Video.installedProgram != nil) }
    }
  }

  private static let cases = [
    Case("vfield", maze), Case("compare", maze + edit + ["--bundle", "a.bundle"]),
    Case("capture", maze + edit + ["--site", "embedder.block2.res1.resadd_out"]),
    Case("explain", maze + edit + ["--write-plan", "a.yaml"]),
    Case("plan diff", ["a.yaml", "a.yaml"]), Case("replay", ["a.bundle"]),
    Case("diff", ["a.bundle#original", "a.bundle#patched"]),
    Case(
      "statistics behaviour", levels + ["--steps", "9", "--metric", "size", "--subsets", "2"],
      lacks: OutputFormat.arrays),
    Case("statistics decision", levels + edit, lacks: OutputFormat.arrays),
    Case("probe", levels + ["--target", "cheese", "--site", "embedder.relufc_out"], lacks: OutputFormat.pictures),
    Case(
      "minimise",
      levels + ["--metric", "mean-total-variation", "--patch", "zero@embedder.block2.res1.resadd_out[[5, 31]]"],
      lacks: OutputFormat.pictures + OutputFormat.arrays),
    Case("rollout", ["--levels", "0-1", "--mode", "easy", "--theme", "plain", "--steps", "5"] + edit),
    Case(
      "sweep",
      levels + [
        "--metric", "mean-total-variation", "--patch",
        "scale(by: {factor = 0, 0.5, 2})@embedder.block2.res1.resadd_out",
      ]),
    Case("results show", ["sweep.sqlite"], lacks: OutputFormat.pictures + OutputFormat.arrays),
    Case("results query", ["sweep.sqlite", "SELECT * FROM results"]),
    Case("results plot", ["sweep.sqlite"]),
    Case("results export", ["sweep.sqlite"]),
    Case("results merge", ["sweep.sqlite"]),
    Case("maze show", maze), Case("maze edit", ["--level", "8"]),
    Case("maze state", ["--level", "8"]), Case("maze find", ["--levels", "0-9"]),
    Case("maze parity", ["--steps", "100", "--no-speed"]),
    Case("model flip", ["--axis", "left-right"]), Case("model import", exported),
    Case("model info"), Case("model architectures"),
    Case("lab", maze + ["--site", "embedder.block2.res1.resadd_out"], [.html]),
    Case("sites"), Case("interventions"), Case("selections"), Case("sources"), Case("metrics"), Case("conditions"),
    Case("controls"), Case("doctor"), Case("plugin list"),
  ]

  /// The endings of files that only one command writes.
  private static let others = [
    "results merge": "sqlite", "model flip": "pth", "model import": "hookmodel",
  ]

  /// Commands that do something and have nothing to show that could be kept.
  private static let actions: Set = [
    "data fetch", "manual", "model convert", "model fetch", "new program", "plugin build",
    "plugin clean",
    "plugin export", "plugin new", "plugin test",
  ]

  /// One option for all that is drawn, with the limits in its errors.
  @Test func everyPictureIsAsWideAsAsked() throws {
    try inFolder { hookctl in
      let sweep = try #require(Self.cases.first { $0.name == "sweep" })
      #expect(try hookctl.run(["sweep"] + sweep.arguments + ["--out", "sweep.sqlite"]).code == 0)
      for one in Self.cases where one.formats.contains(.png) {
        let words = one.words + one.arguments + ["--out", "p.png", "--size"]
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
      let hasProcgen = (try? ProcgenLibrary()) != nil
      for one in Self.cases where hasProcgen || one.name != "maze parity" {
        let stem = one.name == "results merge" ? "merged" : one.words.joined(separator: "-")
        let endings =
          one.formats.map { $0 == .folder ? "" : ".\($0.rawValue)" }
          + [Self.others[one.name]].compactMap {
            $0.map { ".\($0)" }
          }
        #expect(!endings.isEmpty, "\(one.name)")
        let outputs = endings.flatMap { ["--out", stem + $0] }
        let outcome = try hookctl.run(one.words + one.arguments + outputs)
        #expect(outcome.code == 0, "\(one.name): \(outcome.errors)")
        for ending in endings { try open(stem + ending, in: hookctl) }
      }
    }
  }

  /// A file of what there is nothing of, or several, is an error that says so, and leaves nothing.
  @Test func whatThereIsNothingOfIsSaid() throws {
    try inFolder { hookctl in
      for one in Self.cases where !one.lacks.isEmpty && one.name != "results show" {
        for format in one.lacks {
          let outcome = try hookctl.run(one.words + one.arguments + ["--out", "a.\(format.rawValue)"])
          // Probes write arrays only where they are asked for.
          #expect(outcome.code == 64, "\(one.name) \(format): \(outcome.errors)")
          #expect(try hookctl.names.isEmpty, "\(one.name) \(format)")
        }
      }
    }
  }

  /// The table above has every command but those that do something and show nothing.
  @Test func noCommandIsLeftOut() throws {
    let all = Set(commands(under: HookCtl.self).map(\.name))
    #expect(Set(Self.cases.map(\.name)).union(Self.actions) == all)
    #expect(Set(Self.cases.map(\.name)).isDisjoint(with: Self.actions))
    for one in Self.cases where one.own.isEmpty && Self.others[one.name] == nil {
      #expect(one.command is any ReportCommand.Type, "\(one.name) answers with no report")
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
      // There are no plugins here.
      #expect(lines.isEmpty == (file == "plugin-list.jsonl"), "\(file)")
      #expect(try lines.allSatisfy { try json(String($0)) is [String: Any] }, "\(file)")
    case "npz", "safetensors":
      #expect(try !TensorArchive(contentsOf: hookctl.path(file)).entries.isEmpty, "\(file)")
    case "pth", "hookmodel": #expect(try hookctl("model", "info", file).code == 0)
    case "csv":
      let lines = text.split(separator: "\n").drop { $0.hasPrefix("#") }
      let columns = lines.first?.count { $0 == "," } ?? 0
      #expect(lines.count > 1 && columns > 0, "\(file)")
    case "svg": #expect(XMLParser(data: Data(bytes)).parse(), "\(file)")
    case "html":
      #expect(text.lowercased().hasPrefix("<!doctype html>") && text.hasSuffix("</html>\n"), "\(file)")
      if !file.hasPrefix("lab") { #expect(Self.unbalanced(text) == nil, "\(file)") }
    case "png":
      // The signature, the header first, and the end last, which has no content.
      #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "\(file)")
      #expect(Array(bytes[12..<16]) == Array("IHDR".utf8) && Array(bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
    case "pdf": #expect(text.hasPrefix("%PDF-") && text.contains("%%EOF"), "\(file)")
    case "mp4": #expect(Array(bytes[4..<8]) == Array("ftyp".utf8), "\(file)")
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

  /// The first tag of a page that is not closed in its turn; nil for a page whose tags are balanced.
  private static func unbalanced(_ page: String) -> String? {
    var open: [String] = []
    for match in page.matches(of: /<(\/?)([a-z][a-z0-9]*)(?:\s(?:[^>"]|"[^"]*")*)?>/) {
      let name = String(match.2)
      if ["meta", "img", "input", "br"].contains(name) { continue }
      if match.1.isEmpty { open.append(name) } else if open.popLast() != name { return name }
    }
    return open.last
  }
}

/// The commands below a command that have none below them.
private func commands(
  under root: any ParsableCommand.Type, _ above: [String] = []
) -> [(name: String, command: any ParsableCommand.Type)] {
  root.configuration.subcommands.flatMap { command in
    let words = above + [command._commandName]
    return command.configuration.subcommands.isEmpty
      ? [(words.joined(separator: " "), command)] : commands(under: command, words)
  }
}
