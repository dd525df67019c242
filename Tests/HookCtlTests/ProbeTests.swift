import Foundation
import LimitedPrograms
import Testing

@Suite struct ProbeTests {
  private static let plain = ["--theme", "plain"]

  /// All rows of a level share the cheese: leaving one level out scores all rows together.
  @Test func foldsOfOneLevel() throws {
    try inFolder { hookctl in
      for folds in ["12", "6"] {
        let outcome = try hookctl.run(
          ["probe", "--levels", "0..<12", "--site", "fc_policy_out", "--target", "cheese", "--folds", folds]
            + Self.plain)
        #expect(outcome.code == 0 && !outcome.errors.contains("target 0"), "\(outcome.errors)")
        #expect(outcome.output.contains("scores are over all of them together"))
      }
    }
  }

  @Test func probes() throws {
    try inFolder { hookctl in
      let base = ["probe", "--mode", "easy", "--levels", "0..<40"] + Self.plain
      let outcome = try hookctl.run(
        base + [
          "--target", "cheese", "--target", "action", "--sparse", "5", "--site", "embedder.block3.res2.resadd_out",
          "embedder.fc_out", "--out", "p.json",
        ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("action  embedder.fc_out"))
      let turned = try hookctl.run(
        base + ["--target", "cheese", "--site", "embedder.fc_out", "--facing", "both", "--out", "both.json"])
      #expect(turned.output.contains("the mouse on random squares, each seen facing left and right, without edits"))
      #expect(try hookctl.text("both.json").contains("\"facing\": \"both\""))
      let maps = try hookctl.run(
        base + ["--target", "mouse", "--channels", "--site", "embedder.block3.res1.resadd_out", "--out", "maps"])
      #expect(maps.code == 0, "\(maps.errors)")
      #expect(
        FileManager.default.fileExists(atPath: hookctl.path("maps/map-mouse-embedder.block3.res1.resadd_out.svg")))
      for (arguments, expected) in [
        (["--target", "mousse", "--site", "embedder.fc_out"], "did you mean \"mouse\""),
        (["--target", "action", "--method", "ridge", "--site", "embedder.fc_out"], "ridge regression is not for it"),
        (["--target", "cheese", "--channels", "--site", "embedder.fc_out"], "its values are [256], without cells"),
        (["--target", "cheese", "--folds", "1", "--site", "embedder.fc_out"], "--folds 1: is out of range"),
      ] {
        let outcome = try hookctl.run(base + arguments)
        #expect(outcome.code == 64 && outcome.errors.contains(expected), "\(outcome.errors)")
      }
    }
  }
}
