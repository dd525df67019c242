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
  /// - Throws: `Fault` for outputs that leave a choice.
  public func interface(of network: ImportedNetwork) throws -> PolicyInterface {
    let states = try nextStates(of: network)
    let outputs = network.outputs.filter { output in
      network.graph.outputs.contains(output.site) && !states.contains { $0.next == output }
    }
    let logits = try chosen(
      self.logits, "logits", network, outputs.filter { $0.site.shape.rank == 1 && $0.site.shape[0] > 1 })
    guard let logits else {
      throw Fault(
        .badData, "the network",
        "has no output of several numbers that could be logits: \(Self.list(network.outputs))",
        try: "export a network that returns the logits of its actions, and that computes nothing else from them")
    }
    let value = try chosen(self.value, "value", network, outputs.filter { $0.site.shape == [1] && $0 != logits })
    let count = logits.site.shape.count
    if let actions, actions.count != count {
      throw Fault(
        .usage, "--actions", "names \(actions.count), and the logits are \(Self.text(logits))",
        try: "name one for each, in their order")
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
        throw Fault(
          .usage, "the network", "has several outputs that could be its \(role): \(Self.list(candidates))",
          try: "name one with --\(role)")
      }
      return candidates.first
    }
    let site = network.graph.site(named: name)
    guard let found = candidates.first(where: { $0.name == name || $0.site == site }) else {
      throw Self.noOutput("\(role) \(name)", of: network)
    }
    return found
  }

  /// An output was named that cannot be what it was named for.
  static func noOutput(_ option: String, of network: ImportedNetwork) -> Fault {
    Fault(.usage, "--\(option)", "is no output that can be it", try: "the outputs are \(list(network.outputs))")
  }

  static func list(_ outputs: [ImportedNetwork.Output]) -> String { outputs.map(text).listed(most: 6) }

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
