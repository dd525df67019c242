import HookKit
import MazeEnv
import Testing

@Suite("Stepping, against procgen")
struct EpisodeTests {
  @Test func everyStepAgrees() throws {
    for episode in try Vectors.load("episodes", as: EpisodeFile.self).episodes {
      var state = try first(of: episode)
      #expect(state.currentLevelSeed == episode.firstLevelSeed)
      for expected in episode.steps {
        let step = try state.step(expected.action)
        #expect(step.reward == expected.reward)
        #expect(step.done == expected.done)
        #expect(step.levelSeed == expected.levelSeed)
        #expect(step.prevLevelSeed == expected.prevLevelSeed)
        #expect(step.prevLevelComplete == (expected.prevLevelComplete == 1))
        #expect([state.mouse.x, state.mouse.y] == expected.mouse)
        #expect(state.mouse.vx.bitPattern == expected.vx.bitPattern)
        #expect(state.mouse.vy.bitPattern == expected.vy.bitPattern)
        #expect(state.mouse.isReflected == (expected.reflected == 1))
        #expect(state.curTime == expected.curTime)
        #expect(state.stepRandInt == expected.stepRandInt)
        #expect(SHA256.hexDigest(of: state.bytes) == expected.stateSha256)
      }
    }
  }

  @Test(.enabled(if: Vectors.havePictures, Vectors.whyNoPictures))
  func everyObservationOnTheWayAgrees() throws {
    let renderer = try #require(Vectors.renderer)
    for episode in try Vectors.load("episodes", as: EpisodeFile.self).episodes {
      var state = try first(of: episode)
      for expected in episode.steps {
        try state.step(expected.action)
        #expect(SHA256.hexDigest(of: renderer.observation(of: state).pixels) == expected.obsSha256)
      }
    }
  }

  @Test func anEpisodeEndsAfter500StepsOrOnRequest() throws {
    let timeout = try Vectors.load("episodes", as: EpisodeFile.self).timeout
    var state = try MazeState(level: timeout.seed, mode: timeout.mode)
    for number in 1...503 {
      let expected = timeout.tail.first { $0.step == number }
      let step = try state.step(expected?.action ?? 4)
      guard let expected else { continue }
      #expect(step.reward == expected.reward)
      #expect(step.done == expected.done)
      #expect(state.curTime == expected.curTime)
    }
  }

  @Test(arguments: [-2, 15, Int.min, Int.max])
  func unknownActionsAreRefusedAndChangeNothing(action: Int) throws {
    var state = try MazeState(level: 0)
    let before = state
    #expect(throws: MazeError.unknownAction(action)) { try state.step(action) }
    #expect(state == before)
  }

  private func first(of episode: EpisodeVector) throws -> MazeState {
    let options = MazeOptions(randSeed: episode.randSeed, useSequentialLevels: episode.useSequentialLevels)
    let levels = try LevelRange(start: episode.startLevel, count: episode.numLevels)
    return MazeState.vector(count: 1, mode: episode.mode, levels: levels, options: options)[0]
  }
}
