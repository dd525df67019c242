import CKernels

/// The instructions that the engine's kernels are made of.
///
/// Everything is compiled for each of them, and the widest that the processor has is taken. Narrower ones are for tests,
/// and for the numbers of another machine: AVX2 and AVX-512 round a multiplication and an addition once, SSE2 twice.
public enum VectorWidth: String, Sendable, Hashable, CaseIterable {
  /// Any x86-64 processor.
  case sse2
  /// x86-64-v3.
  case avx2
  /// x86-64-v4.
  case avx512

  /// The widest that this processor has.
  public static let widest: VectorWidth =
    switch hk_widest() {
    case hk_avx512: .avx512
    case hk_avx2: .avx2
    default: .sse2
    }

  /// All that this processor has.
  public static var available: [VectorWidth] { allCases.filter { $0.level.rawValue <= widest.level.rawValue } }

  /// How the kernels know it; they take one that the processor lacks for the widest that it has.
  var level: hk_level {
    switch self {
    case .sse2: hk_baseline
    case .avx2: hk_avx2
    case .avx512: hk_avx512
    }
  }
}
