import HookKit

/// Activation patching: replaces elements by those of another run, `mask * v + (1 - mask) * x`.
///
/// The other run's activations have the site's shape (or one that broadcasts to it), the same for every
/// row; or one row for each row of this run, in the same order. With `from: original`, each row gets back its own activation
/// without any edit, which freezes the site; with `from: site NAME`, its own value at that site in this run. The mask holds zeros and ones and
/// broadcasts to the site; without one, everything selected is replaced.
///
/// Source: Vig et al., "Investigating gender bias in language models using causal mediation analysis"
/// (2020); Heimersheim and Nanda, "How to use and interpret activation patching" (2024).
public struct Patch: Intervention {
  public static let kind = "patch"
  public static let summary = "activations of another run, where the mask is 1"
  public static let otherNames = ["swap", "interchange", "activation-patch", "replace"]

  /// The activations to put in.
  @Parameter("file, observations, numbers, site NAME, or original")
  public var from: TensorSource
  /// Where to put them in; nil for everywhere.
  @Parameter("file of zeros and ones, or such numbers") public var mask: TensorSource?
  /// One row for all, or one row for each row of the run; nothing for a value of the run itself.
  @Prepared private var replacement: Tensor
  @Prepared private var own: RunTensor?
  @Prepared private var replaces: [Bool]

  public init() {}

  /// Replaces activations by others, where the mask is 1.
  public init(from activations: TensorSource, mask: TensorSource? = nil) {
    from = activations
    self.mask = mask
  }

  /// One row for all is the same replacement everywhere; one row for each depends on the position in the
  /// batch.
  public var locality: Locality {
    if let own = $own ?? nil { return own.isElementwise ? .elementwise : .row }
    return $from?.isOfRun ?? false ? .row : $replacement?.rows == 1 ? .elementwise : .position
  }
  public var reads: [SitePattern] { $from?.reads ?? [] }
  public var readsOriginal: Bool { $from?.readsOriginal ?? false }

  public var overwrites: Bool { mask == nil }

  public mutating func prepare(_ context: PrepareContext) throws {
    own = try from.runTensor(for: context)
    replacement = try own == nil ? rows(for: context) : Tensor([], shape: context.site.shape.batched(0))
    let mask = try self.mask?.row(for: context)
    let strange = mask?.scalars.first { $0 != 0 && $0 != 1 }
    if let strange {
      throw ParameterError(self, "the mask holds \(strange)", try: "a mask holds only 0 and 1")
    }
    replaces = mask?.scalars.map { $0 == 1 } ?? Array(repeating: true, count: context.site.shape.count)
  }

  /// The activations as `[1, ...]` or `[N, ...]`.
  private func rows(for context: PrepareContext) throws -> Tensor {
    let tensor = try from.tensor(for: context)
    let (shape, count) = (context.site.shape, context.inputs.count)
    if let row = tensor.broadcast(to: shape) { return row.reshaped(shape.batched(1)) }
    if tensor.shape == shape.batched(count) { return tensor }
    throw ActivationError(
      from, tensor.shape, at: context.site,
      try: "give \(shape) for all rows, or \(shape.batched(count)) with one for each row of this run")
  }

  public func callAsFunction(_ value: Tensor, _ context: EditContext) -> Tensor {
    let size = value.shape.row.count
    let (new, rows) = (own?.rows(context) ?? replacement, sources(context))
    return Tensor(shape: value.shape) { result in
      value.withUnsafeScalars { old in
        new.withUnsafeScalars { new in
          for row in 0..<value.rows {
            let (here, source) = (row * size, rows[row] * size)
            for k in 0..<size { result[here + k] = replaces[k] ? new[source + k] : old[here + k] }
          }
        }
      }
    }
  }

  /// The row of the new activations that each row takes: its own of values of the run, one for all, or that of its position in
  /// the batch.
  private func sources(_ context: EditContext) -> [Int] {
    if own != nil { return Array(context.rows.indices) }
    return replacement.rows == 1 ? context.rows.map { _ in 0 } : context.positions
  }
}

extension Intervention where Self == Patch {
  /// Replaces activations by those of a file or of other observations, where the mask is 1.
  public static func patch(from activations: TensorSource, mask: TensorSource? = nil) -> Patch {
    Patch(from: activations, mask: mask)
  }

  /// Replaces activations by those given: one row for all, or one for each row of the run.
  public static func patch(from activations: Tensor, mask: Tensor? = nil) -> Patch {
    Patch(from: .values(activations), mask: mask.map(TensorSource.values))
  }
}
