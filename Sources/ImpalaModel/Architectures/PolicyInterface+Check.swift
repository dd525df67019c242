import HookKit

extension PolicyInterface {
  /// Checks that a network takes and gives what it says. An output may be missing altogether, as in an actor or a critic that
  /// was saved alone.
  ///
  /// - Throws: ``ArchitectureError``.
  func check(_ graph: ModuleGraph, _ name: String) throws(ArchitectureError) {
    guard graph.inputShape == observation.shape else {
      throw .interface(
        name, what: "observation", given: "\(graph.inputShape)", wanted: "\(observation.shape)")
    }
    for (site, size) in [(logits, actions.count), (value ?? "", 1)] {
      let shape = Shape([size])
      guard let found = graph.site(named: site)?.shape, found != shape else { continue }
      throw .interface(name, what: "site \(site)", given: "\(found)", wanted: "\(shape)")
    }
    if let fault = stateFault(in: graph) { throw .states(name, problem: fault) }
  }
}
