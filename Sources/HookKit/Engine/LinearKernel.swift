import CKernels

/// A fully connected layer as one matrix product.
struct LinearKernel: Sendable {
  let module: Linear
  /// The transposed weight `[in, out]`, packed.
  private let weights: [Float]

  init(_ module: Linear) {
    self.module = module
    let (out, features) = (module.outFeatures, module.inFeatures)
    var transposed = [Float](repeating: 0, count: out * features)
    for o in 0..<out { for i in 0..<features { transposed[i * out + o] = module.weight.scalars[o * features + i] } }
    weights = MatrixPacking.packed(transposed[...], rows: features, columns: out)
  }

  func callAsFunction(_ input: Activation, _ pool: BufferPool) -> Activation {
    let (out, features) = (module.outFeatures, module.inFeatures)
    let output = Activation(rows: input.rows, shape: [out], in: pool)
    hk_multiply(input.pointer, features, weights, output.pointer, input.rows, out, features)
    hk_add_bias(output.pointer, module.bias.scalars, input.rows, out)
    return output
  }
}

/// The form in which the right factor of a product is kept.
enum MatrixPacking {
  /// A matrix `[rows, columns]` as the product wants it.
  static func packed(_ matrix: ArraySlice<Float>, rows: Int, columns: Int) -> [Float] {
    let count = hk_packed_count(columns, rows)
    return [Float](unsafeUninitializedCapacity: count) { packed, initialised in
      matrix.withUnsafeBufferPointer { hk_pack($0.baseAddress, columns, rows, packed.baseAddress) }
      initialised = count
    }
  }
}
