/// Max pooling, as PyTorch's `nn.MaxPool2d`: padding never wins.
public struct MaxPool2d: SlidesOverImages {
  /// The side of the square window, in cells.
  public let kernel: Int
  /// How many cells the window moves from one output to the next, along both axes.
  public let stride: Int
  /// Rings around the image, of cells that are never the largest.
  public let padding: Int

  /// Pooling over windows of `kernel` x `kernel` cells.
  ///
  /// - Precondition: `kernel` and `stride` are positive, and `padding` is at most half the kernel, so that no window is all padding.
  public init(kernel: Int, stride: Int, padding: Int = 0) {
    precondition(
      kernel > 0 && stride > 0 && padding >= 0 && 2 * padding <= kernel, "kernel \(kernel), padding \(padding)")
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
  }

  public var description: String { "MaxPool2d(kernel \(kernel), stride \(stride), padding \(padding))" }

  public var window: (lines: SlidingWindow, columns: SlidingWindow) {
    let window = SlidingWindow(size: kernel, stride: stride, padding: padding)
    return (window, window)
  }

  public func outputShape(of rows: [Shape]) throws -> Shape { try slidShape(of: rows[0]) }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let row = try outputShape(of: [input.shape.row])
    let (height, width) = (input.shape[2], input.shape[3])
    return Tensor(shape: row.batched(input.rows)) { output in
      input.withUnsafeScalars { image in
        var next = 0
        for plane in 0..<input.rows * row[0] {
          for oy in 0..<row[1] {
            for ox in 0..<row[2] {
              output[next] = largest(
                in: image, plane * height * width, oy * stride - padding, ox * stride - padding, height, width)
              next += 1
            }
          }
        }
      }
    }
  }

  /// The largest element of the window whose upper left corner is at (`top`, `left`) of the plane that starts at `origin`.
  private func largest(
    in image: UnsafeBufferPointer<Float>, _ origin: Int, _ top: Int, _ left: Int, _ height: Int, _ width: Int
  ) -> Float {
    var result = -Float.infinity
    for y in max(top, 0)..<min(top + kernel, height) {
      for x in max(left, 0)..<min(left + kernel, width) {
        let value = image[origin + y * width + x]
        if value > result || value.isNaN { result = value }
      }
    }
    return result
  }
}
