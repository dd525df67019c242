import Experiments
import Foundation
import LimitedPrograms
import Testing

@Suite struct DoctorTests {
  private static let rows = [
    "hookctl", "bundled policy", "procgen's pictures", "procgen's library", "OpenBLAS", "cairo", "libzip", "SQLite",
    "giflib", "ffmpeg", "fonts", "Swift toolchain", "processor", "cache folder", "interventions", "completions",
  ]

  private static func rows(_ hookctl: Hookctl, path: String? = nil) throws -> [[String: String]] {
    let outcome = try hookctl.run(["doctor", "--json"], environment: path.map { ["PATH": $0] } ?? [:])
    return try #require(try json(outcome.output) as? [[String: String]])
  }

  @Test func everyRowIsThere() throws {
    #expect(Installation.Item.allCases.map(\.rawValue) == Self.rows)
    try inFolder { hookctl in
      let names = try Self.rows(hookctl).map { $0["name"] }
      #expect(names == Self.rows)
    }
  }

  /// What only some commands need is no fault, and how to get it is said.
  @Test func whatIsMissingComesWithARemedy() throws {
    try inFolder { hookctl in
      let rows = try Self.rows(hookctl, path: hookctl.folder.path)
      for name in ["ffmpeg", "Swift toolchain", "fonts"] {
        let row = try #require(rows.first { $0["name"] == name })
        #expect(row["status"] == "-" && row["remedy"]?.isEmpty == false, "\(row)")
      }
    }
  }
}
