import COpenBLAS
import Essentials

/// How OpenBLAS is used.
enum LinearAlgebra {
  /// To be read before anything is computed: on one thread, so that sums are the same bits on any number of cores.
  ///
  /// OpenBLAS asks the system for memory again and again until it gets some, for ever where it gets none.
  static var prepared: Void {
    isAlone
    if Platform.hasMemoryLimit { SystemLimit.requireMemory(bytesOfBuffer) }
  }

  private static let isAlone: Void = openblas_set_num_threads(1)

  /// What OpenBLAS takes for itself, and some more.
  private static let bytesOfBuffer = 160 << 20
}
