import CKernels
import COpenBLAS

/// How the engine computes one node: by a kernel of its own, or by the module's definition.
enum Kernel: Sendable {
  case convolution(ConvolutionKernel)
  case linear(LinearKernel)
  case rectify
  case maxPool(MaxPool2d)
  case add
  case flatten
  case definition(any Module)

  /// Chooses the kernel for a module. Parameters are packed here, once for each model.
  init(for module: any Module) {
    switch module {
    case let convolution as Conv2d: self = .convolution(ConvolutionKernel(convolution))
    case let linear as Linear: self = .linear(LinearKernel(linear))
    case is ReLU: self = .rectify
    case let pool as MaxPool2d: self = .maxPool(pool)
    case is Add: self = .add
    case is Flatten: self = .flatten
    default: self = .definition(module)
    }
  }
}

/// A fully connected layer as one matrix product.
struct LinearKernel: Sendable {
  let module: Linear

  init(_ module: Linear) { self.module = module }

  func callAsFunction(_ input: Activation, _ pool: BufferPool) -> Activation {
    let output = Activation(rows: input.rows, shape: [module.outFeatures], in: pool)
    let (rows, out, features) = (Int32(input.rows), Int32(module.outFeatures), Int32(module.inFeatures))
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, rows, out, features, 1, input.pointer, features,
      module.weight.scalars, features, 0, output.pointer, out)
    hk_add_bias(output.pointer, module.bias.scalars, input.rows, module.outFeatures)
    return output
  }
}
