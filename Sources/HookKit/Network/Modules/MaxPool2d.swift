/// Max pooling, as PyTorch's `nn.MaxPool2d`: padding never wins.
///
/// TensorFlow's pooling with `padding="SAME"` has a ring less before the image than behind it where the windows do not fit
/// evenly: `MaxPool2d(kernel: 3, stride: 2, padding: 0, endPadding: 1)` for images of even sides.
public struct MaxPool2d: SlidesOverImages {
  /// The side of the square window, in cells.
  public let kernel: Int
  /// How many cells the window moves from one output to the next, along both axes.
  public let stride: Int
  /// Lines above the image and columns left of it, of cells that are never the largest.
  public let padding: Int
  /// Such lines below the image and columns right of it.
  public let endPadding: Int

  /// Pooling over windows of `kernel` x `kernel` cells, with as much padding on all sides unless `endPadding` is given.
  ///
  /// - Precondition: `kernel` and `stride` are positive, and either padding is at most half the kernel, so that no window is
  ///   all padding.
  public init(kernel: Int, stride: Int, padding: Int = 0, endPadding: Int? = nil) {
    let endPadding = endPadding ?? padding
    precondition(
      kernel > 0 && stride > 0 && min(padding, endPadding) >= 0 && 2 * max(padding, endPadding) <= kernel,
      "kernel \(kernel), padding \(padding) and \(endPadding)")
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.endPadding = endPadding
  }

  public var description: String {
    let padding = padding == endPadding ? "\(padding)" : "\(padding) before and \(endPadding) behind"
    return "MaxPool2d(kernel \(kernel), stride \(stride), padding \(padding))"
  }

  public var window: (lines: SlidingWindow, columns: SlidingWindow) {
    let window = SlidingWindow(size: kernel, stride: stride, padding: padding, endPadding: endPadding)
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
