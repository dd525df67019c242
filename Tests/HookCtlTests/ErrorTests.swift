import Foundation
import HookKit
import LimitedPrograms
import Testing

/// Exit codes and messages for everything that can be wrong with a command line or a file.
@Suite struct ErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let code: Int32

    init(_ name: String, _ arguments: [String], _ code: Int32) {
      (self.name, self.arguments, self.code) = (name, arguments, code)
    }
    var testDescription: String { name }
  }

  private static let site = "embedder.block2.res1.resadd_out"
  private static func compare(_ patch: String) -> [String] {
    ["compare", "--level", "0", "--theme", "plain", "--patch", patch]
  }

  static let usage: [Case] = [
    Case("unknown-command", ["vfeild"], 64),
    Case("unknown-subcommand", ["maze", "shw"], 64),
    Case("unknown-option", ["vfield", "--levle", "0"], 64),
    Case("no-maze", ["vfield"], 64),
    Case("plugin-without-folder", ["vfield", "--level", "0", "--plugin"], 64),
    Case("no-such-plugin", ["vfield", "--plugin", "Nothing", "--level", "0", "--plugin", "None"], 64),
    Case("no-plugins", ["plugin", "build"], 64),
    Case("plugin-name", ["plugin", "new", "my-plugin"], 64),
    Case("two-mazes", ["vfield", "--level", "0", "--maze", "a.maze"], 64),
    Case("no-number", ["vfield", "--level", "zero"], 64),
    Case("negative-level", ["vfield", "--level", "-1"], 64),
    Case("cheese-both-ways", ["maze", "show", "--level", "0", "--cheese", "1,1", "--no-cheese"], 64),
    Case("cheese-in-wall", ["maze", "show", "--level", "0", "--cheese", "1,1"], 64),
    Case("cheese-outside", ["maze", "show", "--level", "0", "--cheese", "13,0"], 64),
    Case("no-square", ["maze", "show", "--level", "0", "--cheese", "3"], 64),
    Case("index-without-state", ["maze", "show", "--level", "0", "--index", "1"], 64),
    Case("mode-without-level", ["maze", "show", "--maze", "a.maze", "--mode", "easy"], 64),
    Case("no-edits", ["compare", "--level", "0"], 64),
    Case("unknown-site", compare("zero@embedder.block2.res1.resad_out"), 64),
    Case("unknown-intervention", compare("nois@\(site)"), 64),
    Case("unknown-parameter", compare("noise(scal: 1)@\(site)"), 64),
    Case("missing-parameter", compare("add@\(site)"), 64),
    Case("wrong-type", compare("noise(scale: big)@\(site)"), 64),
    Case("other-name", compare("ablate@\(site)"), 64),
    Case("unnamed-parameter", compare("noise(0.2)@\(site)"), 64),
    Case("unnamed-of-none", compare("zero(2)@\(site)"), 64),
    Case("number-for-option", ["vfield", "8"], 64),
    Case("help-of-nothing", ["help", "vfeild"], 64),
    Case("level-twice", ["statistics", "decision", "--levels", "0-3,3"], 64),
    Case("spelling", compare("noise(scale 1)@\(site)"), 64),
    Case("unknown-edge", compare("zero@\(site)->embedder.block3.conv"), 64),
    Case("unknown-reader", compare("zero@\(site)->embedder.block2.res2.relu3"), 64),
    Case("reads-later", compare("patch(from: site embedder.relufc_out)@\(site)"), 64),
    Case("reads-another-shape", compare("add(vector: site embedder.block1.conv_out)@\(site)"), 64),
    Case("not-beforehand", compare("mean(of: original)@\(site)"), 64),
    Case("no-formula", compare("formula(\"where(x > 0.5, x, y)\")@\(site)"), 64),
    Case("formula-divides", compare("formula(\"1 / relu(x)\")@\(site)"), 64),
    Case("out-of-range", compare("zero@\(site)[32]"), 64),
    Case("selects-nothing", compare("zero@\(site)[5:5]"), 64),
    Case("changes-nothing", compare("clamp(min: -1000)@\(site)"), 64),
    Case("several-faults", compare("noise(scal: 1, distribution: odd)@\(site)"), 64),
    Case("picture-extension", ["vfield", "--level", "0", "--out", "a.gif", "--out", "b.tiff"], 64),
    Case("output-twice", ["vfield", "--level", "0", "--out", "a.svg", "--out", "a.svg"], 64),
    Case("no-such-backend", ["rollout", "--level", "0", "--backend", "gym"], 64),
    Case("zero-episodes", ["rollout", "--level", "0", "--theme", "plain", "--episodes", "0"], 64),
    Case("theme-of-procgen", ["rollout", "--level", "0", "--backend", "procgen", "--theme", "plain"], 64),
    Case(
      "no-decision-square",
      [
        "rollout", "--level", "0", "--no-cheese", "--theme", "plain", "--patch",
        "noise@\(site) when(at-decision-square)",
      ], 64),
    Case(
      "same-variant", ["rollout", "--level", "0", "--theme", "plain", "--versus", "original"], 64),
    Case("fresh-without-data", ["rollout", "--level", "0", "--theme", "plain", "--fresh"], 64),
    Case(
      "too-many-paths", ["rollout", "--levels", "0..<50", "--theme", "plain", "--out", "paths.svg"], 64),
    Case("no-time", compare("noise@\(site) when(from: 3)"), 64),
    Case("unknown-time", ["explain", "--patch", "noise@\(site) when(at-decision-sqare)"], 64),
    Case("malformed-time", compare("noise@\(site) when(every: 0)"), 64),
    Case("plan-extension", compare("zero@\(site)") + ["--write-plan", "plan.txt"], 64),
    Case("convert-extension", ["model", "convert", "a.pth", "b.onnx"], 64),
    Case("unknown-kind", ["interventions", "nois"], 64),
    Case(
      "bad-conditions",
      ["maze", "find", "--levels", "0..<9", "--where", "sise=3", "cheese>3", "size", "size=x"], 64),
    Case("bad-levels", ["maze", "find", "--levels", "9..<3"], 64),
    Case(
      "capture-several", ["capture", "--level", "0", "--levels", "3", "--site", site, "--out", "a.npz"], 64),
    Case("square-without-maze", ["explain", "--patch", "zero@\(site)[1, square(3, 4)]"], 64),
    Case(
      "no-cheese-to-match",
      [
        "compare", "--level", "0", "--no-cheese", "--theme", "plain", "--patch",
        "resample(from: levels 0..<3, match: cheese)@\(site)",
      ],
      64),
  ]

  static let files: [Case] = [
    Case("missing-folder", ["vfield", "--level", "0", "--out", "nowhere/a.svg"], 66),
    Case("output-is-folder", ["vfield", "--level", "0", "--out", "folder.svg"], 66),
    Case("missing-checkpoint", ["vfield", "--level", "0", "--theme", "plain", "--model", "policy.pt"], 66),
    Case("empty-checkpoint", ["model", "info", "--model", "empty.pth"], 65),
    Case("truncated-checkpoint", ["model", "info", "--model", "truncated.pth"], 65),
    Case("hostile-checkpoint", ["model", "info", "--model", "hostile.pth"], 65),
    Case("no-checkpoint", ["model", "info", "--model", "text.txt"], 65),
    Case("missing-state", ["maze", "show", "--state", "none.state"], 66),
    Case("truncated-state", ["maze", "show", "--state", "truncated.state"], 65),
    Case("corrupted-state", ["maze", "show", "--state", "corrupted.state"], 65),
    Case("no-such-index", ["maze", "show", "--state", "whole.state", "--index", "2"], 64),
    Case("bad-maze", ["maze", "show", "--maze", "text.txt"], 65),
    Case("missing-plan", ["explain", "--plan", "none.yaml"], 66),
    Case("bad-plan", ["explain", "--plan", "text.txt"], 65),
    Case("plan-of-faults", ["explain", "--plan", "faults.yaml"], 65),
    Case("wrong-vector", compare("add(vector: wrong.npz)@\(site)"), 65),
    Case("missing-vector", compare("add(vector: none.npz)@\(site)"), 66),
    Case(
      "wrong-observations", ["capture", "--observations", "wrong.npy", "--site", site, "--out", "a.npz"], 65),
    Case(
      "bright-observations", ["capture", "--observations", "bright.npy", "--site", site, "--out", "a.npz"], 65
    ),
  ]

  @Test(arguments: usage)
  func usageFaults(fault: Case) throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(fault.arguments)
      try check(outcome, fault)
      #expect(try hookctl.names == [])
    }
  }

  @Test(arguments: files)
  func fileFaults(fault: Case) throws {
    try inFolder { hookctl in
      try Self.prepare(hookctl)
      let before = try hookctl.names
      try check(try hookctl.run(fault.arguments), fault)
      #expect(try hookctl.names == before, "nothing may be left behind")
    }
  }

  private func check(_ outcome: Hookctl.Outcome, _ fault: Case) throws {
    #expect(outcome.code == fault.code, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("error: "))
    try Snapshot.expect(outcome.errors, "errors/\(fault.name)")
  }

  /// Files to go wrong with.
  private static func prepare(_ hookctl: Hookctl) throws {
    try hookctl.write([], to: "empty.pth")
    try hookctl.write("these are words\n", to: "text.txt")
    try FileManager.default.createDirectory(
      atPath: hookctl.path("folder.svg"), withIntermediateDirectories: false)
    let policy = try Data(
      contentsOf: BuiltPrograms.folder.appendingPathComponent(
        "hookkit_ImpalaModel.resources/Resources/maze-small.pth"))
    try hookctl.write(Array(policy.prefix(policy.count / 2)), to: "truncated.pth")
    try hookctl.write(hostile, to: "hostile.pth")
    _ = try hookctl("maze", "state", "--level", "0", "--bytes", "whole.state")
    let state = try hookctl.bytes("whole.state")
    try hookctl.write(Array(state.prefix(5000)), to: "truncated.state")
    var corrupted = state
    corrupted[4] = 0xFF
    try hookctl.write(corrupted, to: "corrupted.state")
    try hookctl.write(
      "version: 1\nedits:\n  - nois@fc_out\n  - {kind: zero, site: fc_out, channel: 5}\n", to: "faults.yaml")
    try TensorArchive(["vector": Tensor(repeating: 1, shape: [16, 32, 32])]).write(
      to: hookctl.path("wrong.npz"))
    try hookctl.write(TypedArray(Tensor(repeating: 0, shape: [2, 64, 64, 3])).npyBytes, to: "wrong.npy")
    try hookctl.write(TypedArray(Tensor(repeating: 255, shape: [1, 3, 64, 64])).npyBytes, to: "bright.npy")
  }

  /// A file in PyTorch's older format whose value is a call of `os.system`.
  private static var hostile: [UInt8] {
    let magic: [UInt8] = [
      0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
    ]
    let version: [UInt8] = [0x80, 2, 0x4D, 0xE9, 3, 0x2E]
    let system: [UInt8] = [0x80, 2, 0x7D, 0x2E]
    return magic + version + system + Array("\u{80}\u{2}".unicodeScalars.map { UInt8($0.value) })
      + Array("cos\nsystem\n(X\u{0B}\0\0\0touch PWNEDtR.".utf8)
  }
}
