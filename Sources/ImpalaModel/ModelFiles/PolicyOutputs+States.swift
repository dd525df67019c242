import HookKit

extension PolicyOutputs {
  /// A state that a network is given, and the output that is the next one.
  typealias Transition = (state: ImportedNetwork.Output, next: ImportedNetwork.Output)

  /// For each state the output that was named for it, or the only one of its shape that is not another state's.
  ///
  /// - Throws: ``PolicyOutputError`` for names that are none, and for states that leave a choice.
  func nextStates(of network: ImportedNetwork) throws -> [Transition] {
    let known = network.states.map(\.name)
    for name in states.keys.sorted() where !known.contains(name) {
      throw PolicyOutputError.noState(name: name, known: network.states.map(Self.stateText))
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
        throw PolicyOutputError.nextState(state: Self.stateText(state), outputs: free.map(Self.text))
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
      throw PolicyOutputError.noOutput(
        role: "state \(state.name)=", name: name, outputs: network.outputs.map(Self.text))
    }
    return found
  }

  /// Whether an output was named as the logits or the value.
  private func isHead(_ output: ImportedNetwork.Output, of network: ImportedNetwork) -> Bool {
    [logits, value].compactMap(\.self).contains { $0 == output.name || network.graph.site(named: $0) == output.site }
  }

  private static func stateText(_ state: ImportedNetwork.Output) -> String { "\(state.name) \(state.site.shape)" }
}
