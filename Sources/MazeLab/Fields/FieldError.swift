import HookKit
import ImpalaModel
import MazeEnv

/// A question about vector fields that has no answer.
public enum FieldError: ExplainedError, Hashable {
  /// The maze has no square on which the mouse may stand.
  case noLegalSquares(level: Int)
  /// The network has no site of a policy's name.
  case missingSite(String)
  /// The policy looks at something else than pictures of mazes.
  case otherObservation(String)
  /// The policy's actions are not those of procgen.
  case otherActions([String])
  /// The policy does not tell the value of a state.
  case noValue
  /// The network's logits are not 15 to a row.
  case wrongActionCount(site: String, shape: Shape)
  /// The fields have different legal squares, beyond one that a cheese takes in one of them.
  case differentSquares(first: Int, second: Int, example: Square?)
  /// No square is open in both mazes.
  case noCommonSquares
  /// The maze has no cheese, and the question needs one.
  case noCheese(level: Int)
  /// The paths to the cheese and to the corner do not part.
  case noDecisionSquare(level: Int)
  /// The square is no place to which a path leads.
  case unreachable(Square)
  /// Activations that nobody has asked for when the field was computed.
  case notCaptured(String)

  /// What is wrong, and what would work.
  public var explanation: Explanation {
    switch self {
    case .noLegalSquares(let level):
      Explanation(.usage, "maze of level \(level)", "has no open square for the mouse", try: "open a square")
    case .missingSite(let name):
      Explanation(
        .usage, "output \"\(name)\"", "this network does not have it, and what a policy does cannot be told without it",
        try: "use a checkpoint with fc_policy and fc_value; sites, capture and model info work with this one")
    case .otherObservation(let form):
      Explanation(
        .usage, "observations \(form)",
        "are what this policy takes, and mazes are drawn as \(PolicyInterface.procgen.observation)",
        try: "sites, capture and model info work with it; give the architecture an interface of that form for the rest")
    case .otherActions(let actions):
      Explanation(
        .usage, "actions \(actions.prefix(4).joined(separator: ", "))\(actions.count > 4 ? ", ..." : "")",
        "are what this policy chooses from, and mazes are played with procgen's \(ActionGroup.actionCount)",
        try: "sites, capture and model info work with it")
    case .noValue:
      Explanation(
        .usage, "this policy", "tells no value of a state, which fields and rollouts have",
        try: "sites, capture and model info work with it")
    case .wrongActionCount(let site, let shape):
      Explanation(
        .usage, "site \"\(site)\"", "has rows of shape \(shape)",
        try: "a procgen policy has \(ActionGroup.actionCount) actions")
    case .differentSquares(let first, let second, let example):
      Explanation(
        .usage, "difference of two fields",
        "they are of different mazes: \(first) and \(second) squares"
          + (example.map { ", and only one has \($0)" } ?? ""),
        try: "compare fields of one maze, or of one with and without its cheese")
    case .noCommonSquares:
      Explanation(
        .usage, "difference of two fields", "no square is open in both mazes", try: "compare mazes that overlap")
    case .noCheese(let level):
      Explanation(
        .usage, "decision square of level \(level)", "the maze has no cheese",
        try: "put one there: --cheese ROW,COLUMN")
    case .noDecisionSquare(let level):
      Explanation(
        .usage, "decision square of level \(level)", "the paths to the cheese and to the corner do not part",
        try: "find levels that have one: hookctl maze find --where decision-square")
    case .unreachable(let square):
      Explanation(
        .usage, "path to \(square)", "no path leads there from the start",
        try: "choose an open square other than the start (row, column; row 0 at the bottom)")
    case .notCaptured(let pattern):
      Explanation(
        .usage, "activations at \"\(pattern)\"", "were not kept when the field was computed",
        try: "name the site in the metric's captures, and give the comparison those of its metrics (capturing:)")
    }
  }
}
