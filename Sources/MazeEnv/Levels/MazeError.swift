import HookKit

/// Everything that can be wrong with what MazeEnv is given.
public enum MazeError: ExplainedError, Equatable {
  /// A level number that procgen does not have.
  case levelOutOfRange(Int)
  /// A number of levels that is negative or reaches beyond the last one.
  case levelCount(Int, start: Int)
  /// A number that is no action.
  case unknownAction(Int)
  /// State bytes that end inside a field.
  case stateTruncated(field: String, offset: Int)
  /// State bytes in which a field has a value that no maze has.
  case stateField(String, problem: String)
  /// A file that is neither state bytes nor a list of them.
  case notAState(String, problem: String)
  /// A maze's text that cannot be read, with the number of the line at fault.
  case mazeText(line: Int, problem: String, remedy: String)
  /// A square that lies outside the maze or the world.
  case squareOutside(Square, SquareFrame, size: Int)
  /// A square that should be open and is a wall.
  case squareIsWall(Square, SquareFrame)
  /// The mouse's or the cheese's own square, which cannot become a wall.
  case squareIsTaken(Square, SquareFrame, by: String)
  /// A background that procgen does not have.
  case background(Int)
  /// Every open square is the mouse's, or there is none.
  case noRoomForCheese
  /// procgen's pictures are not there.
  case picturesMissing(path: String)
  /// A picture is not the one that procgen uses.
  case pictureDamaged(path: String, problem: String)

  /// What is wrong, and what would work.
  public var explanation: Explanation {
    switch self {
    case .levelOutOfRange(let level):
      Explanation(.usage, "level \(level)", "is no level of procgen", try: "levels are 0 to 2147483647")
    case .levelCount(let count, let start):
      Explanation(
        .usage, "\(count) levels from level \(start)", "do not exist",
        try: "the last level is 2147483647; 0 levels means all")
    case .unknownAction(let action):
      Explanation(
        .usage, "action \(action)", "is no action of procgen",
        try: "actions are 0 to 14 (4 stays), and -1, which ends the episode")
    case .squareOutside(let square, let coordinates, let size):
      Explanation(
        .usage, "\(coordinates) square \(square)",
        coordinates == .inner ? "is outside this maze" : "is outside this world",
        try: size == 0
          ? "the maze is all wall: use outer coordinates"
          : "\(coordinates) rows and columns are 0 to \(size - 1), row 0 at the bottom")
    case .squareIsWall(let square, let coordinates):
      Explanation(
        .usage, "\(coordinates) square \(square)", "is a wall",
        try: "choose an open square, or open it first")
    case .squareIsTaken(let square, let coordinates, let owner):
      Explanation(
        .usage, "wall at \(coordinates) square \(square)", "the \(owner) is there", try: "move the \(owner) first")
    case .noRoomForCheese:
      Explanation(.usage, "random cheese", "there is no open square beside the mouse's", try: "open a square")
    case .background(let index):
      Explanation(.usage, "background \(index)", "does not exist", try: "backgrounds are 0 to 8")
    case .stateTruncated(let field, let offset):
      Explanation(
        .badData, "state", "ends inside \"\(field)\", at byte \(offset)",
        try: "a state is the whole of what get_state returns for one environment")
    case .stateField(let field, let problem):
      Explanation(
        .badData, "state", "\"\(field)\" \(problem)",
        try: "a state is what get_state of a procgen 0.10.7 maze returns for one environment")
    case .notAState(let path, let problem):
      Explanation(.badData, path, problem, try: "give state bytes, or a pickle of a list of them")
    case .mazeText(let line, let problem, let remedy):
      Explanation(.badData, line > 0 ? "maze, line \(line)" : "maze", problem, try: remedy)
    case .picturesMissing(let path):
      Explanation(
        .notInstalled, path, "procgen's pictures are not installed",
        try: "run `hookctl data fetch` to get them; `--theme plain` works without")
    case .pictureDamaged(let path, let problem):
      Explanation(
        .badData, path, problem, try: "delete it and run `hookctl data fetch`; `--theme plain` works without")
    }
  }
}
