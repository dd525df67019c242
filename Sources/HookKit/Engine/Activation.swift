import CKernels

/// A value of some rows as the kernels keep it: images channels-last, `[rows, height, width, channels]`, all else row-major.
struct Activation: Sendable {
  let buffer: Buffer
  let rows: Int
  /// The shape of one row as the rest of HookKit sees it: `[channels, height, width]` for images.
  let shape: Shape

  var pointer: UnsafeMutablePointer<Float> { buffer.pointer }
  var count: Int { rows * shape.count }
  var isImage: Bool { shape.rank == 3 }

  init(rows: Int, shape: Shape, in pool: BufferPool) {
    buffer = pool.buffer(rows * shape.count)
    self.rows = rows
    self.shape = shape
  }

  /// The kernels' form of a tensor `[N, ...]`.
  init(_ tensor: Tensor, in pool: BufferPool) {
    self.init(rows: tensor.rows, shape: tensor.shape.row, in: pool)
    tensor.withUnsafeScalars { scalars in
      guard let source = scalars.baseAddress else { return }
      if isImage {
        hk_to_channels_last(source, rows, shape[0], shape[1] * shape[2], pointer)
      } else {
        pointer.update(from: source, count: count)
      }
    }
  }

  /// The tensor `[N, ...]` of this value.
  var tensor: Tensor {
    Tensor(shape: shape.batched(rows)) { scalars in
      guard let target = scalars.baseAddress else { return }
      if isImage {
        hk_to_channels_first(pointer, rows, shape[0], shape[1] * shape[2], target)
      } else {
        target.update(from: pointer, count: count)
      }
    }
  }
}
