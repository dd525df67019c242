import MazeEnv
import Testing

@Suite("Random numbers")
struct RandomTests {
  struct File: Decodable {
    struct Seed: Decodable {
      let seed: Int
      let outputs: [UInt32]
    }

    struct Levels: Decodable {
      let randSeed: Int
      let numLevels: Int
      let startLevel: Int
      let numEnvs: Int
      let firstLevelSeeds: [Int32]
    }

    let seeds: [Seed]
    let levelSeeds: [Levels]
  }

  @Test func outputsAgree() throws {
    for seed in try Vectors.load("random", as: File.self).seeds {
      var generator = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed.seed))
      #expect(seed.outputs.map { _ in generator.next() } == seed.outputs)
    }
  }

  @Test func theTenThousandthOutputIsThatOfTheStandard() {
    var generator = MersenneTwister()
    for _ in 1..<10_000 { _ = generator.next() }
    #expect(generator.next() == 4_123_659_995)
  }

  @Test func firstLevelsOfVectorsAgree() throws {
    for vector in try Vectors.load("random", as: File.self).levelSeeds {
      let levels = try LevelRange(start: vector.startLevel, count: vector.numLevels)
      let states = MazeState.vector(
        count: vector.numEnvs, levels: levels, options: MazeOptions(randSeed: vector.randSeed))
      #expect(states.map(\.currentLevelSeed) == vector.firstLevelSeeds)
      #expect(states.map(\.gameN) == (0..<Int32(vector.numEnvs)).map { $0 })
    }
  }

  @Test func textRoundTrips() {
    var generator = MersenneTwister(seed: 7)
    for draws in [0, 1, 623, 1, 5] {
      for _ in 0..<draws { _ = generator.next() }
      #expect(MersenneTwister(text: generator.text) == generator)
      #expect(MersenneTwister(text: "\n\t" + generator.text.replacing(" ", with: " \r\n")) == generator)
    }
  }

  @Test func textThatIsNoGeneratorIsRefused() {
    let text = MersenneTwister().text
    #expect(MersenneTwister(text: "") == nil)
    #expect(MersenneTwister(text: text + " 1") == nil)
    #expect(MersenneTwister(text: String(text.dropLast(4))) == nil)
    #expect(MersenneTwister(text: String(text.dropLast(3)) + "625") == nil)
    #expect(MersenneTwister(text: "4294967296" + text.dropFirst(4)) == nil)
    #expect(MersenneTwister(text: "-" + text) == nil)
    #expect(MersenneTwister(text: String(repeating: "9", count: 10_000)) == nil)
  }

  @Test(arguments: [
    (-1, 1), (2_147_483_648, 1), (0, -1), (5, 2_147_483_644), (Int.max, Int.max), (Int.min, 3),
  ])
  func levelsThatDoNotExistAreRefused(start: Int, count: Int) {
    #expect(throws: MazeError.self) { try LevelRange(start: start, count: count) }
  }
}
