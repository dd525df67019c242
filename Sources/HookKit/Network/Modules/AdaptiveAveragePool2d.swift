/// Average pooling to a size, whatever that of the image is, as PyTorch's `nn.AdaptiveAvgPool2d`: cell `i` of `n` is the mean
/// of the lines from `floor(i * size / n)` up to `ceil((i + 1) * size / n)`.
public struct AdaptiveAveragePool2d: Module {
  /// The height of the result, in cells.
  public let height: Int
  /// The width of the result, in cells.
  public let width: Int

  /// Pooling to `height` by `width` cells, whatever the image measures.
  ///
  /// - Precondition: both sizes are positive.
  public init(height: Int, width: Int) {
    precondition(height > 0 && width > 0, "\(height)x\(width)")
    (self.height, self.width) = (height, width)
  }

  public var isAffine: Bool { true }
  public var description: String { "AdaptiveAveragePool2d(\(height), \(width))" }

  public func outputShape(of rows: [Shape]) throws -> Shape {
    let (channels, height, width) = try imageSizes(rows[0])
    guard height > 0, width > 0 else { throw ModuleError(self, "an image of \(height)x\(width) has no cells") }
    return [channels, self.height, self.width]
  }

  public func forward(_ inputs: [Tensor]) throws -> Tensor {
    let row = inputs[0].shape.row
    _ = try outputShape(of: [row])
    return inputs[0].averaged(over: Self.cells(height, row[1]), Self.cells(width, row[2]), counting: nil)
  }

  public func cellSources(of rows: [Shape]) -> CellSources {
    .windows(lines: Self.cells(height, rows[0][1]), columns: Self.cells(width, rows[0][2]))
  }

  /// The cells of an axis of `size` that each of `count` means is over.
  private static func cells(_ count: Int, _ size: Int) -> [Range<Int>] {
    (0..<count).map { $0 * size / count..<(($0 + 1) * size + count - 1) / count }
  }
}
