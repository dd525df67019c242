import HookKit
import HookKitTesting
import Interventions
import Testing

@Suite struct ProjectOutTests {
  @Test func laws() throws {
    let direction = Tensor([1, -2, 0.5, 0, 3, 1e-3], shape: [6])
    #expect(try Laws.violations(of: .projectOut(direction: direction), isRandom: false, shapes: [[6]]) == [])
    #expect(
      try Laws.violations(
        of: .projectOut(direction: Tensor([1, 2, -1], shape: [3, 1, 1])), shapes: [[3, 4, 5]]) == [])
  }

  @Test func removesTheComponentWhateverTheLengthOfTheDirection() throws {
    let bench = try Bench(Tensor([3, 4, 1, 0], shape: [2, 2]))
    for length in [Float(1), -20] {
      let result = try bench.result(.projectOut(direction: Tensor([length, length], shape: [2])))
      #expect(result.scalars == [-0.5, 0.5, 0.5, -0.5])
    }
  }

  @Test func axesOfSizeOneAreDoneOnePositionAtATime() throws {
    // Two channels of one line with two cells; the first channel is the direction.
    let bench = try Bench(Tensor([5, 6, 7, 8], shape: [1, 2, 1, 2]))
    #expect(
      try bench.result(.projectOut(direction: Tensor([2, 0], shape: [2, 1, 1]))).scalars == [0, 0, 7, 8])
    let whole = try bench.result(.projectOut(direction: Tensor([1, 1, 0, 0], shape: [2, 1, 2])))
    #expect(whole.scalars == [-0.5, 0.5, 7, 8])
  }

  @Test func nothingAlongTheDirectionIsLeft() throws {
    var stream = RandomStream(seed: 5)
    let direction = Tensor(stream.normals(1000), shape: [1000])
    let bench = try Bench(Tensor(stream.normals(1000), shape: [1, 1000]))
    let result = try bench.result(.projectOut(direction: direction))
    let left = zip(result.scalars, direction.scalars).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(left) / direction.norm < 1e-6)
  }

  @Test func faultsSayWhatWouldWork() throws {
    let bench = try Bench(Tensor([5, 6, 7, 8], shape: [1, 2, 1, 2]))
    #expect(
      bench.message(.projectOut(direction: Tensor([0, 0], shape: [2, 1, 1])))
        == "project-out(direction: [[[0]], [[0]]]): the direction has length 0.0; give one with finite elements that are not all zero"
    )
    #expect(
      bench.message(.projectOut(direction: Tensor([1, 0], shape: [2])))
        == "the tensor given of shape [2]: has shape [2], which does not fit the site body_in0 [2, 1, 2]; give [2, 1, 2], or sizes of 1 that are repeated, such as [2, 1, 1]"
    )
  }
}
