import HookKit
import MazeEnv
import Testing

@Suite struct NativeEnvironmentsTests {
  @Test(arguments: [1, 2, 5, nil]) func aVectorIsItsStatesSideBySide(threads: Int?) throws {
    var states = MazeState.vector(count: 37, mode: .easy)
    let environments = NativeEnvironments(states, renderer: .plain, threads: threads)
    var stream = RandomStream(seed: 1)
    for _ in 0..<30 {
      let actions = states.map { _ in stream.index(below: 16) - 1 }
      let expected = try states.indices.map { try states[$0].step(actions[$0]) }
      #expect(try environments.step(actions) == expected)
    }
    for index in states.indices { #expect(environments.state(of: index) == states[index]) }
    let some = [0, 3, 4, 20, 36]
    let pictures = some.flatMap { MazeRenderer.plain.observation(of: states[$0]).pixels }
    #expect(environments.observations(of: some) == pictures)
    #expect(try environments.observations().count == 37 * 64 * 64 * 3)
  }

  @Test func anUnknownActionMovesNobody() throws {
    let states = MazeState.vector(count: 20, mode: .easy)
    let environments = NativeEnvironments(states, renderer: .plain)
    #expect(throws: MazeError.unknownAction(15)) {
      try environments.step([Int](repeating: 5, count: 19) + [15])
    }
    #expect(environments.state(of: 0) == states[0])
  }

  @Test func aStateThatIsSetStaysAValue() throws {
    let environments = NativeEnvironments(MazeState.vector(count: 3), renderer: .plain)
    let state = try MazeState(level: 5, mode: .hard)
    environments.setState(state, of: 1)
    _ = try environments.step([7, 7, 7])
    #expect(environments.state(of: 1) != state)
    #expect(environments.state(of: 1).currentLevelSeed == 5)
  }

  /// What is kept of a maze between steps never shows: after every step and every edit all pictures are those of the states.
  @Test(arguments: MazeMode.allCases, [1, 2]) func whatIsKeptNeverShows(mode: MazeMode, threads: Int) throws {
    let renderer = Vectors.renderer ?? .plain
    let environments = NativeEnvironments(
      MazeState.vector(count: 16, mode: mode), renderer: renderer, threads: threads)
    var stream = RandomStream(seed: 4)
    for round in 0..<60 {
      _ = try environments.step((0..<16).map { _ in stream.index(below: 16) - 1 })
      let index = stream.index(below: 16)
      var state = environments.state(of: index)
      switch round % 6 {
      case 0: state.maze.removeCheese()
      case 1: state.mouse.x += 0.375
      case 2: state.settings.useBackgrounds.toggle()
      case 3: state.settings.useMonochromeAssets.toggle()
      case 4: state.settings.centerAgent.toggle()
      default: state.mouse.rx = 1.25
      }
      environments.setState(state, of: index)
      let pictures = (0..<16).flatMap { renderer.observation(of: environments.state(of: $0)).pixels }
      #expect(try environments.observations() == pictures, "round \(round)")
    }
  }
}
