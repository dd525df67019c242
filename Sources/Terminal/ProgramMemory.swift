import CMemory
import Essentials

/// How the program gets memory from the system.
package enum ProgramMemory {
  /// On few cores all threads share one heap.
  private static let fewCores = 8

  /// Keeps what was freed, and takes large pages: a tenth of the time of a command.
  package static func prepare() { hk_keep_memory(Parallel.cores <= fewCores ? 1 : 0) }
}
