import Foundation

/// The programs that were built with these tests.
public enum BuiltPrograms {
  /// Where they are: beside the program of the tests.
  public static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
}
