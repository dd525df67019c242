import Foundation
import LimitedPrograms
import Testing

/// From a probe to an edit: `probe --out`, and its directions in calls.
@Suite struct DirectionTests {
  private static let site = "embedder.relufc_out"
  private static let probe =
    ["probe", "--levels", "0..<12", "--mode", "easy", "--theme", "plain", "--folds", "3", "--site", site]

  @Test func directionsOfAProbeAreTensorsOfCalls() throws {
    try inFolder { hookctl in
      let made = try hookctl.run(Self.probe + ["--target", "cheese", "--out", "probe.npz"])
      #expect(made.code == 0, "\(made.errors)")
      #expect(made.output.contains("\(Self.site).cheese-row [256]"), "\(made.output)")
      for call in [
        "project-out(direction: \"probe.npz#\(Self.site).cheese-row\")@\(Self.site)",
        "add(vector: \"probe.npz#\(Self.site).cheese-column\", scale: 3)@\(Self.site)",
      ] {
        let outcome = try hookctl.run([
          "compare", "--level", "1", "--mode", "easy", "--theme", "plain", "--patch", call,
        ])
        #expect(outcome.code == 0 && outcome.output.contains("of the activation"), "\(outcome.errors)")
      }
    }
  }

  @Test func directionsOfCellsAreVectorsOfChannels() throws {
    let site = "embedder.block2.res1.resadd_out"
    try inFolder { hookctl in
      let base = ["probe", "--levels", "0..<6", "--mode", "easy", "--theme", "plain", "--folds", "3", "--site", site]
      let made = try hookctl.run(base + ["--target", "mouse", "--target", "open", "--cells", "--out", "cells.npz"])
      #expect(made.code == 0 && made.output.contains("square open"), "\(made.errors)")
      #expect(made.output.contains("\(site).mouse-here [32, 1, 1]"), "\(made.output)")
      let maze = ["compare", "--level", "1", "--mode", "easy", "--theme", "plain"]
      for call in [
        "add(vector: D, scale: 3)@\(site)", "project-out(direction: D)@\(site)", "formula(\"x - 2 * v\", v: D)@\(site)",
      ] {
        let patch = call.replacing("D", with: "\"cells.npz#\(site).square-open\"")
        let outcome = try hookctl.run(maze + ["--patch", patch])
        #expect(outcome.code == 0 && outcome.output.contains("of the activation"), "\(outcome.errors)")
      }
      for (arguments, message) in [
        (["--target", "open"], "add --cells"), (["--target", "action", "--cells"], "no label of single cells"),
        (["--target", "open", "--cells", "--channels"], "--cells with --channels"),
      ] {
        let outcome = try hookctl.run(base + arguments)
        #expect(outcome.code == 64 && outcome.errors.contains(message), "\(outcome.errors)")
      }
    }
  }

  @Test func labelsOfOnesOwnAreATarget() throws {
    try inFolder { hookctl in
      func labels(_ count: Int) throws -> String {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(count),), }"
        let padded = header + String(repeating: " ", count: 117 - header.count) + "\n"
        var bytes = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, 118, 0]) + Data(padded.utf8)
        for number in 0..<count { withUnsafeBytes(of: Float(number % 7)) { bytes.append(contentsOf: $0) } }
        try hookctl.write(Array(bytes), to: "labels-\(count).npy")
        return "labels-\(count).npy"
      }
      let path = try labels(48)
      let made = try hookctl.run(Self.probe + ["--labels", path, "--json"])
      #expect(made.code == 0 && made.output.contains("\"labels\""), "\(made.errors)")
      let wrong = try hookctl.run(Self.probe + ["--labels", try labels(5)])
      #expect(wrong.code == 65 && wrong.errors.contains("holds 5 labels, and there are 48 rows"), "\(wrong.errors)")
      let neither = try hookctl.run(Self.probe)
      #expect(neither.code == 64 && neither.errors.contains("--target"), "\(neither.errors)")
    }
  }
}
