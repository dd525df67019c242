import HookKit

/// A way of playing in which the real procgen and HookKit are compared.
package struct ParityScenario: Sendable {
  /// Where actions come from.
  package enum Actions: String, CaseIterable, Sendable {
    /// All fifteen, alike.
    case random
    /// The same, and now and then one that ends the episode.
    case endings
    /// Those of a policy.
    case policy
  }

  package let mode: MazeMode
  package let options: MazeOptions
  package let actions: Actions
  /// Put edited states, and states that were there before, into the environments every so many steps.
  package let setsStates: Bool
  package let levels: LevelRange

  /// "hard, random actions, edited states, sequential levels".
  package var name: String {
    var parts = [mode.rawValue, "\(actions.rawValue) actions"]
    if setsStates { parts.append("set_state") }
    if levels != .all { parts.append("few levels") }
    if options.useSequentialLevels { parts.append("sequential levels") }
    if options.useMonochromeAssets { parts.append("monochrome") }
    if !options.useBackgrounds { parts.append("no backgrounds") }
    return parts.joined(separator: ", ")
  }

  /// Every mode with every kind of action, with and without states that are set, and the options that show.
  package static func all(seed: Int) throws -> [ParityScenario] {
    let few = try LevelRange(start: 7, count: 5)
    let variations: [(Actions, Bool, LevelRange, MazeOptions)] = [
      (.random, false, .all, MazeOptions(randSeed: seed)),
      (.endings, false, few, MazeOptions(randSeed: seed + 1)),
      (.policy, false, .all, MazeOptions(randSeed: seed + 2)),
      (.random, true, .all, MazeOptions(randSeed: seed + 3)),
      (.policy, true, few, MazeOptions(randSeed: seed + 4, useSequentialLevels: true)),
      (.endings, true, few, MazeOptions(randSeed: seed + 5, useBackgrounds: false, restrictThemes: true)),
      (.random, true, .all, MazeOptions(randSeed: seed + 6, useMonochromeAssets: true, paintVelInfo: true)),
    ]
    return MazeMode.allCases.flatMap { mode in
      variations.map { actions, setsStates, levels, options in
        ParityScenario(mode: mode, options: options, actions: actions, setsStates: setsStates, levels: levels)
      }
    }
  }
}

extension MazeState {
  /// A state such as procgen never comes to: walls opened and closed, cheese anywhere or nowhere, the mouse anywhere.
  func scrambled(_ stream: inout RandomStream) -> MazeState {
    var state = self
    let size = mode.worldSize
    for _ in 0..<stream.index(below: 12) {
      let values = [Cell.empty, Cell.wall, Cell.cheese]
      state.cells[stream.index(below: size * size)] = values[stream.index(below: 3)]
    }
    if stream.index(below: 4) == 0 {
      state.cells = state.cells.map { $0 == Cell.cheese ? Cell.empty : $0 }
    }
    if stream.index(below: 2) == 0 {
      state.mouse.x = Float(stream.index(below: size)) + 0.5
      state.mouse.y = Float(stream.index(below: size)) + 0.5
    }
    // Off the middle of a square, in eighths.
    if stream.index(below: 8) == 0 { state.mouse.x += Float(stream.index(below: 8)) / 8 - 0.5 }
    state.mouse.isReflected = stream.index(below: 2) == 1
    state.backgroundIndex = Int32(stream.index(below: Level.backgroundCount.intValue))
    // Near the end of an episode, so that the time limit is met.
    if stream.index(below: 3) == 0 { state.curTime = state.timeout - Int32(stream.index(below: 20)) - 1 }
    state.refreshView()
    return state
  }
}

extension UInt32 {
  fileprivate var intValue: Int { Int(self) }
}
