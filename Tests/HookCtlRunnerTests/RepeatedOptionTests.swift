import ArgumentParser
import Experiments
import Foundation
import HookKit
import LimitedPrograms
import Testing

@testable import HookCtlRunner
@testable import Manual

/// An option of one value that is given twice is an error; what may be given several times keeps its order.
@Suite struct RepeatedOptionTests {
  /// The commands that have no subcommands.
  private static func commands(under root: any ParsableCommand.Type = HookCtl.self) -> [any ParsableCommand.Type] {
    let inner = root.configuration.subcommands
    return inner.isEmpty ? [root] : inner.flatMap { commands(under: $0) }
  }

  /// Every option of every command, as its definition says.
  @Test func everyOptionOfEveryCommandIsOneOrMany() throws {
    var (single, many) = (0, Set<String>())
    for command in Self.commands() {
      for option in try CommandDescription.all(of: command).arguments ?? [] where option.kind == "option" {
        let name = try #require(option.names?.first { $0.kind == "long" }?.name)
        let uses = OptionUses(["--\(name)", "1", "--\(name)=2"], of: command)
        if option.isRepeating {
          try uses.check()
          many.insert(name)
        } else {
          #expect(throws: FaultList.self, "\(command) --\(name)") { try uses.check() }
          single += 1
        }
      }
    }
    #expect(single > 100)
    #expect(many.isSuperset(of: ["patch", "plan", "out", "write-plan", "control", "metric", "site", "versus"]))
    #expect(many.isDisjoint(with: ["level", "seed", "levels", "mode", "nulls", "theme", "cheese"]))
  }

  @Test(arguments: [
    ["vfield", "--level", "0", "--level=8"], ["compare", "--level", "0", "--seed", "1", "--seed", "1"],
    ["sites", "--model", "A.pth", "--model", "B.pth"],
    ["maze", "show", "--level", "0", "--theme", "plain", "--theme", "plain"],
    ["sweep", "--levels", "0", "--levels", "1", "--out", "a.sqlite"],
    ["results", "merge", "a", "b", "--out", "c", "--out", "d"],
  ])
  func theProgramNamesBothValues(arguments: [String]) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(arguments)
      #expect(outcome.code == 64 && outcome.output.isEmpty)
      #expect(
        outcome.errors.contains(/--[a-z]+ .+ and --[a-z]+ .+: this option takes one value; give it once/),
        "\(outcome.errors)")
      #expect(try hookctl.names.isEmpty)
    }
  }

  @Test func experimentsOfPluginsKeepToIt() throws {
    try inFolder(running: "plugin-program") { hookctl in
      let outcome = try hookctl("loudness", "--theme", "plain", "--levels", "0", "--levels", "1")
      #expect(outcome.code == 64 && outcome.errors.contains("--levels 0 and --levels 1"), "\(outcome.errors)")
    }
  }

  @Test func plansAndPatchesApplyInTheOrderWritten() throws {
    try inFolder { hookctl in
      let site = "fc_policy_out"
      try hookctl.write("version: 1\nedits: [\"scale(by: 2)@\(site)\"]\n", to: "a.yaml")
      try hookctl.write("version: 1\nedits: [\"scale(by: 3)@\(site)\"]\n", to: "b.yaml")
      let outcome = try hookctl(
        "explain", "--patch", "scale(by: 5)@\(site)", "--plan", "b.yaml", "--patch", "scale(by: 7)@\(site)",
        "--plan=a.yaml",
        "--write-plan", "all.json")
      #expect(outcome.code == 0, "\(outcome.errors)")
      let plan = try json(try hookctl.text("all.json")) as? [String: Any]
      let factors = (plan?["edits"] as? [[String: Any]])?.map { ($0["parameters"] as? [String: Int])?["by"] }
      #expect(factors == [5, 3, 7, 2])

      let sweep = [
        "sweep", "--levels", "0", "--mode", "easy", "--theme", "plain", "--metric", "entropy", "--out", "a.sqlite",
      ]
      let swept = try hookctl.run(
        sweep + [
          "--patch", "set(value: {1, 2})@\(site)[3]", "--plan", "a.yaml", "--plan", "b.yaml", "--patch",
          "scale(by: 5)@\(site)",
        ])
      #expect(swept.code == 0, "\(swept.errors)")
      let calls = try hookctl(
        "results", "query", "a.sqlite", "SELECT call FROM receipts WHERE point = 1 ORDER BY edit", "--csv")
      #expect(calls.output == "call\nset(value: 1)@\(site)[3]\nscale(by: 3)@\(site)\nscale(by: 5)@\(site)\n")
      #expect(try hookctl("replay", "a.sqlite").code == 0)
      let apart = try hookctl.run(
        sweep + ["--plan", "a.yaml", "--patch", "set(value: {1, 2})@\(site)[3]", "--plan", "b.yaml"])
      #expect(apart.code == 64 && apart.errors.contains("several plans are the values of an axis"))
    }
  }
}
