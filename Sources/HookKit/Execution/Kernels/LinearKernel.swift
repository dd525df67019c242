import CKernels

/// A fully connected layer as one matrix product.
struct LinearKernel: Sendable {
  let module: Linear
  /// The transposed weight `[in, out]`, packed.
  private let weights: [Float]

  init(_ module: Linear) {
    self.module = module
    weights = MatrixProduct.packed(
      transposed: module.weight.scalars, rows: module.inFeatures, columns: module.outFeatures)
  }

  func callAsFunction(_ input: Activation, _ pool: BufferPool) -> Activation {
    let out = module.outFeatures
    let output = Activation(StoredRegions(rows: input.rows, shape: [out]), in: pool)
    pool.perform(cost(rows: input.rows)) {
      multiply(input, output, pool)
      hk_add_bias(pool.level, output.pointer, module.bias.scalars, input.rows, out)
    }
    return output
  }

  private func multiply(_ input: Activation, _ output: Activation, _ pool: BufferPool) {
    let (out, features, width) = (module.outFeatures, module.inFeatures, hk_panel_width(module.outFeatures))
    guard input.rows == 1, out % width == 0 else {
      return MatrixProduct.multiply(input.pointer, features, weights, output.pointer, input.rows, out, features, pool)
    }
    pool.divide(out / width, least: max(1, Self.leastPart / (width * features))) { [weights] panels, _ in
      let column = panels.lowerBound * width
      weights.withUnsafeBufferPointer { weights in
        guard let start = weights.baseAddress else { return }
        MatrixProduct.multiply(
          input.pointer, features, start + column * features, output.pointer + column, 1, panels.count * width,
          features, pool)
      }
    }
  }

  /// The least number of weights of a part that is worth handing over.
  private static let leastPart = 1 << 15

  /// What it costs to compute so many rows.
  private func cost(rows: Int) -> Cost {
    let (out, features) = (module.outFeatures, module.inFeatures)
    return Cost(
      multiplyAdds: MatrixProduct.multiplyAdds(rows, out, features),
      floatsMoved: rows * (features + 2 * out) + out * features)
  }
}
