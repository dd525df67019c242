import ArgumentParser
import HookKit
import MazeEnv

/// How mazes are drawn, for people and for the policy.
struct ThemeOption: ParsableArguments {
  @Option(help: "Draw with procgen's pictures, or with plain squares, which need none: procgen or plain.")
  var theme: Theme = .procgen

  /// - Throws: `MazeError.picturesMissing` with the command that gets them.
  func renderer() throws -> MazeRenderer { try MazeRenderer(theme: theme) }

  /// The same, made by another thread from now on, with what it needs to draw a maze.
  func rendererAhead(for state: MazeState) -> Lazy<MazeRenderer> {
    .ahead { [theme] in
      let renderer = try MazeRenderer(theme: theme)
      // A background is decoded when it is first drawn.
      _ = renderer.observation(of: state)
      return renderer
    }
  }
}

extension Theme: ExpressibleByArgument {}
