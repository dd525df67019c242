import COpenBLAS

/// How OpenBLAS is used.
enum LinearAlgebra {
  /// To be read before anything is computed: on one thread, so that sums are the same bits on any number of cores.
  static let prepared: Void = openblas_set_num_threads(1)
}
