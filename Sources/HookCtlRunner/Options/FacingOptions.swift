import ArgumentParser
import HookKit
import MazeEnv
import MazeLab

/// Which way the mouse looks, for commands that show or run one maze as it is.
struct FacingEdit: ParsableArguments {
  @Option(help: "Turn the mouse: left or right. (default: as it looks)")
  var facing: Facing?

  /// For titles; nil where the mouse is not turned.
  var inWords: String? { facing.map { "mouse facing \($0.rawValue)" } }

  /// Turns the mouse of a state.
  func apply(to state: inout MazeState) { if let facing { state.facing = facing } }
}

/// Which way the mouse looks, for commands that compute fields or ask at decision squares.
struct FacingOption: ParsableArguments {
  @Option(help: "Which way the mouse looks on every square: state (as it does there), left, right, or both (the mean).")
  var facing: FieldFacing = .state

  /// For titles; nil where nobody asked.
  var inWords: String? {
    switch facing {
    case .state: nil
    case .left, .right: "mouse facing \(facing.rawValue)"
    case .both: "mean of both facings"
    }
  }

  func describe(in recipe: inout Recipe) { recipe.add(facing) }
}

extension Facing: ExpressibleByArgument {}
extension FieldFacing: ExpressibleByArgument {}
