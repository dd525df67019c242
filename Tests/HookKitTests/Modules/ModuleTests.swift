import HookKit
import Testing

/// Every module against its definition, written down as plainly as possible.
@Suite struct ModuleTests {
  private func random(_ shape: Shape, _ seed: UInt64) -> Tensor {
    var stream = RandomStream(seed: seed)
    return Tensor(stream.normals(shape.count), shape: shape)
  }

  @Test(arguments: [
    (kernel: [1, 1], stride: 1, padding: 0), (kernel: [3, 3], stride: 1, padding: 1),
    (kernel: [3, 3], stride: 2, padding: 1),
    (kernel: [8, 8], stride: 4, padding: 0), (kernel: [4, 4], stride: 2, padding: 0),
    (kernel: [2, 5], stride: 3, padding: 2),
    (kernel: [5, 1], stride: 1, padding: 4), (kernel: [9, 11], stride: 1, padding: 0),
  ])
  func convolutions(kernel: [Int], stride: Int, padding: Int) throws {
    let conv = Conv2d(
      weight: random([4, 3, kernel[0], kernel[1]], 1), bias: random([4], 2), stride: stride, padding: padding)
    let input = random([2, 3, 9, 11], 3)
    let output = try conv.forward([input])
    #expect(output.shape == (try conv.outputShape(of: [[3, 9, 11]])).batched(2))
    for n in 0..<2 {
      for channel in 0..<4 {
        for y in 0..<output.shape[2] {
          for x in 0..<output.shape[3] {
            let wanted = definition(conv, input, n, channel, y, x)
            #expect(abs(Double(output[n, channel, y, x]) - wanted) < 1e-4)
          }
        }
      }
    }
  }

  private func definition(
    _ conv: Conv2d, _ input: Tensor, _ n: Int, _ channel: Int, _ y: Int, _ x: Int
  ) -> Double {
    var sum = Double(conv.bias[channel])
    for source in 0..<conv.inChannels {
      for ky in 0..<conv.kernelHeight {
        for kx in 0..<conv.kernelWidth {
          let (line, column) = (y * conv.stride + ky - conv.padding, x * conv.stride + kx - conv.padding)
          guard (0..<input.shape[2]).contains(line), (0..<input.shape[3]).contains(column) else { continue }
          sum += Double(conv.weight[channel, source, ky, kx]) * Double(input[n, source, line, column])
        }
      }
    }
    return sum
  }

  @Test func convolutionsByHand() throws {
    let weight = Tensor([1, 0, 0, 2], shape: [1, 1, 2, 2])
    let conv = Conv2d(weight: weight, bias: Tensor([10], shape: [1]))
    let output = try conv.forward([Tensor([1, 2, 3, 4, 5, 6], shape: [1, 1, 2, 3])])
    #expect(output == Tensor([10 + 1 + 10, 10 + 2 + 12], shape: [1, 1, 1, 2]))
  }

  @Test func paddingNeverWinsAMaximum() throws {
    let pool = MaxPool2d(kernel: 3, stride: 2, padding: 1)
    let input = Tensor((1...16).map { -Float($0) }, shape: [1, 1, 4, 4])
    #expect(try pool.forward([input]) == Tensor([-1, -2, -5, -6], shape: [1, 1, 2, 2]))
  }

  @Test func poolingKeepsNaNAndLowestValues() throws {
    let pool = MaxPool2d(kernel: 2, stride: 2)
    let output = try pool.forward([
      Tensor([1, .nan, 2, 3, -.infinity, -.infinity, -.infinity, -.infinity], shape: [2, 1, 2, 2])
    ])
    #expect(output[0, 0, 0, 0].isNaN)
    #expect(output[1, 0, 0, 0] == -.infinity)
    // A NaN that comes first stays, whatever is larger afterwards.
    #expect(try pool.forward([Tensor([.nan, 5, 6, 7], shape: [1, 1, 2, 2])]).scalars[0].isNaN)
  }

  /// What TensorFlow's `max_pool2d` with "SAME" gives: nothing before an image of even sides, a line and a column behind it.
  @Test func paddingMayStandBehindTheImageOnly() throws {
    let pool = MaxPool2d(kernel: 3, stride: 2, padding: 0, endPadding: 1)
    let input = Tensor((1...16).map { -Float($0) }, shape: [1, 1, 4, 4])
    #expect(try pool.forward([input]) == Tensor([-1, -3, -9, -11], shape: [1, 1, 2, 2]))
    #expect(pool.description == "MaxPool2d(kernel 3, stride 2, padding 0 before and 1 behind)")
    #expect(pool.cellSources(of: [[1, 4, 4]]) == .windows(lines: [0..<3, 2..<4], columns: [0..<3, 2..<4]))
  }

  @Test(arguments: [(2, 2, 0, 0), (3, 2, 1, 1), (3, 1, 1, 1), (2, 1, 0, 0), (3, 3, 0, 0), (3, 2, 0, 1), (4, 3, 2, 0)])
  func poolsAgainstTheirDefinition(kernel: Int, stride: Int, padding: Int, endPadding: Int) throws {
    let pool = MaxPool2d(kernel: kernel, stride: stride, padding: padding, endPadding: endPadding)
    let input = random([2, 3, 7, 8], 4)
    let output = try pool.forward([input])
    let sides = [7, 8].map { ($0 + padding + endPadding - kernel) / stride + 1 }
    #expect(output.shape == [2, 3, sides[0], sides[1]])
    for (index, value) in output.scalars.enumerated() {
      let (x, y) = (index % output.shape[3], index / output.shape[3] % output.shape[2])
      let plane = index / (output.shape[2] * output.shape[3])
      let window = (0..<kernel * kernel).compactMap { k -> Float? in
        let (line, column) = (y * stride + k / kernel - padding, x * stride + k % kernel - padding)
        guard (0..<7).contains(line), (0..<8).contains(column) else { return nil }
        return input[plane / 3, plane % 3, line, column]
      }
      #expect(value == window.max())
    }
  }

  @Test func linearLayers() throws {
    let linear = Linear(
      weight: Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3]), bias: Tensor([10, 20], shape: [2]))
    let output = try linear.forward([Tensor([1, 0, 0, 1, 1, 1], shape: [2, 3])])
    #expect(output == Tensor([11, 24, 16, 35], shape: [2, 2]))
  }

  @Test func rectifierKeepsNaN() {
    let output = ReLU().forward([Tensor([-1, 0, 2, .nan, -.infinity, .infinity], shape: [1, 6])])
    #expect(Array(output.scalars[..<3]) == [0, 0, 2])
    #expect(output.scalars[3].isNaN)
    #expect(Array(output.scalars[4...]) == [0, .infinity])
  }

  @Test func flatteningIsRowMajor() {
    #expect(
      Flatten().forward([Tensor([1, 2, 3, 4, 5, 6, 7, 8], shape: [2, 1, 2, 2])])
        == Tensor([1, 2, 3, 4, 5, 6, 7, 8], shape: [2, 4]))
  }

  @Test func sums() {
    #expect(
      Add().forward([Tensor([1, 2], shape: [1, 2]), Tensor([10, 20], shape: [1, 2])])
        == Tensor([11, 22], shape: [1, 2]))
  }
}
