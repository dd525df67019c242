import HookKit
import Testing

@testable import MazeEnv

@Suite("Levels and their states, against procgen")
struct LevelTests {
  @Test(arguments: MazeMode.allCases)
  func everyLevelAgrees(mode: MazeMode) throws {
    let file = try Vectors.load("levels_\(mode.rawValue)", as: LevelFile.self)
    #expect(file.mode == mode)
    #expect(file.levels.count == 40)
    #expect(file.levels.count { $0.stateSha256After512Render != nil } == 3)
    for level in file.levels {
      var state = try MazeState(level: level.seed, mode: mode)
      let maze = state.maze
      #expect(maze == (try Maze(level: level.seed, mode: mode)))
      #expect(maze.worldSize == level.worldDim)
      #expect(state.mazeDim == level.mazeDim)
      #expect(maze.background == level.backgroundIndex)
      #expect(String(state.bgPctX.bitPattern, radix: 16) == level.bgPctXBits.drop { $0 == "0" })
      #expect([maze.outerMouse.column, maze.outerMouse.row] == level.mouse)
      #expect(maze.cheese.map(maze.outer) == Square(level.cheese[1], level.cheese[0]))
      #expect(maze.cells == level.grid.joined().map { Int32($0) })
      #expect(maze.distributionFaults == [])
      let bytes = state.bytes
      #expect(bytes.count == level.stateLength)
      #expect(SHA256.hexDigest(of: bytes) == level.stateSha256)
      #expect(try MazeState(bytes: bytes) == state)
      if let digest = level.stateSha256After512Render {
        state.refreshView(height: 512)
        #expect(SHA256.hexDigest(of: state.bytes) == digest)
      }
    }
  }

  @Test(.enabled(if: Vectors.havePictures, Vectors.whyNoPictures), arguments: MazeMode.allCases)
  func everyObservationAgrees(mode: MazeMode) throws {
    let renderer = try #require(Vectors.renderer)
    for level in try Vectors.load("levels_\(mode.rawValue)", as: LevelFile.self).levels {
      let state = try MazeState(level: level.seed, mode: mode)
      let observation = renderer.observation(of: state)
      for probe in level.obsProbes ?? [] {
        let pixel = observation[probe.row, probe.col]
        #expect([pixel.red, pixel.green, pixel.blue] == probe.rgb)
      }
      #expect(SHA256.hexDigest(of: observation.pixels) == level.obsSha256)
      #expect(renderer.observation(of: state.maze) == observation)
    }
  }

  @Test(.enabled(if: Vectors.havePictures, Vectors.whyNoPictures), arguments: MazeMode.allCases)
  func everyPictureAgrees(mode: MazeMode) throws {
    let renderer = try #require(Vectors.renderer)
    var checked = 0
    for level in try Vectors.load("levels_\(mode.rawValue)", as: LevelFile.self).levels {
      guard let digest = level.human512Sha256 else { continue }
      let picture = renderer.picture(of: try MazeState(level: level.seed, mode: mode))
      for probe in level.human512Probes ?? [] {
        let pixel = picture[probe.row, probe.col]
        #expect([pixel.red, pixel.green, pixel.blue] == probe.rgb)
      }
      #expect(SHA256.hexDigest(of: picture.pixels) == digest)
      checked += 1
    }
    #expect(checked == 3)
  }
}

/// The last number that procgen takes: its range of one level wraps round 32 bits, and holds that level.
@Suite struct LastLevelTests {
  @Test func theLastLevelIsPlayed() throws {
    let range = try LevelRange(start: 2_147_483_647, count: 1)
    #expect(range.low == .max && range.high == .min)
    var state = try MazeState(level: 2_147_483_647)
    #expect(state.currentLevelSeed == .max)
    #expect(try MazeState(bytes: state.bytes) == state)
    #expect(try state.maze == Maze(level: 2_147_483_647))
    let next = state.drawLevelSeed()
    state.startLevel(next)
    #expect(state.currentLevelSeed == .max)
    #expect(throws: MazeError.levelOutOfRange(2_147_483_648)) { try MazeState(level: 2_147_483_648) }
    #expect(throws: MazeError.levelCount(2, start: 2_147_483_647)) { try LevelRange(start: 2_147_483_647, count: 2) }
  }
}
