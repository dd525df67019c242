import Foundation
import HookKit
import MazeEnv
import Testing

/// The published test vectors of procgen's maze.
enum Vectors {
  static func load<Content: Decodable>(
    _ name: String, as type: Content.Type = Content.self
  ) throws
    -> Content
  {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Content.self, from: Data(contentsOf: url))
  }

  /// procgen's renderer when its pictures are installed; loaded once.
  static let renderer: MazeRenderer? = try? MazeRenderer()
  static let havePictures = PictureFiles.areInstalled()
  static let whyNoPictures: Comment = "procgen's pictures are not installed; `make setup` gets them"
}

/// A level of `levels_*.json`.
struct LevelVector: Decodable {
  struct Probe: Decodable {
    let row: Int
    let col: Int
    let rgb: [UInt8]
  }

  let seed: Int
  let worldDim: Int
  let mazeDim: Int
  let backgroundIndex: Int
  let bgPctXBits: String
  let mouse: [Int]
  let cheese: [Int]
  let grid: [[Int]]
  let obsSha256: String
  let stateSha256: String
  let stateLength: Int
  let obsProbes: [Probe]?
  let human512Sha256: String?
  let human512Probes: [Probe]?
  let stateSha256After512Render: String?
}

struct LevelFile: Decodable {
  let mode: MazeMode
  let levels: [LevelVector]
}

/// An episode of `episodes.json`.
struct EpisodeVector: Decodable {
  struct Step: Decodable {
    let action: Int
    let reward: Float
    let done: Bool
    let mouse: [Float]
    let vx: Float
    let vy: Float
    let reflected: Int
    let levelSeed: Int
    let prevLevelSeed: Int
    let prevLevelComplete: Int
    let curTime: Int
    let stepRandInt: Int
    let obsSha256: String
    let stateSha256: String
  }

  let mode: MazeMode
  let numLevels: Int
  let startLevel: Int
  let randSeed: Int
  let useSequentialLevels: Bool
  let firstLevelSeed: Int
  let steps: [Step]
}

struct EpisodeFile: Decodable {
  struct Timeout: Decodable {
    struct Step: Decodable {
      let step: Int
      let action: Int
      let reward: Float
      let done: Bool
      let curTime: Int
    }

    let mode: MazeMode
    let seed: Int
    let tail: [Step]
  }

  let episodes: [EpisodeVector]
  let timeout: Timeout
}
