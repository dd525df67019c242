import CKernels

/// A convolution over channels-last images, with what may be fused into it.
struct ConvolutionKernel: Sendable {
  /// How the products are done.
  enum Method: Sendable {
    /// F(4x4, 3x3), 36 products a tile; 36 packed matrices `[in, out]`.
    case winograd([Float])
    /// Patches as rows, one product; the packed matrix `[kernel height * kernel width * in, out]`.
    case unfolding([Float])
    /// Few inputs to a cell: summed right from the lines of the input, with the same matrix.
    case direct([Float])
  }

  let module: Conv2d
  let method: Method

  init(_ module: Conv2d) {
    self.module = module
    let is3x3 = module.kernelHeight == 3 && module.kernelWidth == 3 && module.stride == 1
    // The transforms work on 16 channels at a time, and only pay where the product behind them is not tiny.
    let fits = module.inChannels % 16 == 0 && module.outChannels % 16 == 0
    if is3x3 && fits {
      method = .winograd(Self.winogradWeights(module))
    } else {
      let weights = Self.unfoldedWeights(module)
      method = Self.isDirect(module) ? .direct(weights) : .unfolding(weights)
    }
  }

  /// Whether `hk_convolve` can compute it.
  private static func isDirect(_ module: Conv2d) -> Bool {
    let fits = module.outChannels == 16 || module.outChannels % 32 == 0
    return fits && module.inChannels * module.kernelHeight * module.kernelWidth <= 256
  }

  /// Computes the convolution of `input`.
  ///
  /// - Parameters:
  ///   - rectify: whether to read `max(input, 0)` in place of the input: a ReLU that nobody looks at.
  ///   - residual: what to add to the result: a residual connection, when nobody looks at the plain result.
  ///   - kept: the values of the result that the rows differ from, where they are kept.
  func callAsFunction(
    _ input: Activation, rectify: Bool = false, adding residual: Activation? = nil, _ pool: BufferPool,
    on kept: KeptBases.Values? = nil
  ) throws -> Activation {
    let shape = try module.outputShape(of: [input.shape])
    if !isTiled, let residual, kept != nil {
      // Of the bases the sum is kept, and not what it is the sum of.
      return WindowKernels.add(try self(input.whole(pool), rectify: rectify, pool), residual.whole(pool), pool)
    }
    let extent = input.extent.output(of: module.kernelForm, shape: shape, adding: residual?.extent, inTiles: isTiled)
    let output = Activation(extent, in: pool, kept)
    pool.perform(cost(extent, adding: isTiled && residual != nil), scratch: scratchBytes(extent)) {
      switch method {
      case .winograd(let weights): winograd(weights, input, rectify, residual, output, pool)
      case .unfolding(let weights): unfolded(weights, input, rectify, output, pool)
      case .direct(let weights): direct(weights, input, rectify, output, pool)
      }
    }
    guard !isTiled, let residual else { return output }
    return WindowKernels.add(output, residual, pool)
  }

  private static func winogradWeights(_ module: Conv2d) -> [Float] {
    let (inChannels, outChannels) = (module.inChannels, module.outChannels)
    let size = inChannels * outChannels
    let planes = [Float](unsafeUninitializedCapacity: 36 * size) { planes, initialised in
      if let start = planes.baseAddress {
        hk_winograd_kernel(module.weight.scalars, outChannels, inChannels, start)
      }
      initialised = 36 * size
    }
    let packedSize = hk_packed_count(outChannels, inChannels)
    return [Float](unsafeUninitializedCapacity: 36 * packedSize) { packed, initialised in
      planes.withUnsafeBufferPointer { planes in
        guard let from = planes.baseAddress, let to = packed.baseAddress else { return }
        for plane in 0..<36 { hk_pack(from + plane * size, outChannels, inChannels, to + plane * packedSize) }
      }
      initialised = 36 * packedSize
    }
  }

  /// `[out, in, ky, kx]` as `[ky, kx, in, out]`, packed.
  private static func unfoldedWeights(_ module: Conv2d) -> [Float] {
    let (out, channels) = (module.outChannels, module.inChannels)
    let cells = module.kernelHeight * module.kernelWidth
    var weights = [Float](repeating: 0, count: module.weight.shape.count)
    for o in 0..<out {
      for i in 0..<channels {
        for cell in 0..<cells {
          weights[(cell * channels + i) * out + o] = module.weight.scalars[(o * channels + i) * cells + cell]
        }
      }
    }
    return MatrixProduct.packed(weights[...], rows: cells * channels, columns: out)
  }
}

extension ConvolutionKernel {
  /// How many tiles are transformed and multiplied at a time: enough to keep the products busy, few enough for the cache.
  private static let tilesAtOnce = 64

  /// How far apart the planes of patches and of products are, for `tiles` tiles.
  ///
  /// 16 more floats a plane keep the planes from all falling into the same lines of the cache.
  private func planes(_ tiles: Int) -> (patches: Int, products: Int) {
    (tiles * module.inChannels + 16, tiles * module.outChannels + 16)
  }

