import CKernels
import Foundation

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

  /// The environment variable that chooses the instructions for a whole process: `sse2`, `avx2` or `avx512`.
  public static let variable = "HOOKKIT_VECTORS"

  /// What a run uses when its options do not say: what ``variable`` names, or else the widest.
  ///
  /// A variable that cannot be obeyed is no reason to stop here; every run throws for it.
  public static let standard: VectorWidth = (try? request?.get()) ?? widest

  /// - Throws: ``Fault`` where ``variable`` names nothing, or what this processor does not have.
  package static func checkVariable() throws { _ = try request?.get() }

  /// What ``variable`` asks for; nil where it is not set, or empty.
  private static let request = ProcessInfo.processInfo.environment[variable].flatMap { text in
    text.isEmpty ? nil : Result { () throws(Fault) in try VectorWidth(asked: text) }
  }

  /// The instructions of a name, where this processor has them.
  package init(asked name: String) throws(Fault) {
    let width = VectorWidth(rawValue: name)
    guard let width, Self.available.contains(width) else {
      throw Fault(
        .usage, "\(Self.variable)=\(name)",
        width == nil
          ? "there are no vector instructions of that name" : "this processor does not have these vector instructions",
        try: "it has \(Self.available.map(\.rawValue).joined(separator: ", "))")
    }
    self = width
  }

  /// All that this processor has.
  public static var available: [VectorWidth] { allCases.filter { $0.level.rawValue <= widest.level.rawValue } }

  /// How the kernels know it; they take one that the processor lacks for the widest that it has.
  package var level: hk_level {
    switch self {
    case .sse2: hk_baseline
    case .avx2: hk_avx2
    case .avx512: hk_avx512
    }
  }
}
