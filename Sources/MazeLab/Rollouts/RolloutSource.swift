import HookKit
import MazeEnv

/// A start with everything that its episodes have in common.
final class RolloutSource {
  let index: Int
  let state: MazeState
  let landmarks: Landmarks
  let moments: RolloutMoments
  /// What the start is to random draws.
  let drawKey: UInt64
  /// For each variant, what it does in the situations of this start that were met so far.
  var answers: [[Situation: PolicyAnswer]]
  /// The maze without its mouse, with what the networks of the agents made of it; nil until it is first asked for.
  private var base: BaseImage?

  private let geometry: GridGeometry?
  private let labels: [String: String]
  private let padding: Int

  init(_ index: Int, _ state: MazeState, variants: Int, conditions: [RolloutConditionEntry]) {
    (self.index, self.state) = (index, state)
    let maze = state.maze
    drawKey = state.drawKey
    landmarks = Landmarks(maze)
    moments = RolloutMoments(maze, landmarks, conditions)
    answers = Array(repeating: [:], count: variants)
    (geometry, padding) = (maze.geometry, maze.padding)
    labels = MazeLabels.labels(of: maze, mouseAt: maze.mouse, level: Int(state.currentLevelSeed), key: drawKey)
  }

  /// The inner square of the mouse of a state that grew from this start.
  func square(_ state: MazeState) -> Square {
    let outer = state.mouse.square
    return Square(outer.row - padding, outer.column - padding)
  }

  /// What observations of this start show but for the mouse; nil where the view moves with it.
  func base(_ renderer: MazeRenderer?) -> BaseImage? {
    base = base ?? renderer?.inputWithoutMouse(of: state).map(BaseImage.init)
    return base
  }

  /// What is known of the row that shows a state.
  func row(_ state: MazeState, key: UInt64, moment: Moment?) -> Inputs.Row {
    var labels = labels
    let outer = state.mouse.square
    labels[MazeLabels.mouse] = "\(outer.row),\(outer.column)"
    return Inputs.Row(key: key, labels: labels, geometry: geometry, moment: moment)
  }
}

/// What decides an agent's answer in a maze, as long as no edit draws random numbers: within an episode nothing else of
/// the picture changes.
struct Situation: Hashable {
  let x, y: Float
  let facesRight: Bool
  /// Which edits act.
  let active: [Bool]

  init(_ state: MazeState, active: [Bool]) {
    let mouse = state.mouse
    (x, y, facesRight, self.active) = (mouse.x, mouse.y, mouse.isReflected, active)
  }
}

/// What a policy says of a row.
struct PolicyAnswer: Sendable {
  let probabilities: [Float]
  let value: Float
  /// What was captured of the row, by site: `[1, ...]`.
  let captured: [String: Tensor]
  /// What a recurrent policy remembers for the next step, by the path of the state: `[1, ...]`.
  let states: [String: Tensor]
}
