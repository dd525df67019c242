import Foundation
import LimitedPrograms
import Testing

@Suite struct FlipTests {
  private static let plain = ["--theme", "plain"]

  @Test func flips() throws {
    try inFolder { hookctl in
      let flip = ["model", "flip", "--axis", "left-right"]
      #expect(try hookctl.run(flip + ["--out", "left.safetensors"]).code == 0)
      #expect(try hookctl.run(flip + ["--model", "left.safetensors", "--out", "back.pth"]).code == 0)
      let field = ["vfield", "--level", "3", "--json"] + Self.plain
      let original = try hookctl.run(field), back = try hookctl.run(field + ["--model", "back.pth"])
      let left = try hookctl.run(field + ["--model", "left.safetensors"])
      func probabilities(_ text: String) throws -> NSArray? {
        (try json(text) as? [String: Any])?["probabilities"] as? NSArray
      }
      #expect(try probabilities(original.output) == probabilities(back.output))
      #expect(try probabilities(original.output) != probabilities(left.output))
      let layers = try hookctl.run(flip + ["--layer", "embedder.*conv1_out", "--out", "x.pth"])
      #expect(layers.code == 64 && layers.errors.contains("add --extent kernels"))
    }
  }
}
