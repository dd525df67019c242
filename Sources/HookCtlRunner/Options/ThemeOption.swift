import ArgumentParser
import HookKit
import MazeEnv

/// How mazes are drawn, for people and for the policy.
struct ThemeOption: ParsableArguments {
  @Option(help: "Draw with procgen's pictures, or with plain squares, which need none: procgen or plain.")
  var theme: Theme = .procgen

  /// - Throws: `MazeError.picturesMissing` with the command that gets them.
  func renderer() throws -> MazeRenderer { try MazeRenderer(theme: theme) }

  /// The same, made by another thread from now on.
  func rendererAhead() -> Ahead<MazeRenderer> { Ahead { [theme] in try MazeRenderer(theme: theme) } }
}

extension Theme: ExpressibleByArgument {}
