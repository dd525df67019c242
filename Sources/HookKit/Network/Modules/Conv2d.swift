import CKernels

/// A two-dimensional convolution (cross-correlation, as in PyTorch's `nn.Conv2d` with `groups` and `dilation` 1).
public struct Conv2d: SlidesOverImages {
  /// `[out, in, kernel height, kernel width]`.
  public let weight: Tensor
  /// `[out]`.
  public let bias: Tensor
  /// How many cells the kernel moves from one output to the next, along both axes.
  public let stride: Int
  /// Rings of zeros around the image.
  public let padding: Int

  /// A convolution with these parameters.
  ///
  /// - Precondition: `weight` has four axes, `bias` one of the same length as the first of them; `stride` is positive.
  public init(weight: Tensor, bias: Tensor, stride: Int = 1, padding: Int = 0) {
    precondition(weight.shape.rank == 4, "a convolution's weight is [out, in, height, width], not \(weight.shape)")
    precondition(bias.shape == [weight.shape[0]], "bias \(bias.shape) does not fit weight \(weight.shape)")
    precondition(stride > 0 && padding >= 0, "stride \(stride), padding \(padding)")
    self.weight = weight
    self.bias = bias
    self.stride = stride
    self.padding = padding
  }

  /// The number of channels that it makes.
  public var outChannels: Int { weight.shape[0] }
  /// The number of channels that it takes.
  public var inChannels: Int { weight.shape[1] }
  /// The number of lines of a kernel.
  public var kernelHeight: Int { weight.shape[2] }
  /// The number of columns of a kernel.
  public var kernelWidth: Int { weight.shape[3] }

  public var parameters: [(name: String, value: Tensor)] { [("weight", weight), ("bias", bias)] }

  public var isAffine: Bool { true }
  public var description: String {
    "Conv2d(\(inChannels), \(outChannels), kernel \(kernelHeight)x\(kernelWidth), stride \(stride), padding \(padding))"
  }

  public var window: (lines: SlidingWindow, columns: SlidingWindow) {
    (
      SlidingWindow(size: kernelHeight, stride: stride, padding: padding),
      SlidingWindow(size: kernelWidth, stride: stride, padding: padding)
    )
  }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    guard try imageSizes(rows[0]).channels == inChannels else {
      throw ModuleError(self, "takes \(inChannels) channels, got \(rows[0])")
    }
    return try slidShape(of: rows[0], channels: outChannels)
  }

  /// Unfolds each image into columns and multiplies them by the weights; every element is summed in float64 and rounded
  /// once, so that it is the same bits on every processor.
  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let input = inputs[0]
    let row = try outputShape(of: [input.shape.row])
    let (cells, patch) = (row[1] * row[2], inChannels * kernelHeight * kernelWidth)
    var columns = [Float](repeating: 0, count: patch * cells)
    return Tensor(shape: row.batched(input.rows)) { output in
      input.withUnsafeScalars { image in
        for n in 0..<input.rows {
          let start = n * input.shape.row.count
          unfold(image[start..<start + input.shape.row.count], input.shape.row, into: &columns, row)
          hk_define_product(
            VectorWidth.standard.level, weight.scalars, columns, bias.scalars, output.baseAddress! + n * row.count,
            outChannels, cells, patch)
        }
      }
    }
  }

  /// Writes every kernel-sized patch of one image as a column: `[in * kh * kw, out height * out width]`.
  private func unfold(
    _ image: Slice<UnsafeBufferPointer<Float>>, _ shape: Shape, into columns: inout [Float], _ output: Shape
  ) {
    let (height, width) = (shape[1], shape[2])
    var next = 0
    for channel in 0..<inChannels {
      for ky in 0..<kernelHeight {
        for kx in 0..<kernelWidth {
          for oy in 0..<output[1] {
            let y = oy * stride + ky - padding
            let line = image.startIndex + (channel * height + y) * width
            for ox in 0..<output[2] {
              let x = ox * stride + kx - padding
              let isInside = y >= 0 && y < height && x >= 0 && x < width
              columns[next] = isInside ? image[line + x] : 0
              next += 1
            }
          }
        }
      }
    }
  }
}
