import HookKit

extension PolicyInterface {
  /// Something that a recurrent policy remembers: zeros at an episode's start, then what the step before has made.
  public struct State: Sendable, Hashable {
    /// The path of the `RecurrentState` that gives it to the network.
    public let path: String
    /// The site of the state for the next step, of the same shape.
    public let next: String

    /// A state that is given at one site and comes out at another.
    public init(_ path: String, next: String) { (self.path, self.next) = (path, next) }
  }

  /// Each state with its shape, and the site that it becomes: "h [64], then gru_out".
  public func stateTexts(in graph: ModuleGraph) -> [String] {
    states.map { "\($0.path) \(graph.state(at: $0.path)?.shape.description ?? ""), then \($0.next)" }
  }

  /// What is wrong with the states, in the words of an error; nil where each is given and comes out in one shape, and the
  /// network has no others.
  func stateFault(in graph: ModuleGraph) -> String? {
    let given = graph.states.map(graph.path(ofState:))
    guard Set(given) == Set(states.map(\.path)), given.count == states.count else {
      return
        "is given the states \(given.listed(most: 4)), and the interface says \(states.map(\.path).listed(most: 4))"
    }
    for state in states {
      guard let site = graph.state(at: state.path), let next = graph.site(named: state.next), next.name == state.next,
        site.shape == next.shape
      else { return "has no site \"\(state.next)\" of the shape of the state \"\(state.path)\"" }
    }
    return nil
  }
}
