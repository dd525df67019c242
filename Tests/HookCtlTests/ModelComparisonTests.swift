import Foundation
import ImpalaModel
import LimitedPrograms
import Testing

/// Several policies beside each other, on the same mazes.
@Suite struct ModelComparisonTests {
  /// The bundled policy and its mirror image as checkpoints of a run.
  private func withModels(_ body: (Hookctl) throws -> Void) throws {
    try inFolder { hookctl in
      try Data(contentsOf: URL(fileURLWithPath: BundledPolicy.path()))
        .write(to: URL(fileURLWithPath: hookctl.path("run_20.safetensors")))
      let flip = try hookctl("model", "flip", "--axis", "left-right", "--out", "run_1000.safetensors")
      #expect(flip.code == 0, "\(flip.errors)")
      try body(hookctl)
    }
  }

  private static let both = ["--theme", "plain", "--model", "run_*.safetensors"]

  private struct Found: Decodable {
    struct Item: Decodable {
      let name: String?
      let rows: [[String: Cell]]?
    }
    /// Whatever a cell holds.
    struct Cell: Decodable {
      let number: Double?
      init(from decoder: any Decoder) throws { number = try? decoder.singleValueContainer().decode(Double.self) }
    }
    let findings: [Item]

    func rows(_ name: String) throws -> [[String: Cell]] { try #require(findings.first { $0.name == name }?.rows) }
    init(_ text: String) throws { self = try JSONDecoder().decode(Found.self, from: Data(text.utf8)) }
  }

  /// The difference is the mean of the differences that two studies of one policy have level by level.
  @Test func decisionsArePairedByLevel() throws {
    try withModels { hookctl in
      let levels = ["statistics", "decision", "--json", "--levels", "0-20"]
      let outcome = try hookctl.run(levels + Self.both)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let found = try Found(outcome.output)
      let key = "towards the cheese"
      let apart = try ["20", "1000"].map { step -> [Double] in
        let one = try hookctl.run(levels + ["--theme", "plain", "--model", "run_\(step).safetensors"])
        let rows = try Found(one.output).rows("levels")
        #expect(try found.rows("run-\(step)-safetensors-levels").count == rows.count)
        return rows.compactMap { $0[key]?.number }
      }
      #expect(apart[0].count == apart[1].count && apart[0].count > 5)
      let mean = zip(apart[1], apart[0]).map { $0 - $1 }.reduce(0, +) / Double(apart[0].count)
      let difference = try #require(found.rows("models")[1]["difference"]?.number)
      #expect(abs(difference - mean) < 1e-9 && abs(mean) > 1e-4, "\(difference) \(mean)")
    }
  }

  @Test func behaviourKeepsAFileForEach() throws {
    try withModels { hookctl in
      let outcome = try hookctl.run(
        [
          "statistics", "behaviour", "--levels", "0-5", "--steps", "20", "--metric", "size", "--subsets", "2", "--data",
          "t.jsonl", "--out", "b",
        ] + Self.both)
      #expect(outcome.code == 0 && outcome.output.contains("got the cheese"), "\(outcome)")
      let names = try hookctl.names
      #expect(
        names.contains("t-run-20-safetensors.jsonl") && names.contains("t-run-1000-safetensors.jsonl"), "\(names)")
      #expect(try hookctl.text("b/models-got-the-cheese.svg").contains("training step"))
    }
  }

  @Test func probesAndRolloutsHaveOneOfEach() throws {
    try withModels { hookctl in
      let probe = try hookctl.run(
        ["probe", "--levels", "0-7", "--target", "cheese", "--site", "embedder.relufc_out"] + Self.both)
      #expect(probe.code == 0 && probe.output.contains("better in folds"), "\(probe)")
      let rollout = try hookctl.run(["rollout", "--levels", "0-5", "--steps", "20", "--out", "r.json"] + Self.both)
      #expect(rollout.code == 0 && rollout.output.contains("minus those of run_20.safetensors"), "\(rollout)")
      #expect(try hookctl.text("r.json").contains("\"differences\""))
    }
  }

  @Test func whatIsOfOnePolicySaysSo() throws {
    try withModels { hookctl in
      let patch = ["--patch", "zero@embedder.block2.res1.resadd_out"]
      let minimise = try hookctl.run(["minimise", "--levels", "0-1", "--metric", "size"] + patch + Self.both)
      #expect(minimise.code == 64 && minimise.errors.contains("minimise is of one policy"), "\(minimise)")
      let nulls = try hookctl.run(["rollout", "--levels", "0-1", "--nulls", "2"] + patch + Self.both)
      #expect(nulls.code == 64 && nulls.errors.contains("--nulls: is about one policy"), "\(nulls)")
    }
  }
}
