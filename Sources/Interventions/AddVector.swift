import HookKit

/// Adds a multiple of a vector to every row: `x + scale * v`.
///
/// The vector is a tensor of the site's shape, or one that broadcasts to it, such as `[channels, 1, 1]`. A
/// scale of -1 subtracts it. With `vector: site NAME`, every row gets its own value at that site in this run; with
/// `vector: original`, its own value here without any edit.
///
/// Source: Turner, Thiergart, Udell, Leech, Mini and MacDiarmid, "Activation addition: steering language
/// models without optimization" (2023); for mazes, Mini et al., "Understanding and controlling a
/// maze-solving policy network" (2023).
public struct AddVector: Addition {
  public static let kind = "add"
  public static let summary = "x + scale * vector"
  public static let otherNames = ["steer", "inject", "activation-addition"]

  /// What is added, before scaling.
  @Parameter("file, observations, numbers, site NAME, or original")
  public var vector: TensorSource
  /// How much of it; 0 leaves everything as it is.
  @Parameter("factor of the vector; -1 subtracts it") public var scale: Float = 1
  /// The vector times the scale; nil for a value of the run itself.
  @Prepared private var prepared: Tensor?
  @Prepared private var own: RunTensor?

  public init() {}

  /// Adds `scale` times `vector`.
  public init(vector: TensorSource, scale: Float = 1) {
    self.vector = vector
    self.scale = scale
  }

  public var locality: Locality {
    ($own ?? nil)?.isElementwise ?? !($vector?.isOfRun ?? false) ? .elementwise : .row
  }
  public var algebra: Algebra { .adds }
  public var isIdentity: Bool { scale == 0 }
  public var reads: [SitePattern] { $vector?.reads ?? [] }
  public var readsOriginal: Bool { $vector?.readsOriginal ?? false }
  public var addend: Tensor? { $prepared ?? nil }

  public mutating func prepare(_ context: PrepareContext) throws {
    own = try vector.runTensor(for: context)
    prepared = own == nil ? scale * (try vector.row(for: context)) : nil
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    // 0 * v would turn -0 into 0, and an infinite vector into NaN.
    if isIdentity { return value }
    if let prepared { return value.combinedByRow(with: prepared, +) }
    return own.map { value.combined(with: $0.rows(context)) { $0 + scale * $1 } } ?? value
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
