import Foundation
import HookKit
import LimitedPrograms
import Testing

@Suite struct CaptureTests {
  private static let plain = ["--theme", "plain"]

  @Test func observationFilesGiveTheSameAsTheirMaze() throws {
    try inFolder { hookctl in
      #expect(
        try hookctl.run(["maze", "show", "--level", "3", "--observation", "one.npy"] + Self.plain).code == 0)
      let image = try TypedArray(contentsOf: hookctl.path("one.npy"))
      #expect(image.elementType == .uint8 && image.shape == [64, 64, 3])
      try hookctl.write(
        TypedArray(.uint8, shape: [1, 64, 64, 3], bytes: image.bytes).npyBytes, to: "batch.npy")
      let sites = ["--site", "embedder.*.resadd_out", "fc_policy_out"]
      #expect(
        try hookctl.run(["capture", "--observations", "batch.npy", "--out", "a.npz"] + sites).code == 0)
      #expect(
        try hookctl.run(["capture", "--level", "3", "--out", "b.safetensors"] + sites + Self.plain).code == 0)
      let (file, maze) = (
        try TensorArchive(contentsOf: hookctl.path("a.npz")),
        try TensorArchive(contentsOf: hookctl.path("b.safetensors"))
      )
      #expect(file.names.sorted() == maze.names.sorted() && file.count == 7)
      for name in file.names { #expect(file[name] == maze[name], "\(name)") }
    }
  }

  @Test func banksOfLevelsCarryTheirLabels() throws {
    try inFolder { hookctl in
      let outcome = try hookctl.run(
        ["capture", "--levels", "0..<5", "--site", "embedder.relufc", "--out", "bank.npz"] + Self.plain)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("\nembedder.relufc_out  float32 [5, 256] "))
      let bank = try TensorArchive(contentsOf: hookctl.path("bank.npz"))
      let text = try #require(bank.metadata["rows"])
      let rows = try #require(try json(text) as? [[String: Any]])
      #expect(rows.map { $0["level"] as? Int } == [0, 1, 2, 3, 4])
      #expect(rows.allSatisfy { $0["cheese"] is String && $0["mouse"] is String })
      let ablation = try hookctl.run(
        ["compare", "--level", "9", "--json", "--patch", "mean(of: bank.npz)@embedder.relufc_out"]
          + Self.plain)
      #expect(ablation.code == 0, "\(ablation.errors)")
    }
  }

  @Test func everyLegalSquareIsARow() throws {
    try inFolder { hookctl in
      let arguments = ["capture", "--all-squares", "--site", "fc_value_out", "--out", "v.npz"] + Self.plain
      #expect(try hookctl.run(arguments + ["--level", "0"]).output.contains("\nfc_value_out  float32 [96, 1] "))
      let values = try TensorArchive(contentsOf: hookctl.path("v.npz"))["fc_value_out"]?.scalars
      let field =
        try json(try hookctl.run(["vfield", "--level", "0", "--json"] + Self.plain).output) as? [String: Any]
      let expected = try #require(field?["values"] as? [Double])
      #expect(zip(try #require(values), expected).allSatisfy { abs(Double($0) - $1) < 1e-5 })
    }
  }

  @Test func beforeAndAfterEdits() throws {
    try inFolder { hookctl in
      let arguments =
        ["capture", "--level", "0", "--patch", "zero@fc_value_out", "--site", "fc_value_out"] + Self.plain
      #expect(try hookctl.run(arguments + ["--out", "after.npz"]).code == 0)
      #expect(try hookctl.run(arguments + ["--before", "--out", "before.npz"]).code == 0)
      let after = try TensorArchive(contentsOf: hookctl.path("after.npz"))
      let before = try TensorArchive(contentsOf: hookctl.path("before.npz"))
      #expect(after["fc_value_out"]?.scalars == [0])
      #expect(before["fc_value_out"]?.scalars != [0])
    }
  }

  @Test func checkpointsConvertWithoutChange() throws {
    try inFolder { hookctl in
      let policy = BuiltPrograms.folder
        .appendingPathComponent("hookkit_ImpalaModel.resources/Resources/maze-small.pth").path
      #expect(try hookctl("model", "convert", policy, "a.safetensors").code == 0)
      #expect(try hookctl("model", "convert", "a.safetensors", "b.pth").code == 0)
      let first = try TensorArchive(contentsOf: hookctl.path("a.safetensors"))
      let last = try hookctl("model", "info", "--json", "--model", "b.pth")
      #expect(first.metadata["recipe"]?.contains("maze-small.pth") == true)
      let info = try #require(try json(last.output) as? [String: Any])
      #expect(info["architecture"] as? String == "IMPALA")
      #expect(info["scale"] as? Int == 1)
      #expect(info["parameters"] as? Int == 626_256)
      #expect((info["tensors"] as? [String: Any])?.count == first.count)
      func values(_ model: String) throws -> [Double]? {
        let field = try hookctl.run(["vfield", "--level", "2", "--json", "--model", model] + Self.plain)
          .output
        return (try json(field) as? [String: Any])?["values"] as? [Double]
      }
      let original = try #require(try values(policy))
      #expect(try values("b.pth") == original)
    }
  }

  @Test func presums() throws {
    try inFolder { hookctl in
      let base = ["capture", "--level", "3"] + Self.plain
      let outcome = try hookctl.run(
        base + ["--presums", "--site", "embedder.block3.res1.conv1_out", "fc_policy_out", "--out", "p.npz"])
      let lines = outcome.output.split(separator: "\n").suffix(2)
      #expect(lines.first?.hasPrefix("embedder.block3.res1.conv1_presums  float32 [1, 32, 32, 8, 8] ") == true)
      #expect(lines.last?.hasPrefix("fc_policy_presums                   float32 [1, 15, 256] ") == true)
      #expect(try hookctl.run(base + ["--site", "fc_policy_out", "--out", "v.npz"]).code == 0)
      let presums = try #require(try TensorArchive(contentsOf: hookctl.path("p.npz"))["fc_policy_presums"])
      let values = try #require(try TensorArchive(contentsOf: hookctl.path("v.npz"))["fc_policy_out"])
      #expect(presums.shape == [1, 15, 256] && values.shape == [1, 15])
      let relu = try hookctl.run(base + ["--presums", "--site", "embedder.relu3_out", "--out", "p.npz"])
      #expect(relu.code == 64 && relu.errors.contains("no convolution and no linear layer makes this value"))
    }
  }
}
