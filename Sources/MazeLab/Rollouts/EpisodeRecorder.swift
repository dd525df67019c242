import HookKit
import MazeEnv

/// An episode that is being played.
struct EpisodeRecorder {
  let number: Int
  let repetition: Int
  let variant: Int
  let source: RolloutSource
  let key: EpisodeKey
  /// What the environment is in now.
  private(set) var state: MazeState
  private(set) var path: [Square]
  private var facesRight: [Bool]
  private var actions: [Int] = []
  private var answers: [PolicyAnswer] = []
  private var rewards: [Float] = []
  private var actedSteps: [Int]
  private(set) var outcome: Episode.Outcome?

  init(number: Int, repetition: Int, variant: Int, edits: Int, from source: RolloutSource) {
    (self.number, self.repetition, self.variant, self.source) = (number, repetition, variant, source)
    key = EpisodeKey(maze: source.drawKey, repetition: UInt64(repetition))
    state = source.state
    path = [source.landmarks.start]
    facesRight = [source.state.mouse.isReflected]
    actedSteps = Array(repeating: 0, count: edits)
  }

  /// The number of steps taken.
  var steps: Int { actions.count }

  /// What a recurrent policy remembers of the steps so far; nothing at the start, which means zeros.
  var states: [String: Tensor] { answers.last?.states ?? [:] }

  /// Notes what the policy says of the state, and which edits acted on it.
  mutating func record(_ answer: PolicyAnswer, active: [Bool]) {
    answers.append(answer)
    for (edit, isActive) in active.enumerated() where isActive { actedSteps[edit] += 1 }
  }

  /// Notes a step; `next` is the state after it, which is another level's when the episode has ended.
  mutating func record(_ action: Int, _ step: MazeStep, next: MazeState, options: RolloutOptions) {
    actions.append(action)
    rewards.append(step.reward)
    let hasEnded = step.done || step.prevLevelComplete
    let shown = hasEnded ? state.afterMove(action) : next
    path.append(source.square(shown))
    facesRight.append(shown.mouse.isReflected)
    state = next
    if step.prevLevelComplete {
      outcome = .cheese
    } else if hasEnded || steps >= options.steps
      || options.endsAtCorner && path.last == source.landmarks.corner
    {
      outcome = path.contains(source.landmarks.corner) ? .corner : .timeout
    }
  }

  /// The finished episode.
  func episode(_ outcome: Episode.Outcome) -> Episode {
    var captured: [String: Tensor] = [:]
    for site in answers.first?.captured.keys.sorted() ?? [] {
      captured[site] = Tensor.concatenating(rows: answers.compactMap { $0.captured[site] })
    }
    return Episode(
      number: number, start: source.index, repetition: repetition, variant: variant, initial: source.state,
      landmarks: source.landmarks, outcome: outcome, path: path, facesRight: facesRight, actions: actions,
      probabilities: answers.flatMap(\.probabilities), values: answers.map(\.value), rewards: rewards,
      actedSteps: actedSteps, captured: captured)
  }
}

extension MazeState {
  /// The state with the mouse where an action takes it, without what may follow: a new level.
  fileprivate func afterMove(_ action: Int) -> MazeState {
    var state = self
    state.timeout = .max
    var maze = state.maze
    maze.removeCheese()
    state.maze = maze
    // The action was taken before, so that it is one.
    _ = try? state.step(action)
    return state
  }
}
