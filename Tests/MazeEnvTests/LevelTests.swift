import HookKit
import MazeEnv
import Testing

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
