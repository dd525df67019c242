import CKernels

/// The kernels that slide or go element by element over windows. Each makes the windows of its output, and fills them.
enum WindowKernels {
  /// The windows of the output of a sliding kernel; whole rows where that costs hardly more.
  ///
  /// - Parameter residual: what will be added to the output. Windows cover where either differs from its base; a sum
  ///   with rows that have no base has none.
  static func output(
    of input: Activation, _ kernel: hk_kernel, shape: Shape, adding residual: Activation? = nil, _ pool: BufferPool
  ) -> Activation {
    guard input.hasBase, residual?.hasBase ?? true else { return Activation(rows: input.rows, shape: shape, in: pool) }
    var rects = input.rects.map { $0.reach(of: kernel, in: shape) }
    if let residual { rects = zip(rects, residual.rects).map { $0.union($1) } }
    return output(rows: input.rows, shape: shape, rects: rects, pool)
  }

  /// Above this part of all tiles, differences from a base are no longer worth their while.
  private static let largestPart = 0.9

  private static func output(rows: Int, shape: Shape, rects: [Rect]?, _ pool: BufferPool) -> Activation {
    guard let rects else { return Activation(rows: rows, shape: shape, in: pool) }
    let tiles = rects.dropLast().reduce(0) { $0 + $1.tiles }
    let isSmall = Double(tiles) <= largestPart * Double(rows * Rect.whole(shape).tiles)
    return isSmall
      ? Activation(rows: rows, shape: shape, rects: rects, in: pool) : Activation(rows: rows, shape: shape, in: pool)
  }

  static func maxPool(_ input: Activation, _ module: MaxPool2d, shape: Shape, _ pool: BufferPool) -> Activation {
    var kernel = hk_kernel(
      height: module.kernel, width: module.kernel, stride: module.stride, padding: module.padding)
    let output = output(of: input, kernel, shape: shape, pool)
    input.withImages { images in
      for row in output.windows.indices { output.withCopy(of: row) { hk_max_pool(images, row, $0, &kernel) } }
    }
    return output
  }

  static func add(_ first: Activation, _ second: Activation, _ pool: BufferPool) -> Activation {
    let isRelated = first.hasBase && second.hasBase
    let rects = isRelated ? zip(first.rects, second.rects).map { $0.union($1) } : nil
    let output = output(rows: first.rows, shape: first.shape, rects: rects, pool)
    first.withImages { first in
      second.withImages { second in
        for row in output.windows.indices { output.withCopy(of: row) { hk_add(first, second, row, $0) } }
      }
    }
    return output
  }

  static func rectify(_ input: Activation, _ pool: BufferPool) -> Activation {
    let output = Activation(rows: input.rows, shape: input.shape, rects: input.rects, in: pool)
    hk_rectify(input.pointer, input.storedCount, output.pointer)
    return output
  }
}
