/// What the engine keeps with a graph: its kernels with their packed parameters, made when the graph is first run, and memory.
final class EngineState: Sendable {
  private let kernels = Locked<[Kernel]?>(nil)
  /// What runs have left, for the next ones.
  let memory = FreeMemory()

  func kernels(for graph: ModuleGraph) -> [Kernel] {
    var own = ownKernels(of: graph)[...]
    return graph.nodes.map { node in node.module is EdgeValue ? .passOn : own.removeFirst() }
  }

  /// Those of all modules but edges, which are the same whichever edges are shown.
  private func ownKernels(of graph: ModuleGraph) -> [Kernel] {
    kernels.withLock { kernels in
      if let kernels { return kernels }
      let made = graph.nodes.filter { !($0.module is EdgeValue) }.map { Kernel(for: $0.module) }
      kernels = made
      return made
    }
  }
}

extension ModuleGraph {
  /// What the engine keeps with this graph.
  var engineState: EngineState { derived.value { EngineState() } }

  /// The kernels that these options compute the nodes by.
  func kernels(_ options: EngineOptions) -> [Kernel] {
    options.kernels ? engineState.kernels(for: self) : nodes.map { .definition($0.module) }
  }
}
