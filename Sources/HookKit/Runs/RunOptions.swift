/// How a run is done. None of it changes what is computed, except the seed.
public struct RunOptions: Sendable {
  /// The seed of all random draws.
  public var seed: UInt64
  /// Where observations that calls name come from.
  public var observations: (any ObservationSource)?
  /// Keeps activations that calls name for further runs of the same network; nil to find them anew in every run.
  public var activations: ActivationCache?
  /// Whether the network's outputs are wanted; without them, nothing past the last capture or edit is computed.
  public var wantsOutputs: Bool
  /// Whether ``Run/changes`` is wanted; it takes one more look at every value that is edited.
  public var wantsChanges: Bool
  /// Which of the engine's ideas are on; for tests and measurements.
  public var engine: EngineOptions
  /// Counts what the run does, when there is one.
  public var tally: WorkTally?

  public init(
    seed: UInt64 = 0, observations: (any ObservationSource)? = nil, activations: ActivationCache? = nil,
    wantsOutputs: Bool = true, wantsChanges: Bool = false, engine: EngineOptions = EngineOptions(), tally: WorkTally? = nil
  ) {
    self.seed = seed
    self.observations = observations
    self.activations = activations
    self.wantsOutputs = wantsOutputs
    self.wantsChanges = wantsChanges
    self.engine = engine
    self.tally = tally
  }
}

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
  /// The instructions that the kernels are made of; ``VectorWidth/standard`` unless given.
  public var vectors: VectorWidth

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
