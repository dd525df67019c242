import HookKit
import Testing

/// What modules say of where their cells are computed from, against what changes when one cell of the input does.
@Suite struct CellSourcesTests {
  private static let input: Shape = [4, 9, 11]

  private static func random(_ shape: Shape, _ seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed)
    return Tensor(stream.normals(shape.count), shape: shape)
  }

  private static func vector(_ value: Float) -> Tensor { Tensor(repeating: value, shape: [4]) }

  /// Modules whose every cell follows from all of its sources: a cell changes where, and only where, one of them does.
  private static let modules: [any Module] = [
    Conv2d(weight: random([2, 4, 3, 3], 1), bias: random([2], 2), padding: 1),
    Conv2d(weight: random([2, 4, 2, 5], 3), bias: random([2], 4), stride: 3, padding: 2),
    Conv2d(weight: random([2, 4, 1, 1], 5), bias: random([2], 6), padding: 3),
    AveragePool2d(kernel: 3, stride: 2, padding: 1), AveragePool2d(kernel: 4, stride: 5),
    AdaptiveAveragePool2d(height: 3, width: 4), AdaptiveAveragePool2d(height: 12, width: 1),
    Tanh(), Sigmoid(), LeakyReLU(), Softmax(),
    BatchNorm(weight: vector(2), bias: vector(1), mean: vector(0), variance: vector(3)),
    LayerNorm(weight: random(input, 7), bias: random(input, 8)),
  ]

  @Test(arguments: modules.indices) func cellsFollowFromTheirSources(number: Int) throws {
    let module = Self.modules[number]
    let plain = Self.random(Self.input.batched(1), 9)
    let sources = module.cellSources(of: [Self.input])
    let before = try module.forward([plain])
    for (line, column) in [(0, 0), (4, 5), (8, 10), (2, 9)] {
      var changed = plain
      for channel in 0..<4 { changed[0, channel, line, column] += 0.5 + Float(channel) }
      let after = try module.forward([changed])
      for y in 0..<before.shape[2] {
        for x in 0..<before.shape[3] {
          let isOther = (0..<before.shape[1]).contains { before[0, $0, y, x] != after[0, $0, y, x] }
          #expect(
            isOther == reaches(sources, (line, column), (y, x)), "\(module): (\(line), \(column)) to (\(y), \(x))")
        }
      }
    }
  }

  private func reaches(_ sources: CellSources, _ from: (Int, Int), _ to: (Int, Int)) -> Bool? {
    switch sources {
    case .samePlace: from == to
    case .windows(let lines, let columns): lines[to.0].contains(from.0) && columns[to.1].contains(from.1)
    case .everywhere: true
    case .rearranged, .unknown: nil
    }
  }

  @Test func windowsAreCountedAndClipped() {
    let window = SlidingWindow(size: 3, stride: 2, padding: 1)
    #expect(window.count(along: 5) == 3 && window.cells(along: 5) == [0..<2, 1..<4, 3..<5])
    #expect(SlidingWindow(size: 4).count(along: 3) == nil && SlidingWindow(size: 4).cells(along: 3).isEmpty)
    let late = SlidingWindow(size: 3, stride: 2, padding: 0, endPadding: 1)
    #expect(late.count(along: 6) == 3 && late.cells(along: 6) == [0..<3, 2..<5, 4..<6])
    // Places that are all padding cover nothing.
    #expect(SlidingWindow(size: 1, padding: 2).cells(along: 1) == [0..<0, 0..<0, 0..<1, 1..<1, 1..<1])
  }

  @Test func whatMovesElementsSaysSo() {
    #expect(Reshape([9, 4, 11]).cellSources(of: [Self.input]) == .rearranged)
    #expect(Flatten().cellSources(of: [Self.input]) == .rearranged)
    #expect(Transpose([1, 2, 0]).cellSources(of: [Self.input]) == .rearranged)
    #expect(Concat(2, axis: 1).cellSources(of: [Self.input, Self.input]) == .rearranged)
    #expect(Concat(2).cellSources(of: [Self.input, Self.input]) == .samePlace)
    #expect(Add().cellSources(of: [Self.input, Self.input]) == .samePlace)
    #expect(
      MaxPool2d(kernel: 2, stride: 2).cellSources(of: [[1, 2, 4]]) == .windows(lines: [0..<2], columns: [0..<2, 2..<4]))
  }

  private struct Own: Module {
    var description: String { "Own()" }
    func outputShape(of rows: [Shape]) -> Shape { rows[0] }
    func forward(_ inputs: [Tensor]) -> Tensor { inputs[0] }
  }

  @Test func aModuleThatDoesNotSayIsUnknown() { #expect(Own().cellSources(of: [Self.input]) == .unknown) }
}
