import ArgumentParser
import MazeEnv

/// How mazes are drawn, for people and for the policy.
struct ThemeOption: ParsableArguments {
  @Option(help: "Draw with procgen's pictures, or with plain squares, which need none: procgen or plain.")
  var theme: Theme = .procgen

  /// - Throws: `MazeError.picturesMissing` with the command that gets them.
  func renderer() throws -> MazeRenderer { try MazeRenderer(theme: theme) }
}

extension Theme: ExpressibleByArgument {}
