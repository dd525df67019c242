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
  /// Whether captured values are kept as ``Run/sketches`` only, which are made as soon as the values are there.
  package var sketchesCaptures = false
  /// Which of the engine's ideas are on; for tests and measurements.
  public var engine: EngineOptions
  /// Counts what the run does, when there is one.
  public var tally: EngineCounters?
  /// Told, from any thread, how many rows are done, of how many: each row once for every plan.
  public var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
  /// Asked every few milliseconds; once it says yes, the run throws ``RunError/cancelled``. Nil for a run that goes on to its end.
  public var isCancelled: (@Sendable () -> Bool)?

  /// Options with seed 0, the network's outputs and the engine's usual options, unless given.
  public init(
    seed: UInt64 = 0, observations: (any ObservationSource)? = nil, activations: ActivationCache? = nil,
    wantsOutputs: Bool = true, wantsChanges: Bool = false, engine: EngineOptions = EngineOptions(),
    tally: EngineCounters? = nil, isCancelled: (@Sendable () -> Bool)? = nil,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) {
    self.seed = seed
    self.observations = observations
    self.activations = activations
    self.wantsOutputs = wantsOutputs
    self.wantsChanges = wantsChanges
    self.engine = engine
    self.tally = tally
    self.isCancelled = isCancelled
    self.progress = progress
  }

  /// The same options for runs that keep sketches in place of captured values. Plans are not computed side by side, where
  /// they are no longer related rows.
  package var sketching: RunOptions {
    var options = self
    options.sketchesCaptures = true
    options.engine.packsPlans = false
    return options
  }

  /// The same options, with the rows that are done shown under a label.
  package func showing(_ label: String, by show: @escaping @Sendable (ProgressReport) -> Void) -> RunOptions {
    var options = self
    options.progress = { show(ProgressReport(label, $0, of: $1)) }
    return options
  }
}
