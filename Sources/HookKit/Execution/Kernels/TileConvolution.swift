import CKernels

/// A convolution in tiles of 4x4 cells, F(4x4, 3x3): patches are transformed, multiplied plane by plane, and transformed back.
///
/// A class, as its steps are many and short: copies of a structure would count references that all threads share.
final class TileConvolution: Sendable {
  let module: Conv2d
  /// 36 packed matrices `[in, out]`.
  let weights: [Float]
  let input: Activation
  /// Whether `max(input, 0)` is read in place of the input.
  let rectifies: Bool
  /// What is added to the result.
  let residual: Activation?
  let output: Activation
  let tiles: [hk_tile]
  private let patches, products: Buffer
  private let planes: (patches: Int, products: Int)
  private let zeros: [Float]
  private let pool: BufferPool

  /// - Parameter planes: how far apart the planes of patches and of products are.
  init(
    module: Conv2d, weights: [Float], input: Activation, rectifies: Bool, residual: Activation?, output: Activation,
    tiles: [hk_tile], planes: (patches: Int, products: Int), pool: BufferPool
  ) {
    (self.module, self.weights, self.input, self.rectifies) = (module, weights, input, rectifies)
    (self.residual, self.output, self.tiles, self.planes, self.pool) = (residual, output, tiles, planes, pool)
    patches = pool.buffer(36 * planes.patches)
    products = pool.buffer(36 * planes.products)
    zeros = [Float](repeating: 0, count: module.inChannels)
  }

  /// Computes all tiles, of which the planes have room for `atOnce`.
  func compute(atOnce: Int) {
    guard let team = pool.team else {
      for first in stride(from: 0, to: tiles.count, by: atOnce) {
        compute(first..<min(first + atOnce, tiles.count), at: 0)
      }
      return
    }
    // Many tiles are divided, each member with its own places in the planes. Of few the steps are divided: then no member
    // reads all weights.
    if tiles.count > atOnce {
      let size = atOnce / team.size
      team.each((tiles.count + size - 1) / size) { [self] index, member in
        compute(index * size..<min((index + 1) * size, tiles.count), at: member * size)
      }
      return
    }
    let count = tiles.count
    pool.divide(count, least: 8) { [self] part, _ in transform(part, at: part.lowerBound) }
    pool.divide(36, least: 2) { [self] planes, _ in multiply(planes, count, at: 0) }
    pool.divide(count, least: 8) { [self] part, _ in finish(part, at: part.lowerBound) }
  }

  /// All steps of some tiles, from a place of the planes on.
  private func compute(_ part: Range<Int>, at place: Int) {
    transform(part, at: place)
    multiply(0..<36, part.count, at: place)
    finish(part, at: place)
  }

  /// The patches that some tiles read, transformed, from a place of the planes on.
  private func transform(_ part: Range<Int>, at place: Int) {
    tiles[part].withUnsafeBufferPointer { part in
      input.withImages {
        hk_winograd_input(
          pool.level, $0, part.baseAddress, part.count, module.padding, rectifies ? 1 : 0, zeros,
          patches.pointer + place * module.inChannels, planes.patches)
      }
    }
  }

  /// The products of some of the 36 planes, of `count` tiles.
  private func multiply(_ which: Range<Int>, _ count: Int, at place: Int) {
    let (inChannels, outChannels) = (module.inChannels, module.outChannels)
    let size = hk_packed_count(outChannels, inChannels)
    weights.withUnsafeBufferPointer { weights in
      guard let start = weights.baseAddress else { return }
      for plane in which {
        MatrixProduct.multiply(
          patches.pointer + plane * planes.patches + place * inChannels, inChannels, start + plane * size,
          products.pointer + plane * planes.products + place * outChannels, count, outChannels, inChannels, pool)
      }
    }
  }

  /// The cells of some tiles, whose products are at a place of the planes.
  private func finish(_ part: Range<Int>, at place: Int) {
    tiles[part].withUnsafeBufferPointer { part in
      output.withImages { output in
        let finish = { [self] (residual: UnsafePointer<hk_images>?) in
          hk_winograd_output(
            pool.level, products.pointer + place * module.outChannels, planes.products, part.baseAddress, part.count,
            module.bias.scalars, residual, output)
        }
        if let residual { residual.withImages(finish) } else { finish(nil) }
      }
    }
  }
}
