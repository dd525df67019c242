/// A module that files of models can hold: its kind by name, its settings as JSON, its parameters beside them.
protocol GraphModule: Module {
  /// What files call it.
  static var kind: String { get }

  /// What it was made with, apart from its parameters.
  var settings: [JSONValue.Member] { get }

  /// The module that a file describes.
  ///
  /// - Throws: `Fault` for settings and parameters that it cannot have; preconditions are checked here.
  init(_ description: inout ModuleDescription) throws
}

extension GraphModule {
  static var kind: String { "\(Self.self)" }
  var settings: [JSONValue.Member] { [] }
}

/// The kinds of modules that files of models can hold.
enum GraphModules {
  static let all: [any GraphModule.Type] = [
    Conv2d.self, Linear.self, BatchNorm.self, LayerNorm.self, MaxPool2d.self, AveragePool2d.self,
    AdaptiveAveragePool2d.self, ReLU.self, LeakyReLU.self, ELU.self, GELU.self, Sigmoid.self, Tanh.self, Softmax.self,
    Affine.self, Add.self, Subtract.self, Multiply.self, Flatten.self, Reshape.self, Transpose.self, Concat.self,
    Narrow.self, Constant.self, RecurrentState.self, GRUCell.self, LSTMCell.self,
  ]

  static let byKind = Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })
}
