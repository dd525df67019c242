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
    #expect(try environments.observations(of: some) == pictures)
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
}
