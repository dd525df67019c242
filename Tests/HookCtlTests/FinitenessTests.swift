import Foundation
import HookKit
import LimitedPrograms
import Testing

/// Nothing that is infinite or not a number is drawn, counted or stored.
@Suite struct FinitenessTests {
  private static let site = "embedder.block2.res1.resadd_out"
  private static let maze = "mode: easy\n\n..C\n.##\nM..\n"

  /// Commands that run the network, with what each would write.
  private static let commands: [[String]] = [
    ["vfield", "--maze", "tiny.maze"], ["vfield", "--maze", "tiny.maze", "--out", "f.json", "--out", "f.png"],
    ["compare", "--maze", "tiny.maze", "--out", "c.npz", "--allow-unmatched"],
    ["rollout", "--level", "0", "--steps", "5"],
    ["capture", "--maze", "tiny.maze", "--site", "fc_policy_out", "--out", "a.npz"],
    ["statistics", "behaviour", "--levels", "0..<3", "--steps", "5"],
    ["sweep", "--levels", "0", "--metric", "mean-total-variation", "--out", "s.sqlite"],
  ]

  /// What every command says of such a policy.
  private static func outcomes(
    _ value: Float, in name: String, _ hookctl: Hookctl
  ) throws -> [(command: [String], outcome: Hookctl.Outcome)] {
    try write(value, into: name, hookctl)
    try hookctl.write(maze, to: "tiny.maze")
    return try commands.map { command in
      let options = ["--theme", "plain", "--model", "m.safetensors", "--patch", "zero@\(site)[5]"]
      return (command, try hookctl.run(command + options))
    }
  }

  /// The bundled policy with one parameter's first number replaced.
  private static func write(_ value: Float, into name: String, _ hookctl: Hookctl) throws {
    let policy = BuiltPrograms.folder.appendingPathComponent(
      "hookkit_ImpalaModel.resources/Resources/maze-small.pth")
    _ = try hookctl("model", "convert", policy.path, "m.safetensors")
    var archive = try TensorArchive(contentsOf: hookctl.path("m.safetensors"))
    archive[name]?.withUnsafeMutableScalars { $0[0] = value }
    try archive.write(to: hookctl.path("m.safetensors"))
  }

  @Test(arguments: [("fc_policy.bias", Float.nan), ("fc_value.bias", .nan), ("embedder.block1.conv.weight", .infinity)])
  func parametersThatAreNotFinite(name: String, value: Float) throws {
    try inFolder { hookctl in
      for (command, outcome) in try Self.outcomes(value, in: name, hookctl) {
        #expect(outcome.code == 65, "\(command): \(outcome.errors)")
        #expect(outcome.errors.contains("\"\(name)\" is infinite or not a number"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
      // Nor are they carried into another format.
      for target in ["n.pth", "n.npz"] {
        let outcome = try hookctl("model", "convert", "m.safetensors", target)
        #expect(outcome.code == 65 && outcome.errors.contains("\"\(name)\" is infinite"), "\(outcome.errors)")
      }
      #expect(try hookctl.names == ["m.safetensors", "tiny.maze"])
    }
  }

  /// Finite, and yet too large for what the network does with them.
  @Test(arguments: [("embedder.block1.conv.bias", Float(3e38)), ("fc_policy.weight", 3e38)])
  func parametersThatAreTooLarge(name: String, value: Float) throws {
    try inFolder { hookctl in
      for (command, outcome) in try Self.outcomes(value, in: name, hookctl) {
        // One large weight may meet zeros only.
        guard name.hasSuffix("bias") else {
          #expect([0, 65].contains(outcome.code), "\(command): \(outcome.errors)")
          continue
        }
        #expect(outcome.code == 65, "\(command): \(outcome.errors)")
        #expect(outcome.errors.contains("without any edit"), "\(outcome.errors)")
      }
    }
  }

  @Test func anEditAfterWhichTheNetworkOverflows() throws {
    try inFolder { hookctl in
      try hookctl.write(Self.maze, to: "tiny.maze")
      let call = "set(value: 1e38)@\(Self.site)"
      for command in Self.commands {
        let outcome = try hookctl.run(command + ["--theme", "plain", "--patch", call])
        #expect(outcome.code == 64, "\(command): \(outcome.errors)")
        #expect(outcome.errors.contains("set(value: 1e+38)@\(Self.site)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("further down the network"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
    }
  }

  @Test(arguments: [
    ("sse2", Int32(0), ""), ("", 0, ""), ("mmx", 64, "HOOKKIT_VECTORS=mmx: there are no vector instructions"),
  ])
  func vectorsAreChosenByTheEnvironment(value: String, code: Int32, text: String) throws {
    try inFolder { hookctl in
      try hookctl.write(Self.maze, to: "tiny.maze")
      let outcome = try hookctl(
        "vfield", "--maze", "tiny.maze", "--theme", "plain", environment: ["HOOKKIT_VECTORS": value])
      #expect(outcome.code == code && (text.isEmpty || outcome.errors.contains(text)), "\(outcome.errors)")
    }
  }
}
