import ImpalaModel

/// The five groups into which procgen's 15 actions fall in a maze, in the order of procgen-tools' data.
public enum ActionGroup: Int, CaseIterable, Sendable, Codable, CustomStringConvertible {
  /// The actions that move the mouse this way; `noop` are those that leave it where it is.
  case left, down, up, right, noop

  /// The number of actions of a procgen policy.
  public static let actionCount = PolicyInterface.procgen.actions.count

  /// The actions of the group; those of `noop` are "stay" and the special ones, which do nothing in a maze.
  public var actions: [Int] {
    switch self {
    case .left: [0, 1, 2]
    case .down: [3]
    case .up: [5]
    case .right: [6, 7, 8]
    case .noop: [4] + Array(9...14)
    }
  }

  /// Where the group moves the mouse, in squares; row 0 is at the bottom, so up is one row more.
  public var delta: Arrow {
    switch self {
    case .left: Arrow(0, -1)
    case .down: Arrow(-1, 0)
    case .up: Arrow(1, 0)
    case .right: Arrow(0, 1)
    case .noop: Arrow(0, 0)
    }
  }

  /// The four groups that move.
  public static let moves: [ActionGroup] = [.left, .down, .up, .right]

  /// procgen-tools' name: "LEFT", "DOWN", "UP", "RIGHT", "NOOP".
  public var name: String {
    switch self {
    case .left: "LEFT"
    case .down: "DOWN"
    case .up: "UP"
    case .right: "RIGHT"
    case .noop: "NOOP"
    }
  }

  /// The same as the name.
  public var description: String { name }
}