  private func winograd(
    _ weights: [Float], _ input: Activation, _ rectify: Bool, _ residual: Activation?, _ output: Activation,
    _ pool: BufferPool
  ) {
    let images = output.extent.images
    let count = hk_tiles(output.windows, 0, images, nil)
    guard count > 0 else { return }
    let tiles = [hk_tile](unsafeUninitializedCapacity: count) { tiles, initialised in
      initialised = hk_tiles(output.windows, 0, images, tiles.baseAddress)
    }
    let atOnce = min(count, Self.tilesAtOnce)
    TileConvolution(
      module: module, weights: weights, input: input, rectifies: rectify, residual: residual, output: output,
      tiles: tiles, planes: planes(atOnce), pool: pool
    ).compute(atOnce: atOnce)
  }

  /// The number of floats of patches that are unfolded at a time.
  private static let unfoldedAtOnce = 1 << 17

  private func unfolded(
    _ weights: [Float], _ input: Activation, _ rectify: Bool, _ output: Activation, _ pool: BufferPool
  ) {
    let (patch, outChannels) = (patchSize, module.outChannels)
    var kernel = module.kernelForm
    let atOnce = unfoldedCells
    let patches = pool.buffer(atOnce * patch)
    for row in 0..<output.extent.images {
      var window = output.windows[row]
      let cells = Int(window.height) * Int(window.width)
      for first in stride(from: 0, to: cells, by: atOnce) {
        let count = min(atOnce, cells - first)
        input.withImages {
          hk_unfold(pool.level, $0, row, &window, first, count, &kernel, rectify ? 1 : 0, patches.pointer)
        }
        let target = window.cells + first * outChannels
        MatrixProduct.multiply(patches.pointer, patch, weights, target, count, outChannels, patch, pool)
      }
    }
    hk_add_bias(pool.level, output.pointer, module.bias.scalars, output.extent.cells, outChannels)
  }

  private func direct(
    _ weights: [Float], _ input: Activation, _ rectify: Bool, _ output: Activation, _ pool: BufferPool
  ) {
    let (kernel, bias, size) = (module.kernelForm, module.bias.scalars, lineFloats(output.shape))
    let lines = pool.buffer(BufferPool.mostMembers * size)
    output.divide(pool) { row, window, member in
      var (kernel, window) = (kernel, window)
      input.withImages {
        hk_convolve(
          pool.level, $0, row, &window, &kernel, rectify ? 1 : 0, weights, bias, bias.count,
          lines.pointer + member * size)
      }
    }
    pool.tally?.add(
      multiplyAdds: MatrixProduct.multiplyAdds(output.extent.cells, module.outChannels, patchSize))
  }

  /// The number of floats of the input that one line of the output reads.
  private func lineFloats(_ output: Shape) -> Int {
    module.kernelHeight * ((output[2] - 1) * module.stride + module.kernelWidth) * module.inChannels
  }

  /// The number of inputs that one cell reads.
  private var patchSize: Int { module.inChannels * module.kernelHeight * module.kernelWidth }

  /// How many cells are unfolded at a time.
  private var unfoldedCells: Int { max(64, Self.unfoldedAtOnce / patchSize) }
}

extension ConvolutionKernel {
  /// Whether cells are computed in tiles of 4x4.
  var isTiled: Bool { if case .winograd = method { true } else { false } }

  /// What it costs to compute the output.
  ///
  /// - Parameter residual: whether another value is added to the result while it is written.
  private func cost(_ output: StoredRegions, adding residual: Bool) -> Cost {
    let (inChannels, outChannels) = (module.inChannels, module.outChannels)
    switch method {
    case .winograd:
      let tiles = output.tiles
      // Every patch is read and written once as 36 planes, and read again by the products, which write 36 planes, too.
      let moved = tiles * 36 * (3 * inChannels + 2 * outChannels)
      return Cost(
        multiplyAdds: 36 * MatrixProduct.multiplyAdds(tiles, outChannels, inChannels),
        floatsMoved: moved + output.count * (residual ? 2 : 1))
    case .unfolding:
      let product = MatrixProduct.multiplyAdds(output.cells, outChannels, patchSize)
      return Cost(multiplyAdds: product, floatsMoved: output.cells * 3 * patchSize + 3 * output.count)
    case .direct:
      let product = MatrixProduct.multiplyAdds(output.cells, outChannels, patchSize)
      let read = output.cells * module.kernelHeight * module.stride * inChannels
      return Cost(multiplyAdds: product, floatsMoved: 2 * read + output.count)
    }
  }

  /// The most bytes of memory that it needs beside input and output.
  ///
  /// - Parameter output: the shape of a row of the output.
  func mostScratchBytes(_ output: Shape) -> Int { scratchBytes(output, tiles: Self.tilesAtOnce) }

  /// The bytes of memory that it needs beside input and output.
  private func scratchBytes(_ output: StoredRegions) -> Int {
    scratchBytes(output.shape, tiles: min(output.tiles, Self.tilesAtOnce))
  }

  /// - Parameter tiles: how many are computed at once, where cells are computed in tiles.
  private func scratchBytes(_ output: Shape, tiles: Int) -> Int {
    switch method {
    case .winograd:
      let planes = planes(tiles)
      return tiles == 0 ? 0 : BufferPool.bytes(36 * planes.patches) + BufferPool.bytes(36 * planes.products)
    case .unfolding: return BufferPool.bytes(unfoldedCells * patchSize)
    case .direct: return BufferPool.bytes(BufferPool.mostMembers * lineFloats(output))
    }
  }
}
