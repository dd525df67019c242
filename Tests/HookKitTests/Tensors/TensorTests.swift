import HookKit
import Testing

@Suite struct TensorTests {
  @Test func tensorsAreValues() {
    let first = Tensor(repeating: 1, shape: [2, 2])
    var second = first
    second[0, 1] = 5
    #expect(first[0, 1] == 1)
    #expect(second.scalars == [1, 5, 1, 1])
  }

  @Test func rowsAreGatheredAndStacked() {
    let tensor = Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])
    #expect(tensor[rows: 1..<3] == Tensor([3, 4, 5, 6], shape: [2, 2]))
    #expect(tensor.gathering(rows: [2, 0, 2]).scalars == [5, 6, 1, 2, 5, 6])
    #expect(tensor.row(1) == Tensor([3, 4], shape: [2]))
    #expect(Tensor.stacking([tensor.row(1), tensor.row(0)]) == Tensor([3, 4, 1, 2], shape: [2, 2]))
    #expect(Tensor.concatenating(rows: [tensor, tensor[rows: 0..<1]]).rows == 4)
  }

  @Test func meansAndNormsAreSummedInDoublePrecision() {
    let tensor = Tensor([33_554_432] + Array(repeating: 1, count: 32), shape: [33, 1])
    #expect(tensor.meanOverRows.scalars == [Float(33_554_464.0 / 33)])
    #expect(Tensor([3, 4], shape: [2]).norm == 5)
    #expect(Tensor([-3, 2], shape: [2]).largestMagnitude == 3)
  }

  @Test(
    arguments: [
      ([2, 3], [2, 3], [1, 2, 3, 4, 5, 6]), ([], [2, 2], [1, 1, 1, 1]), ([1], [3], [1, 1, 1]),
      ([2, 1], [2, 2], [1, 1, 2, 2]),
      ([1, 2], [2, 2], [1, 2, 1, 2]), ([1, 2, 1], [2, 2], [1, 1, 2, 2]), ([1, 3], [3], [1, 2, 3]),
      ([2], [2, 2], nil), ([2, 2], [2], nil), ([3], [2], nil), ([2, 2], [2, 3], nil),
    ] as [([Int], [Int], [Float]?)])
  func broadcasting(from: [Int], to: [Int], wanted: [Float]?) {
    let count = Shape(from).count
    let tensor = Tensor((1...max(1, count)).map(Float.init), shape: Shape(from))
    #expect(tensor.broadcast(to: Shape(to))?.scalars == wanted)
  }

  @Test func identityIsThatOfBits() {
    let tensor = Tensor([0, .nan], shape: [2])
    #expect(tensor.isIdentical(to: tensor))
    #expect(!tensor.isIdentical(to: Tensor([-0.0, .nan], shape: [2])))
    #expect(!tensor.isIdentical(to: tensor.reshaped([2, 1])))
  }

  @Test func rowsAreCombinedWithOneRow() {
    let tensor = Tensor([1, 2, 3, 4], shape: [2, 2])
    #expect(tensor.combinedByRow(with: Tensor([10, 20], shape: [2]), -).scalars == [-9, -18, -7, -16])
  }
}
