import HookKit

/// Parameters of baselines' network, by the names and in the order of axes that ``Impala`` asks for.
///
/// TensorFlow has kernels as `[height, width, in, out]`, matrices as `[in, out]`, and flattens images with channels last.
struct BaselinesParameters<Source: ParameterSource>: ParameterSource {
  /// Where they come from.
  var parameters: Source

  init(_ parameters: Source) { self.parameters = parameters }

  mutating func tensor(_ name: String, shape: Shape) throws -> Tensor {
    let file = BaselinesNames.file(name) ?? name
    guard name.hasSuffix(".weight") else { return try parameters.tensor(file, shape: shape) }
    if shape.rank == 4 {
      let theirs = try parameters.tensor(file, shape: [shape[2], shape[3], shape[1], shape[0]])
      return try theirs.permuted([3, 2, 0, 1])
    }
    let theirs = try parameters.tensor(file, shape: [shape[1], shape[0]])
    guard file == BaselinesNames.dense + "/kernel" else { return try theirs.permuted([1, 0]) }
    let image = Shape([BaselinesNames.side, BaselinesNames.side, shape[1] / BaselinesNames.cells, shape[0]])
    return try theirs.reshaped(image).permuted([3, 2, 0, 1]).reshaped(shape)
  }

  func contains(_ name: String) -> Bool { BaselinesNames.file(name).map(parameters.contains) ?? false }

  mutating func ignore(_ name: String) { parameters.ignore(BaselinesNames.file(name) ?? name) }
}

/// The names of baselines' network.
enum BaselinesNames {
  /// The layer that reads the flattened image, after the fifteen convolutions.
  static let dense = "pi/layer_15"
  /// The side of that image, and its cells.
  static let (side, cells) = (8, 64)

  /// The name in the file of a parameter of ``Impala``; nil for one that baselines' network does not have.
  static func file(_ name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), let scope = scopes[String(name[..<dot])] else { return nil }
    let isWeight = name[dot...] == ".weight"
    let isHead = !scope.contains("layer_")
    return scope + (isHead ? (isWeight ? "/w" : "/b") : (isWeight ? "/kernel" : "/bias"))
  }

  /// The scope of every module that has parameters; convolutions are counted in the order of computation.
  private static let scopes: [String: String] = {
    var modules: [String] = []
    for block in 1...3 {
      modules.append("embedder.block\(block).conv")
      for residual in ["res1", "res2"] {
        modules += ["conv1", "conv2"].map { "embedder.block\(block).\(residual).\($0)" }
      }
    }
    let layers = modules.enumerated().map { ($1, "pi/layer_\($0)") }
    return Dictionary(
      uniqueKeysWithValues: layers + [("embedder.fc", dense), ("fc_policy", "pi"), ("fc_value", "vf")])
  }()
}

extension Tensor {
  /// Axis `k` of the result is axis `order[k]`.
  fileprivate func permuted(_ order: [Int]) throws -> Tensor {
    let result = try Transpose(order).forward([reshaped(shape.batched(1))])
    return result.reshaped(result.shape.row)
  }
}
