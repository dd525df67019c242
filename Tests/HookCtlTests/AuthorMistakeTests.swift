import Foundation
import LimitedPrograms
import Testing

/// Mistakes in the code of a plugin (`Tests/PluginProgram`): one message and exit code 70, no dump of a stack, and nothing left
/// behind.
@Suite struct AuthorMistakeTests {
  private static let site = "embedder.block2.res1.resadd_out"

  private func run(_ slip: String, _ command: [String] = ["vfield", "--level", "0", "--out", "a.svg"]) throws -> String
  {
    var errors = ""
    try inFolder(running: "plugin-program") { hookctl in
      let call = "clumsy(slip: \(slip))@\(Self.site)"
      let outcome = try hookctl.run(
        command + ["--theme", "plain", "--patch", call], environment: ["SWIFT_BACKTRACE": "enable=no"])
      #expect(outcome.code == 70, "\(slip): \(outcome.errors)")
      #expect(outcome.output.isEmpty)
      #expect(try hookctl.names.isEmpty)
      errors = outcome.errors
    }
    #expect(errors.contains("error: clumsy") && errors.contains(Self.site), "\(errors)")
    #expect(errors.split(separator: "\n").count <= 2, "\(errors)")
    return errors
  }

  private func line(of text: String) throws -> Int {
    let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("PluginProgram/main.swift")
    let lines = try String(contentsOf: program, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    return try #require(lines.firstIndex { $0.contains(text) }) + 1
  }

  @Test(arguments: [
    ["vfield", "--level", "0", "--out", "a.svg"], ["compare", "--level", "0", "--json"],
    ["rollout", "--level", "0", "--steps", "3"],
    ["capture", "--level", "0", "--site", "fc_value_out", "--out", "a.npz"],
  ])
  func shapesThatDoNotFit(command: [String]) throws {
    let errors = try run("shapes", command)
    #expect(errors.contains("32, 16, 16] and [3] are combined element by element"), "\(errors)")
    #if os(Linux)
      #expect(errors.contains("main.swift:\(try line(of: "case .shapes: value"))"), "\(errors)")
    #endif
  }

  @Test func aPropertyIsReadBeforeItWasPrepared() throws {
    let errors = try run("unprepared")
    #expect(errors.contains("a @Prepared property was read before prepare(_:) had set it"))
    #if os(Linux)
      #expect(errors.contains("main.swift:\(try line(of: "value + vector"))"), "\(errors)")
    #endif
  }

  @Test func preparationsAreCodeToo() throws {
    #expect(try run("inPreparation").contains("row 5 is asked for of a tensor of shape [3]"))
  }

  /// What no library can catch: the program ends, in one sentence.
  @Test(arguments: ["index", "trap"]) func otherTraps(slip: String) throws {
    let errors = try run(slip)
    #expect(errors.contains("its code ended the program at \(Self.site)"), "\(errors)")
    #expect(errors.contains("SWIFT_BACKTRACE=enable=yes shows where"))
  }
}
