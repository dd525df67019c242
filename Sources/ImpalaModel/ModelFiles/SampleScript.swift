import HookKit

/// The Python that exports a network and writes samples of it.
public struct SampleScript: Sendable {
  private let observation: PolicyInterface.Observation
  private let hasValue: Bool
  /// The shape of each state.
  private let states: [Shape]

  /// The lines for a network with an interface.
  public init(_ interface: PolicyInterface, of graph: ModuleGraph) {
    (observation, hasValue) = (interface.observation, interface.value != nil)
    states = interface.states.compactMap { graph.state(at: $0.path)?.shape }
  }

  /// "state0, state1", each after a comma.
  private func names(_ kind: String) -> String { states.indices.map { ", \(kind)\($0)" }.joined() }

  private func pairs(_ kind: String) -> String {
    states.indices.map { ", \"\(kind)\($0)\": \(kind)\($0)" }.joined()
  }

  private var stateLines: String {
    states.enumerated().map { number, shape in
      "\nstate\(number) = torch.randn(16, \(shape.sizes.map(String.init).joined(separator: ", ")))"
    }.joined()
  }

  /// The lines.
  public var text: String {
    let sizes = observation.shape.sizes.map(String.init).joined(separator: ", ")
    let scale = observation.range == 0...1 ? "" : " * \(observation.range.upperBound)"
    let inputs = "observations\(names("state"))"
    return """
      import numpy as np, torch
      from my_code import network                   # your torch.nn.Module, trained
      network = network.eval().float()
      observations = torch.rand(16, \(sizes))\(scale)  # better: some that it has seen\(stateLines)
      with torch.no_grad():
          \(hasValue ? "logits, value" : "logits")\(names("next")) = network(\(inputs))
      arrays = {"observations": observations, "logits": logits\(hasValue ? ", \"value\": value" : "")\(pairs("state"))\(pairs("next"))}
      np.savez("samples.npz", **{name: array.numpy() for name, array in arrays.items()})
      batch = torch.export.Dim("batch")
      shapes = (\(states.map { _ in "{0: batch}, " }.joined()){0: batch},)
      exported = torch.export.export(network, (\(inputs),), dynamic_shapes=shapes)
      torch.export.save(exported, "policy.pt2")
      """
  }
}
