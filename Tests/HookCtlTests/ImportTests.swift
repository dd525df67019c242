import Foundation
import HookKit
import LimitedPrograms
import Testing

/// `hookctl model import`, and what is done with the models it makes; networks are those of `Scripts/oracles/make_exports.py`.
@Suite struct ImportTests {
  private static let exports = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ImpalaModelTests/Fixtures/exports").path

  private func inExports(_ body: (Hookctl) throws -> Void) throws {
    try inFolder { hookctl in
      for name in try FileManager.default.contentsOfDirectory(atPath: Self.exports) {
        try FileManager.default.copyItem(atPath: "\(Self.exports)/\(name)", toPath: hookctl.path(name))
      }
      try body(hookctl)
    }
  }

  @Test func theModelIsCheckedAndUsableEverywhere() throws {
    try inExports { hookctl in
      let made = try hookctl(
        "model", "import", "impala-1.pt2", "--check", "impala-1.npz", "--actions", "procgen", "--out", "p.hookmodel")
      #expect(made.code == 0 && made.errors == "wrote p.hookmodel\n", "\(made.errors)")
      #expect(made.output.contains("check        2 observations, largest difference "), "\(made.output)")
      let info = try hookctl("model", "info", "--model", "p.hookmodel").output
      #expect(info.contains("architecture  torch.export of PyTorch 2.13.0"), "\(info)")
      #expect(info.contains("made of       impala-1.pt2, SHA-256 "), "\(info)")
      #expect(info.contains("check         2 observations, largest difference "), "\(info)")
      let sites = try hookctl("sites", "--model", "p.hookmodel").output
      #expect(sites.contains("embedder.block2.res1.resadd_out"))
      let compared = try hookctl(
        "compare", "--model", "p.hookmodel", "--level", "0", "--mode", "easy", "--theme", "plain", "--patch",
        "zero@embedder.block2.res1.resadd_out")
      #expect(compared.code == 0, "\(compared.errors)")
    }
  }

  @Test func withoutSamplesNothingIsWritten() throws {
    try inExports { hookctl in
      let refused = try hookctl("model", "import", "branches.pt2", "--out", "b.hookmodel")
      #expect(refused.code == 64 && refused.output.isEmpty)
      #expect(refused.errors.contains("observations = torch.rand(16, 3, 16, 16)"), "\(refused.errors)")
      #expect(refused.errors.contains("\"logits\": logits}"), "\(refused.errors)")
      let differs = try hookctl(
        "model", "import", "branches.pt2", "--check", "fixed-batch.npz", "--out", "b.hookmodel")
      #expect(differs.code == 65 && differs.errors.contains("HookKit computes"), "\(differs.errors)")
      #expect(!FileManager.default.fileExists(atPath: hookctl.path("b.hookmodel")))
      let aloud = try hookctl("model", "import", "branches.pt2", "--unchecked", "--out", "b.hookmodel")
      #expect(aloud.code == 0 && aloud.output.contains("check        none"), "\(aloud)")
      let info = try hookctl("model", "info", "--model", "b.hookmodel").output
      #expect(info.contains("not compared with what it was made of"), "\(info)")
    }
  }

  @Test func anotherInterfaceRunsOnObservationsOfItsOwn() throws {
    try inExports { hookctl in
      let made = try hookctl(
        "model", "import", "nature.onnx", "--range", "0,255", "--check", "nature.npz", "--actions", "a,b,c,d,e,f",
        "--out", "n.hookmodel")
      #expect(made.code == 0, "\(made.errors)")
      let arrays = try TypedArray.arrays(npz: try hookctl.bytes("nature.npz"), source: "nature.npz")
      try hookctl.write(try #require(arrays.first { $0.name == "observations" }).array.npyBytes, to: "o.npy")
      let captured = try hookctl(
        "capture", "--model", "n.hookmodel", "--observations", "o.npy", "--site", "network.3_out", "--out", "c.npz")
      #expect(captured.code == 0 && captured.output.contains("network.3_out  float32 [2, 4, 9, 9]"), "\(captured)")
    }
  }

  @Test func convertWritesTheNetworkToo() throws {
    try inExports { hookctl in
      _ = try hookctl("model", "import", "resnet.pt2", "--check", "resnet.npz", "--out", "r.hookmodel")
      let converted = try hookctl("model", "convert", "r.hookmodel", "again.hookmodel")
      #expect(converted.code == 0, "\(converted.errors)")
      let parameters = try hookctl("model", "convert", "r.hookmodel", "r.pth")
      #expect(parameters.code == 0 && parameters.errors.contains("left out the network"), "\(parameters.errors)")
      let infos = try ["r.hookmodel", "again.hookmodel"].map { file in
        try hookctl("model", "info", "--model", file).output.split(separator: "\n").filter { line in
          ["architecture", "outputs", "made of", "check", "parameters"].contains { line.hasPrefix($0) }
        }
      }
      #expect(infos[0] == infos[1] && infos[0].count == 5)
    }
  }

  @Test func mirrorsWhatItKnowsTheMirrorOf() throws {
    try inExports { hookctl in
      _ = try hookctl("model", "import", "impala-1.pt2", "--unchecked", "--actions", "procgen", "--out", "p.hookmodel")
      let flipped = try hookctl(
        "model", "flip", "--model", "p.hookmodel", "--axis", "left-right", "--out", "f.hookmodel")
      #expect(flipped.code == 0 && flipped.output.contains("fc_policy.bias"), "\(flipped)")
      let info = try hookctl("model", "info", "--model", "f.hookmodel")
      #expect(info.code == 0 && info.output.contains("fc_policy_out [15]"), "\(info.errors)")
      for (file, words) in [("branches", "its actions are not procgen's"), ("layernorm", "cannot be mirrored")] {
        _ = try hookctl("model", "import", "\(file).pt2", "--unchecked", "--range=-9,9", "--out", "n.hookmodel")
        let refused = try hookctl(
          "model", "flip", "--model", "n.hookmodel", "--axis", "left-right", "--out", "m.hookmodel")
        #expect(refused.code == 64 && refused.errors.contains(words), "\(refused.errors)")
      }
    }
  }

  @Test(arguments: [
    (["branches.pt2", "--check", "a.npz", "--unchecked", "--out", "b.hookmodel"], "are both given"),
    (["branches.pt2", "--unchecked", "--out", "b.pth"], "this command does not write .pth files"),
    (["branches.pt2", "--unchecked", "--range", "1,0", "--out", "b.hookmodel"], "is not two numbers, the lower first"),
    (
      ["branches.pt2", "--unchecked", "--actions", "a,b", "--out", "b.hookmodel"],
      "names 2, and the logits are policy_out [4]"
    ),
    (["branches.pt2", "--unchecked", "--logits", "cat", "--out", "b.hookmodel"], "is no output that can be it"),
    (
      ["unsupported.pt2", "--unchecked", "--out", "b.hookmodel"],
      "aten.hardswish.default of [4, 8, 8]: in module body.act"
    ),
  ])
  func whatMakesNoSenseIsSaid(arguments: [String], expected: String) throws {
    try inExports { hookctl in
      let outcome = try hookctl.run(["model", "import"] + arguments)
      #expect([64, 65].contains(outcome.code) && outcome.errors.contains(expected), "\(outcome.errors)")
    }
  }
}
