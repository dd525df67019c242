import Foundation
import HookKit
import ImpalaModel
import LimitedPrograms
import Testing

/// Several policies in one sweep.
@Suite struct ModelAxisTests {
  private static let sweep = [
    "sweep", "--levels", "0-5", "--mode", "easy", "--theme", "plain", "--metric", "mean-total-variation",
    "--patch", "zero@embedder.block2.res1.resadd_out",
  ]

  /// Three checkpoints as a training run leaves them.
  private func withRun(_ body: (Hookctl) throws -> Void) throws {
    try inFolder { hookctl in
      let bundled = try Data(contentsOf: URL(fileURLWithPath: BundledPolicy.path()))
      try bundled.write(to: URL(fileURLWithPath: hookctl.path("model_1000.pth")))
      for (step, axis) in [(30, "left-right"), (200_000, "up-down")] {
        let outcome = try hookctl("model", "flip", "--axis", axis, "--out", "model_\(step).pth")
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      try body(hookctl)
    }
  }

  @Test func checkpointsOfATrainingRunAreAnAxis() throws {
    try withRun { hookctl in
      let sweep = Self.sweep + ["--out", "run.sqlite", "--model"]
      let outcome = try hookctl.run(sweep + ["model_*.pth"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let query = "SELECT model, count(*) AS n FROM results GROUP BY model ORDER BY model"
      let rows = try hookctl("results", "query", "run.sqlite", query, "--csv").output
      #expect(rows == "model,n\n30,6\n1000,6\n200000,6\n")
      #expect(try hookctl("results", "plot", "run.sqlite", "--kind", "dose", "--out", "run.svg").code == 0)
      let figure = try hookctl.text("run.svg")
      #expect(figure.contains("training step") && figure.contains("100k"))

      let replay = try hookctl("replay", "run.sqlite", "--units", "4", "--model", "model_*.pth")
      #expect(replay.code == 0 && replay.output.contains("bit for bit"), "\(replay.errors)")
      for wrong in ["model_30.pth", "model_1000.pth"] {
        #expect(try hookctl("replay", "run.sqlite", "--model", wrong).code == 64)
        #expect(try hookctl.run(sweep + [wrong]).code != 0)
      }
    }
  }

  @Test func aPolicyWithoutAStepIsALineAcross() throws {
    try withRun { hookctl in
      #expect(try hookctl("model", "flip", "--axis", "left-right", "--out", "best.pth").code == 0)
      let sweep = ["--out", "run.sqlite", "--model", "model_*.pth", "--model", "best.pth"]
      let outcome = try hookctl.run(Self.sweep + sweep)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try hookctl("results", "plot", "run.sqlite", "--kind", "dose", "--out", "run.svg").code == 0)
      let figure = try hookctl.text("run.svg")
      #expect(figure.contains("training step") && figure.contains("100k") && figure.contains("best.pth"))
    }
  }

  @Test func whatCannotBeAnAxisIsSaid() throws {
    try withRun { hookctl in
      func said(_ models: String...) throws -> String {
        let outcome = try hookctl.run(Self.sweep + ["--out", "a.sqlite"] + models.flatMap { ["--model", $0] })
        #expect(outcome.code != 0)
        return outcome.errors
      }
      let (none, twice) = (try said("step_*.pth"), try said("model_30.pth", "./model_30.pth"))
      let (missing, names) = (try said("model_30.pth", "missing.pth"), try hookctl.names)
      #expect(none.contains("no file's name fits this pattern"))
      #expect(twice.contains("has model_30.pth twice"))
      #expect(missing.contains("there is no such file"))
      #expect(names.allSatisfy { $0.hasPrefix("model_") })
    }
  }
}
