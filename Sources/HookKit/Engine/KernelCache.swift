import COpenBLAS
import Synchronization

/// What the engine keeps of a graph: its kernels with their packed parameters, made when the graph is first run, and memory.
final class KernelCache: Sendable {
  private let kernels = Mutex<[Kernel]?>(nil)
  /// What runs have left, for the next ones.
  let memory = FreeMemory()

  func kernels(for graph: ModuleGraph) -> [Kernel] {
    kernels.withLock { kernels in
      if let kernels { return kernels }
      // The rows are divided over the cores here; a product that did so again would only get in its own way.
      openblas_set_num_threads(1)
      let made = graph.nodes.map { Kernel(for: $0.module) }
      kernels = made
      return made
    }
  }
}
