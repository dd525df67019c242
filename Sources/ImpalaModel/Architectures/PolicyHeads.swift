import HookKit

/// What stands at the end of a policy network: the actions' logits and the state's value, and before them the memory of a
/// recurrent one.
public enum PolicyHeads {
  /// Adds the memory where a checkpoint has one, then `fc_policy` and `fc_value`, of which it may lack one: an actor or a critic
  /// that was saved alone.
  ///
  /// - Parameter width: the number of hidden units that they read.
  static func add(
    to builder: inout GraphBuilder, from parameters: inout some ParameterSource, _ hidden: GraphBuilder.Value,
    width: Int
  ) throws {
    let hidden = try addMemory(to: &builder, from: &parameters, hidden, width: width) ?? hidden
    let heads = [("fc_policy", PolicyInterface.procgen.actions.count), ("fc_value", 1)]
    let present = heads.filter { parameters.contains("\($0.0).weight") }
    // Without either it is no policy, and both are reported as missing.
    for (path, size) in present.isEmpty ? heads : present {
      try builder.add(path, try parameters.linear(path, from: width, to: size), hidden)
    }
  }

  /// A GRU of one layer, as policies that were trained with `recurrent: True` have it; nil for any other.
  ///
  /// Its parameters have the names of `nn.GRU`, `gru.gru.weight_ih_l0` and so on. Source: `CategoricalPolicy` of
  /// train-procgen-pytorch (Lee, 2020), with which the published maze policies were trained.
  private static func addMemory(
    to builder: inout GraphBuilder, from parameters: inout some ParameterSource, _ hidden: GraphBuilder.Value,
    width: Int
  ) throws -> GraphBuilder.Value? {
    guard parameters.hasExtra("\(memory).weight_ih_l0") else { return nil }
    let (weights, biases) = (Shape([3 * width, width]), Shape([3 * width]))
    let cell = GRUCell(
      weightIH: try parameters.tensor("\(memory).weight_ih_l0", shape: weights),
      weightHH: try parameters.tensor("\(memory).weight_hh_l0", shape: weights),
      biasIH: try parameters.tensor("\(memory).bias_ih_l0", shape: biases),
      biasHH: try parameters.tensor("\(memory).bias_hh_l0", shape: biases))
    let state = try builder.add(state, RecurrentState([width]), builder.input)
    return try builder.add(memory, cell, hidden, state)
  }

  private static let memory = "gru.gru"
  private static let state = "gru.state"

  /// The interface of procgen policies, with the state of a recurrent one.
  static func interface(of graph: ModuleGraph) -> PolicyInterface {
    graph[memory] == nil ? .procgen : .procgen.with(states: [.init(state, next: "\(memory)_out")])
  }
}
