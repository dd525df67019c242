/// What the engine keeps of a graph: its kernels with their packed parameters, made when the graph is first run, and memory.
final class KernelCache: Sendable {
  private let kernels = Locked<[Kernel]?>(nil)
  /// What runs have left, for the next ones.
  let memory = FreeMemory()

  func kernels(for graph: ModuleGraph) -> [Kernel] {
    kernels.withLock { kernels in
      if let kernels { return kernels }
      let made = graph.nodes.map { Kernel(for: $0.module) }
      kernels = made
      return made
    }
  }
}
