import ArgumentParser
import HookKit
import Testing

@testable import Experiments

@Suite struct OptionUsesTests {
  private struct Options: ParsableArguments {
    @Option(name: [.long, .short]) var level = 0
    @Option(parsing: .unconditional) var seed = 0
    @Option var patch: [String] = []
    @Option var plan: [String] = []
    @Option(parsing: .upToNextOption) var channels: [Int] = []
    @Flag(name: [.long, .short]) var verbose = false
    @Argument var files: [String] = []
  }

  private static func uses(_ words: String...) throws -> OptionUses {
    _ = try Options.parse(words)
    return OptionUses(words, of: Options.self)
  }

  @Test func everySpellingOfAnOptionCounts() throws {
    for words in [
      ["--level", "0", "--level", "8"], ["--level=0", "--level", "8"], ["-l", "0", "--level=8"],
      ["-vl", "0", "-l", "8"],
      ["--level", "0", "a.txt", "--level", "0"], ["--seed", "-1", "--seed", "-1"],
    ] {
      #expect(throws: FaultList.self, "\(words)") { try OptionUses(words, of: Options.self).check() }
      _ = try Options.parse(words)
    }
    #expect { try Self.uses("--level=0", "-l", "8").check() } throws: { error in
      "\(error)".contains("--level 0 and -l 8: this option takes one value")
    }
  }

  @Test func whatMayBeRepeatedIsKeptInOrder() throws {
    let uses = try Self.uses(
      "--patch", "a", "--plan=b", "--verbose", "-v", "--channels", "1", "2", "--channels", "3", "--patch", "c", "--",
      "--level")
    try uses.check()
    #expect(
      uses.uses.map { "\($0.name) \($0.value)" } == [
        "--patch a", "--plan b", "--channels 1", "--channels 3", "--patch c",
      ])
  }

  /// A value that looks like an option is the value.
  @Test func valuesAreNoOptions() throws {
    let uses = OptionUses(["--seed", "--level", "--level", "3"], of: Options.self)
    try uses.check()
    #expect(uses.uses.map(\.value) == ["--level", "3"])
  }
}
