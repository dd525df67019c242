import PluginHost
import Testing

@Suite struct PluginArgumentsTests {
  @Test func pluginsAreTakenOutWhereverTheyStand() throws {
    let arguments = try PluginArguments(
      ["--plugin", "a", "compare", "--level", "0", "--plugin=b/c", "--out", "x.svg", "--plugin", "d e"])
    #expect(arguments.plugins == ["a", "b/c", "d e"])
    #expect(arguments.rest == ["compare", "--level", "0", "--out", "x.svg"])
  }

  @Test func otherOptionsStay() throws {
    let words = ["plugin", "list", "--plugins", "x", "--plug", "-p"]
    #expect(try PluginArguments(words).rest == words)
    #expect(try PluginArguments([]).rest.isEmpty)
  }

  /// What follows `--` is no option.
  @Test func terminator() throws {
    let arguments = try PluginArguments(["--plugin", "a", "x", "--", "--plugin", "b"])
    #expect(arguments.plugins == ["a"])
    #expect(arguments.rest == ["x", "--", "--plugin", "b"])
  }

  @Test(arguments: [["compare", "--plugin"], ["--plugin", "--level"], ["--plugin="], ["--plugin", ""]])
  func missingFolders(words: [String]) {
    #expect(throws: PluginError.missingValue(option: "--plugin")) { try PluginArguments(words) }
  }
}
