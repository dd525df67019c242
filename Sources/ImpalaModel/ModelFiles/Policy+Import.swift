import HookKit

/// What a network of another program lacks to be a policy: which outputs mean what.
public struct PolicyOutputs: Sendable, Hashable {
  /// The site, module or output of the logits, and that of the value; nil for the only one that can be it.
  public var logits, value: String?
  /// What the logits stand for; nil to number them.
  public var actions: [String]?
  /// Where the numbers of observations are.
  public var range: ClosedRange<Float>
  /// For states that the network is given, by name, the output that is the next one; those with one output of their shape need
  /// not be named.
  public var states: [String: String]

  /// What is known of a network; by default nothing but that observations go from 0 to 1.
  public init(
    logits: String? = nil, value: String? = nil, actions: [String]? = nil, range: ClosedRange<Float> = 0...1,
    states: [String: String] = [:]
  ) {
    (self.logits, self.value, self.actions, self.range) = (logits, value, actions, range)
    self.states = states
  }

  /// The interface of a network.
  ///
  /// - Throws: ``PolicyOutputError`` for outputs that leave a choice.
  public func interface(of network: ImportedNetwork) throws -> PolicyInterface {
    let states = try nextStates(of: network)
    let outputs = network.outputs.filter { output in
      network.graph.outputs.contains(output.site) && !states.contains { $0.next == output }
    }
    let logits = try chosen(
      self.logits, "logits", network, outputs.filter { $0.site.shape.rank == 1 && $0.site.shape[0] > 1 })
    guard let logits else { throw PolicyOutputError.none(outputs: network.outputs.map(Self.text)) }
    let value = try chosen(self.value, "value", network, outputs.filter { $0.site.shape == [1] && $0 != logits })
    let count = logits.site.shape.count
    if let actions, actions.count != count {
      throw PolicyOutputError.actions(given: actions.count, logits: Self.text(logits))
    }
    return PolicyInterface(
      observation: observation(of: network.graph), actions: actions ?? (0..<count).map { "action \($0)" },
      logits: logits.site.name, value: value?.site.name,
      states: states.map { .init(network.graph.path(ofState: $0.state.site), next: $0.next.site.name) })
  }

  /// The output that was named, or the only one that there is to choose from.
  private func chosen(
    _ name: String?, _ role: String, _ network: ImportedNetwork, _ candidates: [ImportedNetwork.Output]
  ) throws -> ImportedNetwork.Output? {
    guard let name else {
      guard candidates.count <= 1 else {
        throw PolicyOutputError.several(role: role, outputs: candidates.map(Self.text))
      }
      return candidates.first
    }
    let site = network.graph.site(named: name)
    guard let found = candidates.first(where: { $0.name == name || $0.site == site }) else {
      throw PolicyOutputError.noOutput(role: role, name: name, outputs: network.outputs.map(Self.text))
    }
    return found
  }

  static func text(_ output: ImportedNetwork.Output) -> String { "\(output.site.name) \(output.site.shape)" }

  /// Pictures whose first reader puts channels first come with channels last.
  private func observation(of graph: ModuleGraph) -> PolicyInterface.Observation {
    let shape = graph.inputShape
    let readers = graph.successors(of: graph.sites[0]).compactMap { graph.maker(ofSite: $0) }
    let isTurned = readers.contains { ($0 as? Transpose)?.order == [2, 0, 1] }
    return .init(shape, in: range, shape.rank != 3 ? .vector : isTurned ? .channelsLast : .channelsFirst)
  }
}

extension ModuleGraph {
  fileprivate func maker(ofSite site: Site) -> (any Module)? { site.index > 0 ? nodes[site.index - 1].module : nil }
}

/// Outputs of a network that do not make a policy.
public enum PolicyOutputError: ExplainedError, Hashable {
  /// No output can be the logits.
  case none(outputs: [String])
  /// Several outputs can be the logits, or the value.
  case several(role: String, outputs: [String])
  /// The output that was named cannot be what it was named for.
  case noOutput(role: String, name: String, outputs: [String])
  /// No state of the network has the name.
  case noState(name: String, known: [String])
  /// No output, or several, can be the next state.
  case nextState(state: String, outputs: [String])
  /// Another number of actions was named than there are logits.
  case actions(given: Int, logits: String)

  public var explanation: Explanation {
    switch self {
    case .none(let outputs):
      Explanation(
        .badData, "the network", "has no output of several numbers that could be logits: \(outputs.listed(most: 6))",
        try: "export a network that returns the logits of its actions, and that computes nothing else from them")
    case .several(let role, let outputs):
      Explanation(
        .usage, "the network", "has several outputs that could be its \(role): \(outputs.listed(most: 6))",
        try: "name one with --\(role)")
    case .noOutput(let role, let name, let outputs):
      Explanation(
        .usage, "--\(role) \(name)", "is no output that can be it", try: "the outputs are \(outputs.listed(most: 6))")
    case .noState(let name, let known):
      Explanation(
        .usage, "--state \(name)=", "the network is given no such state",
        try: known.isEmpty
          ? "it is given observations alone: leave --state out" : "its states are \(known.listed(most: 6))")
    case .nextState(let state, let outputs) where outputs.isEmpty:
      Explanation(
        .badData, "the network", "is given the state \(state), and returns none of its shape",
        try: "return the next state from forward, beside the logits and the value")
    case .nextState(let state, let outputs):
      Explanation(
        .usage, "the network", "is given the state \(state), and several outputs or states are of its shape",
        try:
          "say which output is the next one for each state: --state NAME=OUTPUT; there are \(outputs.listed(most: 6))")
    case .actions(let given, let logits):
      Explanation(
        .usage, "--actions", "names \(given), and the logits are \(logits)", try: "name one for each, in their order")
    }
  }
}
