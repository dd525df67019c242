import CKernels

/// The kernels that slide or go element by element over windows. Each makes the windows of its output, and fills them.
enum WindowKernels {
  static func maxPool(
    _ input: Activation, _ module: MaxPool2d, shape: Shape, _ pool: BufferPool, on kept: KeptBases.Values? = nil
  ) -> Activation {
    let kernel = module.kernelForm
    let output = Activation(input.extent.pooled(by: kernel, shape: shape), in: pool, kept)
    pool.perform(output.extent.moved(from: input.extent)) {
      output.divide(pool) { row, window, _ in
        var (kernel, window) = (kernel, window)
        input.withImages { hk_max_pool(pool.level, $0, row, &window, &kernel) }
      }
    }
    return output
  }

  static func add(
    _ first: Activation, _ second: Activation, _ pool: BufferPool, on kept: KeptBases.Values? = nil
  ) -> Activation {
    let output = Activation(first.extent.sum(with: second.extent), in: pool, kept)
    pool.perform(output.extent.moved(from: first.extent, second.extent)) {
      output.divide(pool) { row, window, _ in
        var window = window
        first.withImages { first in
          second.withImages { second in hk_add(pool.level, first, second, row, &window) }
        }
      }
    }
    return output
  }

  static func rectify(_ input: Activation, _ pool: BufferPool, on kept: KeptBases.Values? = nil) -> Activation {
    let output = Activation(input.extent, in: pool, kept)
    pool.perform(output.extent.moved(from: input.extent)) {
      pool.divide(input.extent.count, least: 1 << 14) { part, _ in
        let first = part.lowerBound
        hk_rectify(pool.level, input.pointer + first, part.count, output.pointer + first)
      }
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
