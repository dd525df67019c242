import Experiments

/// A small policy with batch normalisation and average pooling: `hookctl --plugin Plugins/Additions compare --model my.npz`.
public enum PooledNet: Architecture {
  public static let name = "PooledNet"
  public static let signature = "stem.weight"

  public static let interface = PolicyInterface(
    observation: PolicyInterface.procgen.observation, actions: PolicyInterface.procgen.actions, logits: "policy_out",
    value: "value_out")

  public static func graph(from parameters: inout some ParameterSource, signatureShape: Shape) throws -> ModuleGraph {
    let width = signatureShape[0]
    guard (1...1024).contains(width), signatureShape == [width, 3, 5, 5] else {
      throw ArchitectureError.shape(parameter: signature, given: signatureShape, wanted: "[width, 3, 5, 5]")
    }
    var builder = GraphBuilder(input: interface.observation.shape)
    let hidden = try builder.sequence(
      [
        ("stem", try parameters.conv2d("stem", from: 3, to: width, kernel: 5, stride: 4, padding: 2)),
        ("norm", try parameters.batchNorm("norm", width)), ("rectifier", ELU()),
        ("pool", AdaptiveAveragePool2d(height: 4, width: 4)), ("flatten", Flatten()),
        ("hidden", try parameters.linear("hidden", from: width * 16, to: 64)), ("bend", Tanh()),
      ], from: builder.input)
    try builder.add("policy", try parameters.linear("policy", from: 64, to: interface.actions.count), hidden)
    try builder.add("value", try parameters.linear("value", from: 64, to: 1), hidden)
    return builder.graph
  }
}
