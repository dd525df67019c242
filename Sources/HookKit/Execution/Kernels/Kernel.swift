/// How the engine computes one node: by a kernel of its own, or by the module's definition.
enum Kernel: Sendable {
  case convolution(ConvolutionKernel)
  case linear(LinearKernel)
  case rectify
  case maxPool(MaxPool2d)
  case add
  case flatten
  /// What one module sees of a value: the value itself.
  case passOn
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
    case is EdgeValue: self = .passOn
    default: self = .definition(module)
    }
  }
}
