import HookKit

/// Adds a multiple of a vector to every row: `x + scale * v`.
///
/// The vector is a tensor of the site's shape, or one that broadcasts to it, such as `[channels, 1, 1]`. A
/// scale of -1 subtracts it.
///
/// Source: Turner, Thiergart, Udell, Leech, Mini and MacDiarmid, "Activation addition: steering language
/// models without optimization" (2023); for mazes, Mini et al., "Understanding and controlling a
/// maze-solving policy network" (2023).
public struct AddVector: Addition {
  public static let kind = "add"
  public static let summary = "x + scale * vector"
  public static let otherNames = ["steer", "inject", "activation-addition"]

  /// What is added, before scaling.
  @Parameter("file of the vector, observations whose activations it is, or numbers") public var vector: TensorSource
  /// How much of it; 0 leaves everything as it is.
  @Parameter("factor of the vector; -1 subtracts it") public var scale: Float = 1
  @Prepared private var prepared: Tensor

  public init() {}

  /// Adds `scale` times `vector`.
  public init(vector: TensorSource, scale: Float = 1) {
    self.vector = vector
    self.scale = scale
  }

  public var locality: Locality { .elementwise }
  public var isIdentity: Bool { scale == 0 }
  public var addend: Tensor? { $prepared }

  public mutating func prepare(_ context: PrepareContext) throws {
    prepared = scale * (try vector.row(for: context))
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    // 0 * v would turn -0 into 0, and an infinite vector into NaN.
    isIdentity ? value : value.combinedByRow(with: prepared, +)
  }
}

extension Intervention where Self == AddVector {
  /// Adds `scale` times a vector from a file, or that of some observations.
  public static func add(vector: TensorSource, scale: Float = 1) -> AddVector {
    AddVector(vector: vector, scale: scale)
  }

  /// Adds `scale` times a vector of the site's shape, or one that broadcasts to it.
  public static func add(vector: Tensor, scale: Float = 1) -> AddVector {
    AddVector(vector: .values(vector), scale: scale)
  }
}
