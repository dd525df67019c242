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
    let (out, features) = (module.outFeatures, module.inFeatures)
    let output = Activation(StoredRegions(rows: input.rows, shape: [out]), in: pool)
    pool.perform(work(rows: input.rows)) {
      MatrixProduct.multiply(input.pointer, features, weights, output.pointer, input.rows, out, features, pool)
      hk_add_bias(pool.level, output.pointer, module.bias.scalars, input.rows, out)
    }
    return output
  }

  /// What it costs to compute so many rows.
  private func work(rows: Int) -> Cost {
    let (out, features) = (module.outFeatures, module.inFeatures)
    return Cost(
      multiplyAdds: MatrixProduct.multiplyAdds(rows, out, features),
      floatsMoved: rows * (features + 2 * out) + out * features)
  }
}
