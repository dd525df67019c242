/// Average pooling, as PyTorch's `nn.AvgPool2d`.
public struct AveragePool2d: Module {
  public let kernel: Int
  public let stride: Int
  public let padding: Int
  /// Whether zeros of the padding count: PyTorch's `count_include_pad`.
  public let countsPadding: Bool

  /// - Precondition: `kernel` and `stride` are positive, and `padding` is at most half the kernel.
  public init(kernel: Int, stride: Int? = nil, padding: Int = 0, countsPadding: Bool = true) {
    precondition(
      kernel > 0 && stride ?? kernel > 0 && padding >= 0 && 2 * padding <= kernel,
      "kernel \(kernel), padding \(padding)")
    (self.kernel, self.stride, self.padding, self.countsPadding) = (kernel, stride ?? kernel, padding, countsPadding)
  }

  public var isAffine: Bool { true }
  public var description: String { "AveragePool2d(kernel \(kernel), stride \(stride), padding \(padding))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    let (channels, height, width) = try imageSizes(rows[0])
    guard height + 2 * padding >= kernel, width + 2 * padding >= kernel else {
      throw ModuleError(self, "an image of \(height)x\(width) is smaller than the kernel")
    }
    return [channels, (height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let (input, row) = (inputs[0], try outputShape(of: [inputs[0].shape.row]))
    return input.averaged(
      over: windows(row[1], input.shape[2]), windows(row[2], input.shape[3]),
      counting: countsPadding ? kernel * kernel : nil)
  }

  /// The lines of an axis of `size` that each of `count` cells covers.
  private func windows(_ count: Int, _ size: Int) -> [Range<Int>] {
    (0..<count).map { cell in max(cell * stride - padding, 0)..<min(cell * stride - padding + kernel, size) }
  }
}

extension Tensor {
  /// The means over rectangles of every plane of `[N, C, H, W]`: a cell for each two ranges.
  ///
  /// - Parameter counted: by how many elements a sum is divided; nil for as many as there are.
  func averaged(over lines: [Range<Int>], _ columns: [Range<Int>], counting counted: Int?) -> Tensor {
    let (height, width) = (shape[2], shape[3])
    return Tensor(shape: [shape[0], shape[1], lines.count, columns.count]) { output in
      var next = 0
      for plane in 0..<shape[0] * shape[1] {
        for line in lines {
          for column in columns {
            var sum = 0.0
            for y in line { for x in column { sum += Double(scalars[(plane * height + y) * width + x]) } }
            output[next] = Float(sum / Double(counted ?? line.count * column.count))
            next += 1
          }
        }
      }
    }
  }
}
