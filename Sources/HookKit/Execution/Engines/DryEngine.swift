/// The kernels' engine without numbers: its pool adds up what the kernels would do, and interventions are not called.
struct DryEngine: FusingEngine {
  private let engine: KernelEngine

  var graph: ModuleGraph { engine.graph }
  private var pool: BufferPool { engine.pool }

  init(
    _ graph: ModuleGraph, kernels: [Kernel], relation: RowRelation? = nil, relatesRows: Bool = false,
    roundingSpreadLimit: Double = 0, _ meter: CostMeter
  ) {
    engine = KernelEngine(
      graph: graph, kernels: kernels, pool: BufferPool(counting: meter), relation: relation, relatesRows: relatesRows,
      roundingSpreadLimit: roundingSpreadLimit)
  }

  func input(_ inputs: Inputs, rows: Range<Int>) -> Activation { engine.input(inputs, rows: rows) }
  func value(of tensor: Tensor) -> Activation { engine.value(of: tensor) }
  func tensor(of value: Activation) -> Tensor { engine.tensor(of: value) }
  func isPackable(_ value: Activation) -> Bool { engine.isPackable(value) }
  func gather(_ value: Activation, lanes: [Int], rows: Int) -> Activation {
    engine.gather(value, lanes: lanes, rows: rows)
  }
  func storedPart(of value: Activation) -> Double? { engine.storedPart(of: value) }
  func relating(_ value: Activation, to rects: [[Rect]]) -> Activation { engine.relating(value, to: rects) }

  func relating(
    _ value: Activation, to rects: [[Rect]], by edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Activation>, _ take: (_ lane: Int, EditedLane) -> Void
  ) -> Activation {
    count(edits, of: value, rows, reading: values)
    return relating(value, to: rects)
  }

  func edit(
    _ value: Activation, _ edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Activation>,
    isRead: Bool
  ) -> (lanes: [EditedLane], value: Activation) {
    count(edits, of: value, rows, reading: values)
    guard isRead, edits.contains(where: { !$0.isEmpty }) else { return ([], value) }
    let related =
      edits.count == 1 ? value.extent.edited(by: edits[0], rows, reading: values.all.map(\.extent)) : nil
    let extent = related ?? StoredRegions(rows: edits.count * rows.count, shape: value.shape)
    return ([], Activation(counted: extent, in: pool))
  }

  /// An intervention reads and writes a value; the run then reads both, merges and counts.
  private static let floatsPerEdit = 6

  private func count(
    _ edits: [[SiteEdit]], of value: Activation, _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Activation>
  ) {
    for value in [value] + values.all { value.leave(pool) }
    let floats = edits.joined().count * Self.floatsPerEdit * rows.count * value.shape.count
    pool.perform(Work(floatsMoved: floats)) {}
  }

  func convolve(
    _ node: Int, _ input: Activation, rectify: Bool, adding residual: Activation?, making site: Int
  ) throws -> Activation {
    if case .definition = engine.kernels[node] { return defined(node, rows: input.rows) }
    return try engine.convolve(node, input, rectify: rectify, adding: residual, making: site)
  }

  func compute(_ node: Int, _ inputs: [Activation]) throws -> Activation {
    switch engine.kernels[node] {
    case .flatten, .definition:
      for input in inputs { input.leave(pool) }
      let output = defined(node, rows: inputs[0].rows)
      pool.perform(output.extent.moved()) {}
      return output
    default: return try engine.compute(node, inputs)
    }
  }

  /// What a module's `forward` would make.
  private func defined(_ node: Int, rows: Int) -> Activation {
    let output = Activation(StoredRegions(rows: rows, shape: graph.sites[node + 1].shape), in: pool)
    pool.perform(.definition(of: graph.nodes[node].module, output.extent)) {}
    return output
  }
}
