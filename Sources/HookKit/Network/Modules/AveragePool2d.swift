/// Average pooling, as PyTorch's `nn.AvgPool2d`.
public struct AveragePool2d: SlidesOverImages {
  /// The side of the window, in cells.
  public let kernel: Int
  /// How many cells the window moves at a time.
  public let stride: Int
  /// How many cells of zeros surround the image.
  public let padding: Int
  /// Whether zeros of the padding count: PyTorch's `count_include_pad`.
  public let countsPadding: Bool

  /// Means over square windows; the stride is the kernel unless given.
  ///
  /// - Precondition: `kernel` and `stride` are positive, and `padding` is at most half the kernel.
  public init(kernel: Int, stride: Int? = nil, padding: Int = 0, countsPadding: Bool = true) {
    precondition(
      kernel > 0 && stride ?? kernel > 0 && padding >= 0 && 2 * padding <= kernel,
      "kernel \(kernel), padding \(padding)")
    (self.kernel, self.stride, self.padding, self.countsPadding) = (kernel, stride ?? kernel, padding, countsPadding)
  }

  public var isAffine: Bool { true }
  public var description: String { "AveragePool2d(kernel \(kernel), stride \(stride), padding \(padding))" }

  public var window: (lines: SlidingWindow, columns: SlidingWindow) {
    let window = SlidingWindow(size: kernel, stride: stride, padding: padding)
    return (window, window)
  }

  public func outputShape(of rows: [Shape]) throws -> Shape { try slidShape(of: rows[0]) }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    _ = try outputShape(of: [input.shape.row])
    return input.averaged(
      over: window.lines.cells(along: input.shape[2]), window.columns.cells(along: input.shape[3]),
      counting: countsPadding ? kernel * kernel : nil)
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
