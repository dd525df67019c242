import Foundation
import Essentials
import Testing

@Suite struct RandomStreamTests {
  /// Numbers that must never change: they would change the results of every seeded experiment.
  @Test func drawsAreTheSameForEver() {
    var stream = RandomStream(seed: 42, 1, 2, 3)
    #expect((0..<5).map { _ in stream.nextWord() } == Self.words)
  }

  private static let words: [UInt32] = [
    4_124_946_268, 154_078_801, 1_892_524_016, 1_834_121_190, 3_825_339_123,
  ]

  @Test func wordsComeFromSuccessiveBlocks() {
    var stream = RandomStream(seed: 0x299f_31d0_a409_3822)
    let words = (0..<8).map { _ in stream.nextWord() }
    // The path is empty, so that the counter's upper half is the finaliser of the empty hash.
    var other = RandomStream(seed: 0x299f_31d0_a409_3822)
    #expect(other.next() == UInt64(words[0]) << 32 | UInt64(words[1]))
    #expect(Set(words).count == 8)
  }

  @Test func everySeedAndPathIsAStreamOfItsOwn() {
    let streams = [
      RandomStream(seed: 0), RandomStream(seed: 1), RandomStream(seed: 1 << 32), RandomStream(seed: 0, 0),
      RandomStream(seed: 0, 1),
      RandomStream(seed: 0, 0, 1), RandomStream(seed: 0, 1, 0), RandomStream(seed: 0, 256),
    ]
    let firsts = streams.map { stream in
      var stream = stream
      return stream.next()
    }
    #expect(Set(firsts).count == streams.count)
  }

  @Test func normalsHaveTheMomentsOfTheNormalDistribution() {
    var stream = RandomStream(seed: 2024, 6)
    let draws = stream.normals(400_000).map(Double.init)
    func moment(_ power: Double) -> Double { draws.reduce(0) { $0 + pow($1, power) } / Double(draws.count) }
    // Five standard errors each.
    #expect(abs(moment(1)) < 5 * (1 / 400_000.0).squareRoot())
    #expect(abs(moment(2) - 1) < 5 * (2 / 400_000.0).squareRoot())
    #expect(abs(moment(3)) < 5 * (15 / 400_000.0).squareRoot())
    #expect(abs(moment(4) - 3) < 5 * (96 / 400_000.0).squareRoot())
    #expect(draws.allSatisfy { $0.isFinite })
    let neighbours = zip(draws, draws.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Double(draws.count)
    #expect(abs(neighbours) < 5 * (1 / 400_000.0).squareRoot())
  }

  /// Box and Muller's formula in double precision, from words that are taken one by one.
  @Test(arguments: [0, 1, 2, 3, 4, 5], [0, 1, 2, 7, 8, 33, 1000])
  func normalsAreThoseOfTheFormula(before: Int, count: Int) {
    var stream = RandomStream(seed: 5, 6)
    var other = stream
    for _ in 0..<before { #expect(stream.nextWord() == other.nextWord()) }
    let normals = stream.normals(count)
    let expected = (0..<(count + 1) / 2).flatMap { _ -> [Double] in
      let radius = (-2 * log(1 - Double(other.nextWord() >> 8) * 0x1p-24)).squareRoot()
      let angle = 2 * Double.pi * Double(other.nextWord() >> 8) * 0x1p-24
      return [radius * cos(angle), radius * sin(angle)]
    }
    #expect(normals.count == count)
    #expect(zip(normals, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    #expect(stream.nextWord() == other.nextWord())
  }

  @Test func uniformsFillTheirIntervalEvenly() {
    var stream = RandomStream(seed: 3)
    let draws = stream.uniforms(100_000)
    #expect(draws.allSatisfy { $0 >= -1 && $0 < 1 })
    for tenth in 0..<10 {
      let count = draws.count { $0 >= Float(tenth) / 5 - 1 && $0 < Float(tenth + 1) / 5 - 1 }
      #expect(abs(count - 10_000) < 5 * 95)
    }
  }

  @Test func oddCountsAndNoneWork() {
    var stream = RandomStream(seed: 3)
    #expect(stream.normals(0).isEmpty)
    #expect(stream.normals(7).count == 7)
  }

  @Test func indicesCoverTheirRange() {
    var stream = RandomStream(seed: 9)
    let draws = (0..<7000).map { _ in stream.index(below: 7) }
    for index in 0..<7 { #expect(abs(draws.count { $0 == index } - 1000) < 150) }
    #expect(draws.allSatisfy { (0..<7).contains($0) })
    #expect(stream.index(below: 1) == 0)
  }
}
