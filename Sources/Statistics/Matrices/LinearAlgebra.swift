import CLibrary
import COpenBLAS
import Essentials

/// How OpenBLAS is used.
enum LinearAlgebra {
  /// To be read before anything is computed: on one thread, so that sums are the same bits on any number of cores.
  ///
  /// OpenBLAS asks the system for memory again and again until it gets some, for ever where it gets none.
  static var prepared: Void {
    isAlone
    if isLimited { SystemLimit.requireMemory(bytesOfBuffer) }
  }

  private static let isAlone: Void = openblas_set_num_threads(1)

  /// What OpenBLAS takes for itself, and some more.
  private static let bytesOfBuffer = 160 << 20

  /// Whether the memory of this process has a limit of its own.
  private static let isLimited: Bool = {
    var limit = rlimit()
    #if canImport(Glibc)
      let kind = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let kind = RLIMIT_AS
    #endif
    return getrlimit(kind, &limit) == 0 && limit.rlim_cur < rlim_t(Int64.max)
  }()
}
