import HookKit

/// Mean ablation: replaces every row by the mean of a bank of activations, `mean over m of bank[m]`.
///
/// The bank is a file with activations `[M, ...]` of the site, or observations such as `levels 0..<50`, for
/// which the network is run once without edits. The mean is summed in double precision.
///
/// Source: Wang, Variengien, Conmy, Shlegeris and Steinhardt, "Interpretability in the wild: a circuit for
/// indirect object identification in GPT-2 small" (2022).
public struct Mean: Intervention {
  public static let kind = "mean"
  public static let summary = "the mean of captured activations"
  public static let otherNames = ["ablate", "mean-ablate", "mean-ablation"]

  /// The bank.
  @Parameter("file of activations, or observations such as levels 0..<50") public var of: TensorSource
  @Prepared private var replacement: Tensor

  public init() {}

  /// Replaces every row by the mean of `bank`.
  public init(of bank: TensorSource) { of = bank }

  public var locality: Locality { .elementwise }
  public var overwrites: Bool { true }

  public mutating func prepare(_ context: PrepareContext) throws {
    replacement = try of.bank(for: context).tensor.meanOverRows
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    value.combinedByRow(with: replacement) { $1 }
  }
}

extension Intervention where Self == Mean {
  /// Replaces every row by the mean of a bank: a file, or observations such as `levels 0..<50`.
  public static func mean(of bank: TensorSource) -> Mean { Mean(of: bank) }

  /// Replaces every row by the mean of activations `[M, ...]`.
  public static func mean(of activations: Tensor) -> Mean { Mean(of: .values(activations)) }
}
