import Foundation
import HookKit
import MazeEnv
import Testing

/// Edited states that the published vectors do not have, against hashes that the official wheel of procgen 0.10.7
/// gave: `set_state`, `get_state`, the observation, eight steps, and the 512 picture of the edited state.
@Suite("Edited states, against procgen")
struct EditedTests {
  struct File: Decodable {
    struct Case: Decodable {
      let actions: [Int]
      /// After `set_state` and after each action: the first 16 digits of the hashes of state and observation.
      let states: [String]
      let observations: [String]
      let picture: String
    }

    let cases: [Case]
  }

  static func digest(_ bytes: [UInt8]) -> String { String(SHA256.hexDigest(of: bytes).prefix(16)) }

  @Test func everyStateOnTheWayAgrees() throws {
    let (states, cases) = try (Self.states(), Vectors.load("edited", as: File.self).cases)
    #expect(states.count == cases.count)
    for (state, expected) in zip(states, cases) {
      var state = try MazeState(bytes: state.bytes)
      state.refreshView()
      var digests = [Self.digest(state.bytes)]
      for action in expected.actions {
        try state.step(action)
        digests.append(Self.digest(state.bytes))
      }
      #expect(digests == expected.states)
    }
  }

  @Test(.enabled(if: Vectors.havePictures, Vectors.whyNoPictures))
  func everyPictureOnTheWayAgrees() throws {
    let renderer = try #require(Vectors.renderer)
    for (state, expected) in zip(try Self.states(), try Vectors.load("edited", as: File.self).cases) {
      var state = state
      #expect(Self.digest(renderer.picture(of: state).pixels) == expected.picture)
      var digests = [Self.digest(renderer.observation(of: state).pixels)]
      for action in expected.actions {
        try state.step(action)
        digests.append(Self.digest(renderer.observation(of: state).pixels))
      }
      #expect(digests == expected.observations)
    }
  }

  /// Mice between squares that an edge of the picture cuts off, in level 0; for most of them, a step of the sampling that
  /// is not rounded as the library's finds another pixel.
  @Test(.enabled(if: Vectors.havePictures, Vectors.whyNoPictures))
  func everyMouseThatIsCutOffAgrees() throws {
    struct File: Decodable {
      struct Case: Decodable {
        let mode: MazeMode
        let x: Float
        let y: Float
        let observation: String
      }

      let cases: [Case]
    }
    let renderer = try #require(Vectors.renderer)
    let cases = try Vectors.load("cut-mice", as: File.self).cases
    #expect(cases.count == 36)
    for expected in cases {
      var state = try MazeState(level: 0, mode: expected.mode)
      (state.mouse.x, state.mouse.y) = (expected.x, expected.y)
      #expect(
        Self.digest(renderer.observation(of: state).pixels) == expected.observation,
        "\(expected.mode) (\(expected.x), \(expected.y))")
    }
  }

  /// The edited states, drawn from a fixed seed.
  static func states() throws -> [MazeState] {
    var generator = MersenneTwister(seed: 2026)
    var states = try (0..<54).map { index in
      try edited(mode: MazeMode.allCases[index % 3], kind: index / 3 % 6, &generator)
    }
    // A background that is cut at a place where the rounding of its scale shows.
    var cut = try MazeState(level: 21, mode: .memory)
    var maze = cut.maze
    for row in 0..<31 {
      for column in 0..<31 { try maze.open(at: Square(row, column), in: .outer) }
    }
    try maze.setBackground(6)
    cut.maze = maze
    cut.mouse.x = 11.855501
    cut.mouse.y = 2.4203727
    states.append(cut)
    return states
  }

  private static func edited(
    mode: MazeMode, kind: Int, _ generator: inout MersenneTwister
  ) throws -> MazeState {
    let options = MazeOptions(
      useSequentialLevels: generator.below(4) == 0, useBackgrounds: generator.below(5) != 0,
      useMonochromeAssets: generator.below(5) == 0)
    var state = try MazeState(level: Int(generator.below(1000)), mode: mode, options: options)
    let size = mode.worldSize
    if kind >= 1 {
      state.mouse.x = Float(generator.below(UInt32(size))) + 0.5
      state.mouse.y = Float(generator.below(UInt32(size))) + 0.5
      state.mouse.isReflected = generator.below(2) == 0
    }
    if kind == 2 || kind == 3 {
      state.mouse.x = generator.unit() * Float(size)
      state.mouse.y = generator.unit() * Float(size)
    }
    if kind >= 3 {
      var maze = state.maze
      for row in 0..<size {
        for column in 0..<size {
          let square = Square(row, column)
          try maze.open(at: square, in: .outer)
          switch generator.below(4) {
          case 0: try maze.addCheese(at: square, in: .outer)
          case 1 where maze.outerMouse != square && maze.cell(at: square, in: .outer) == 100:
            try maze.setWall(at: square, in: .outer)
          default: break
          }
        }
      }
      state.maze = maze
    }
    if kind == 4 {
      state.settings.centerAgent.toggle()
      if generator.below(2) == 0 { state.view.visibility = 6.5 }
    }
    if kind == 5 { state.curTime = 498 }
    return state
  }
}
