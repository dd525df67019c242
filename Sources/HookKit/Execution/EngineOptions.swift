/// The engine's ideas, each with its switch. Results agree to float32 rounding whatever is on.
public struct EngineOptions: Sendable, Hashable {
  /// Whether modules the engine knows are computed by its own kernels; otherwise by their `forward`, their definition.
  public var kernels: Bool
  /// Whether rows that differ from each other in a few cells only are computed as differences from a base.
  public var relatesRows: Bool
  /// Whether related rows come out the same bits as alone. Otherwise cells that differ from the base by rounding alone may
  /// be taken from it: within 1e-5 in probabilities, and in half the time.
  public var relatesExactly: Bool
  /// Whether plans share the work before the first site at which they differ.
  public var sharesPrefixes: Bool
  /// Whether plans that differ are computed side by side where rows are few.
  public var packsPlans: Bool
  /// The number of threads; nil for one a core.
  public var threads: Int?
  /// The most bytes that the engine's buffers may hold values in at one time, over all threads; rows are computed in smaller
  /// parts, and by fewer threads, to keep within them. Inputs, results and weights do not count. Nil for 1 GiB, or more
  /// where one row at a time takes more or an edit needs all rows at once.
  public var memory: Int?
  /// The instructions that the kernels are made of; ``Essentials/VectorWidth/standard`` unless given.
  public var vectors: VectorWidth

  /// Everything on, unless it is turned off here, except ``relatesExactly``.
  public init(
    kernels: Bool = true, relatesRows: Bool = true, relatesExactly: Bool = false, sharesPrefixes: Bool = true,
    packsPlans: Bool = true, threads: Int? = nil, memory: Int? = nil, vectors: VectorWidth = .standard
  ) {
    self.kernels = kernels
    self.relatesRows = relatesRows
    self.relatesExactly = relatesExactly
    self.sharesPrefixes = sharesPrefixes
    self.packsPlans = packsPlans
    self.threads = threads
    self.memory = memory
    self.vectors = vectors
  }
}
