import CKernels

/// The kernels that slide or go element by element over windows. Each makes the windows of its output, and fills them.
enum WindowKernels {
  static func maxPool(
    _ input: Activation, _ module: MaxPool2d, shape: Shape, _ pool: BufferPool, on kept: KeptBases.Values? = nil
  ) -> Activation {
    var kernel = module.kernelForm
    let output = Activation(input.extent.pooled(by: kernel, shape: shape), in: pool, kept)
    pool.perform(output.extent.moved(from: input.extent)) {
      input.withImages { images in
        for row in 0..<output.extent.images {
          output.withCopy(of: row) { hk_max_pool(pool.level, images, row, $0, &kernel) }
        }
      }
    }
    return output
  }

  static func add(
    _ first: Activation, _ second: Activation, _ pool: BufferPool, on kept: KeptBases.Values? = nil
  ) -> Activation {
    let output = Activation(first.extent.sum(with: second.extent), in: pool, kept)
    pool.perform(output.extent.moved(from: first.extent, second.extent)) {
      first.withImages { first in
        second.withImages { second in
          for row in 0..<output.extent.images {
            output.withCopy(of: row) { hk_add(pool.level, first, second, row, $0) }
          }
        }
      }
    }
    return output
  }

  static func rectify(_ input: Activation, _ pool: BufferPool, on kept: KeptBases.Values? = nil) -> Activation {
    let output = Activation(input.extent, in: pool, kept)
    pool.perform(output.extent.moved(from: input.extent)) {
      hk_rectify(pool.level, input.pointer, input.extent.count, output.pointer)
    }
    return output
  }
}

extension MaxPool2d {
  /// The sliding square as the kernels take it. Where its last places end follows from the shape of the output.
  var kernelForm: hk_kernel { hk_kernel(height: kernel, width: kernel, stride: stride, padding: padding) }
}

extension Conv2d {
  /// The sliding rectangle as the kernels take it.
  var kernelForm: hk_kernel { hk_kernel(height: kernelHeight, width: kernelWidth, stride: stride, padding: padding) }
}
