import HookKit

/// The residual network of IMPALA, with the module names of the published maze policies.
///
/// Source: Espeholt et al., "IMPALA: Scalable distributed deep-RL with importance weighted actor-learner architectures"
/// (2018); the names are those of Langosco et al., "Goal misgeneralization in deep reinforcement learning" (2022), with
/// ReLUs and residual additions as modules of their own, as circrl labels them.
public enum Impala: Architecture {
  public static let name = "IMPALA"
  public static let signature = "embedder.block1.conv.weight"

  public static func interface(of graph: ModuleGraph) -> PolicyInterface { PolicyHeads.interface(of: graph) }

  public static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph {
    let channels = signatureShape.rank == 4 ? signatureShape[0] : 0
    guard channels > 0, channels % 16 == 0, channels < 1 << 20, signatureShape == [channels, 3, 3, 3] else {
      throw ArchitectureError.shape(
        parameter: signature, given: signatureShape, wanted: "[16 x scale, 3, 3, 3] for a whole number scale")
    }
    return try graph(scale: channels / 16, from: &parameters)
  }

  /// As wide as the first convolution that takes three channels.
  public static func candidates(among shapes: [Shape]) -> [(name: String, signatureShape: Shape)] {
    let first = shapes.first { $0.rank == 4 && $0[1] == 3 && $0[2] == 3 && $0[0] % 16 == 0 && 1...8 ~= $0[0] / 16 }
    let scale = first.map { $0[0] / 16 } ?? 1
    return [("\(name) of scale \(scale)", [16 * scale, 3, 3, 3])]
  }

  /// The network of a width scale: 1 has 626,256 parameters, 4 has 3,653,136.
  ///
  /// Input: that of ``PolicyInterface/procgen``; outputs `fc_policy_out` `[15]` (logits) and `fc_value_out` `[1]`, whichever of them
  /// there are parameters for.
  public static func graph(scale: Int, from parameters: inout some ParameterSource) throws -> ModuleGraph {
    let form = Form(
      depths: [16 * scale, 32 * scale, 32 * scale], hidden: 256, pooling: MaxPool2d(kernel: 3, stride: 2, padding: 1))
    return try graph(form, from: &parameters)
  }

  /// What differs between networks of this kind.
  struct Form {
    /// The channels of the blocks.
    let depths: [Int]
    /// The units of the layer before the heads.
    let hidden: Int
    /// What halves the image in each block.
    let pooling: MaxPool2d
  }

  /// The network of a form, with the same modules and names whatever it is.
  static func graph(_ form: Form, from parameters: inout some ParameterSource) throws -> ModuleGraph {
    var builder = GraphBuilder(input: interface.observation.shape)
    var value = builder.input
    var channels = 3
    for (number, width) in form.depths.enumerated() {
      value = try block(
        "embedder.block\(number + 1)", from: channels, to: width, form.pooling, value, &builder, &parameters)
      channels = width
    }
    let hidden = try builder.sequence(
      [
        ("embedder.relu3", ReLU()), ("embedder.flatten", Flatten()),
        ("embedder.fc", try parameters.linear("embedder.fc", from: channels * 8 * 8, to: form.hidden)),
        ("embedder.relufc", ReLU()),
      ], from: value)
    try PolicyHeads.add(to: &builder, from: &parameters, hidden, width: form.hidden)
    return builder.graph
  }

  /// A convolution, a pooling that halves the image, and two residual blocks.
  private static func block(
    _ path: String, from inChannels: Int, to channels: Int, _ pooling: MaxPool2d, _ input: GraphBuilder.Value,
    _ builder: inout GraphBuilder, _ parameters: inout some ParameterSource
  ) throws -> GraphBuilder.Value {
    let convolution = try parameters.conv2d("\(path).conv", from: inChannels, to: channels, kernel: 3, padding: 1)
    var value = try builder.sequence(
      [("\(path).conv", convolution), ("\(path).maxpool", pooling)], from: input)
    for name in ["res1", "res2"] { value = try residual("\(path).\(name)", channels, value, &builder, &parameters) }
    return value
  }

  /// `x + conv2(relu2(conv1(relu1(x))))`.
  private static func residual(
    _ path: String, _ channels: Int, _ input: GraphBuilder.Value,
    _ builder: inout GraphBuilder, _ parameters: inout some ParameterSource
  ) throws -> GraphBuilder.Value {
    let branch = try builder.sequence(
      [
        ("\(path).relu1", ReLU()),
        ("\(path).conv1", try parameters.conv2d("\(path).conv1", from: channels, to: channels, kernel: 3, padding: 1)),
        ("\(path).relu2", ReLU()),
        ("\(path).conv2", try parameters.conv2d("\(path).conv2", from: channels, to: channels, kernel: 3, padding: 1)),
      ], from: input)
    return try builder.add("\(path).resadd", Add(), input, branch)
  }
}
