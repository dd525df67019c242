import HookKit

extension PolicyOutputs {
  /// A state that a network is given, and the output that is the next one.
  typealias Transition = (state: ImportedNetwork.Output, next: ImportedNetwork.Output)

  /// For each state the output that was named for it, or the only one of its shape that is not another state's.
  ///
  /// - Throws: `Fault` for names that are none, and for states that leave a choice.
  func nextStates(of network: ImportedNetwork) throws -> [Transition] {
    let known = network.states.map(\.name)
    for name in states.keys.sorted() where !known.contains(name) {
      throw Fault(
        .usage, "--state \(name)=", "the network is given no such state",
        try: known.isEmpty
          ? "it is given observations alone: leave --state out"
          : "its states are \(network.states.map(Self.stateText).listed(most: 6))")
    }
    var transitions = try network.states.compactMap { state in
      try states[state.name].map { (state: state, next: try output($0, of: network, for: state)) }
    }
    for state in network.states where states[state.name] == nil {
      let alike = network.states.filter { $0.site.shape == state.site.shape && states[$0.name] == nil }
      let free = network.outputs.filter { output in
        output.site.shape == state.site.shape && !isHead(output, of: network)
          && !transitions.contains { $0.next == output }
      }
      guard alike.count == 1, free.count == 1 else {
        throw Self.fault(Self.stateText(state), free)
      }
      transitions.append((state, free[0]))
    }
    return network.states.compactMap { state in transitions.first { $0.state == state } }
  }

  private func output(
    _ name: String, of network: ImportedNetwork, for state: ImportedNetwork.Output
  ) throws -> ImportedNetwork.Output {
    let site = network.graph.site(named: name)
    guard let found = network.outputs.first(where: { $0.name == name || $0.site == site }),
      found.site.shape == state.site.shape
    else {
      throw Self.noOutput("state \(state.name)= \(name)", of: network)
    }
    return found
  }

  /// Whether an output was named as the logits or the value.
  private func isHead(_ output: ImportedNetwork.Output, of network: ImportedNetwork) -> Bool {
    [logits, value].compactMap(\.self).contains { $0 == output.name || network.graph.site(named: $0) == output.site }
  }

  private static func stateText(_ state: ImportedNetwork.Output) -> String { "\(state.name) \(state.site.shape)" }

  /// No output, or several, can be the next state.
  private static func fault(_ state: String, _ outputs: [ImportedNetwork.Output]) -> Fault {
    outputs.isEmpty
      ? Fault(
        .badData, "the network", "is given the state \(state), and returns none of its shape",
        try: "return the next state from forward, beside the logits and the value")
      : Fault(
        .usage, "the network", "is given the state \(state), and several outputs or states are of its shape",
        try: "say which output is the next one for each state: --state NAME=OUTPUT; there are \(list(outputs))")
  }
}
