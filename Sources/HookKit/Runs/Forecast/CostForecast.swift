/// What runs would cost, worked out from the network, the plans and the inputs without running them.
public struct CostForecast: Sendable, Hashable {
  /// The number of rows of the inputs.
  public let rows: Int
  /// The number of plans.
  public let plans: Int
  /// What the engine would do, all plans together.
  public let cost: Cost
  /// What it does for one row alone, from the input to the outputs: one forward pass.
  public let forwardPass: Cost
  /// The rows that interventions run before, for activations of observations that they name: one forward pass each at
  /// most, as banks stop at their site.
  public let preparedRows: Int
  /// The most bytes that the engine's buffers would hold values in at one time.
  public let bufferBytes: Int
  /// The bytes of all outputs and captured values.
  public let resultBytes: Int
  /// The number of threads that would have work.
  public let threads: Int

  /// The forward passes that would be needed, in the products that they take.
  public var forwardEquivalents: Double {
    Double(preparedRows) + Double(cost.multiplyAdds) / Double(max(1, forwardPass.multiplyAdds))
  }

  /// The forward passes of running every plan on every row from the input to the outputs, one after the other.
  public var naiveForwardEquivalents: Int { rows * plans }

  /// How long it would take on a machine, roughly: interventions that compute much, such as noise, cost more than the
  /// copying that is counted for them.
  public func seconds(on speed: MachineSpeed) -> Double {
    speed.seconds(for: cost) / Double(threads) + Double(preparedRows) * speed.seconds(for: forwardPass)
  }
}

extension ModuleGraph {
  /// Forecasts ``runs(_:under:capturing:options:)`` with the same arguments.
  ///
  /// Plans are checked and prepared as for a run, so that files are read, and activations of named observations computed:
  /// what edits share depends on them.
  ///
  /// - Throws: what the run would throw before it computes anything.
  /// - Complexity: some milliseconds for each plan and 100 rows, besides the preparation.
  public func forecast(
    _ inputs: Inputs, under plans: [Plan], capturing captures: [Capture] = [], options: RunOptions = RunOptions()
  ) throws -> CostForecast {
    var options = options
    let counter = options.observations.map(CountingSource.init)
    options.observations = counter
    let forecasts = try executions(inputs, plans, captures, options).map { try $0.forecast() }
    return CostForecast(
      rows: inputs.count, plans: plans.count, cost: forecasts.reduce(Cost()) { $0 + $1.cost },
      forwardPass: try forwardPass(options.engine), preparedRows: counter?.rows ?? 0,
      bufferBytes: forecasts.map(\.bufferBytes).max() ?? 0, resultBytes: forecasts.reduce(0) { $0 + $1.resultBytes },
      threads: forecasts.map(\.threads).max() ?? 1)
  }

  /// What one row alone costs.
  private func forwardPass(_ options: EngineOptions) throws -> Cost {
    let meter = CostMeter()
    let engine = KernelEngine(
      graph: self, kernels: kernels(options), pool: BufferPool(counting: meter), relation: nil, relatesRows: false,
      roundingSpreadLimit: 0)
    let schedule = RunSchedule(graph: self, plans: [], wantsOutputs: true, wantsChanges: false)
    var live = [0: engine.value(of: Tensor(repeating: 0, shape: inputShape.batched(1)))]
    try engine.advance(&live, over: nodes.indices, schedule)
    return meter.cost
  }
}
