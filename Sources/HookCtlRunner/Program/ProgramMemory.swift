import CMemory
import HookKit

/// How the program gets memory from the system.
enum ProgramMemory {
  /// On few cores all threads share one heap.
  private static let fewCores = 8

  /// Keeps what was freed, and takes large pages: a tenth of the time of a command.
  static func prepare() { hk_keep_memory(Parallel.cores <= fewCores ? 1 : 0) }
}
