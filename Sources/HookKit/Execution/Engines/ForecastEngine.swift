/// The engine that computes nothing: it adds up what the kernels would do, from the extents of the values alone.
struct ForecastEngine: FusingEngine {
  /// What would be stored of a value, with its claim on memory.
  struct Value: Sendable {
    let extent: StoredRegions
    let claim: Claim
  }

  /// Memory that would be held as long as somebody holds this.
  final class Claim: Sendable {
    private let tally: EngineCounters
    private let bytes: Int

    init(_ bytes: Int, _ tally: EngineCounters) {
      (self.tally, self.bytes) = (tally, bytes)
      tally.claim(bytes: bytes)
    }

    deinit { tally.release(bytes: bytes) }
  }

  let graph: ModuleGraph
  /// One kernel for each node.
  let kernels: [Kernel]
  let relation: RowRelation?
  let relatesRows: Bool
  let roundingSpreadLimit: Double
  let meter: CostMeter

  func input(_ inputs: Inputs, rows: Range<Int>) -> Value {
    guard let relation else { return value(of: inputs.tensor[rows: rows]) }
    return filled(relation.extent(of: rows, roundingSpreadLimit))
  }

  func value(of tensor: Tensor) -> Value { value(StoredRegions(rows: tensor.rows, shape: tensor.shape.row)) }

  /// Zeros: the numbers do not matter.
  func tensor(of value: Value) -> Tensor {
    leave(value.extent)
    return Tensor(repeating: 0, shape: value.extent.shape.batched(value.extent.rows))
  }

  func isPackable(_ value: Value) -> Bool { value.extent.bases != 1 }

  func gather(_ value: Value, lanes: [Int], rows: Int) -> Value {
    if lanes == [0], value.extent.rows == rows { return value }
    return withWhole(value.extent) { self.value(StoredRegions(rows: lanes.count * rows, shape: value.extent.shape)) }
  }

  func storedPart(of value: Value) -> Double? { relatesRows ? value.extent.storedPart : nil }

  func relating(_ value: Value, to rects: [[Rect]]) -> Value {
    withWhole(value.extent) { self.value(value.extent.relating(to: rects, roundingSpreadLimit)) }
  }

  func relating(
    _ value: Value, to rects: [[Rect]], by edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Value>, _ take: (_ lane: Int, EditedLane) -> Void
  ) -> Value {
    for value in [value] + values.all { leave(value.extent) }
    meter.add(Work(floatsMoved: edits.joined().count * Self.floatsPerEdit * rows.count * value.extent.shape.count))
    return relating(value, to: rects)
  }

  func edit(
    _ value: Value, _ edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Value>,
    isRead: Bool
  ) -> (lanes: [EditedLane], value: Value) {
    let whole = value.extent.whole
    for value in [value] + values.all { leave(value.extent) }
    meter.add(Work(floatsMoved: edits.joined().count * Self.floatsPerEdit * rows.count * whole.shape.count))
    guard isRead, edits.contains(where: { !$0.isEmpty }) else { return ([], value) }
    guard edits.count == 1, let related = value.extent.edited(by: edits[0], rows, reading: values.all.map(\.extent))
    else {
      return ([], self.value(StoredRegions(rows: edits.count * rows.count, shape: whole.shape)))
    }
    return ([], filled(related))
  }

  /// An intervention reads and writes a value; the run then reads both, merges and counts.
  private static let floatsPerEdit = 6

  func convolve(
    _ node: Int, _ input: Value, rectify: Bool, adding residual: Value?, making site: Int
  ) throws -> Value {
    guard let module = graph.nodes[node].module as? Conv2d else { return try compute(node, [input]) }
    let shape = try module.outputShape(of: [input.extent.shape])
    guard case .convolution(let kernel) = kernels[node] else {
      let output = value(StoredRegions(rows: input.extent.rows, shape: shape), moved: false)
      meter.add(.definition(of: module, output.extent))
      return output
    }
    let extent = input.extent.output(
      of: module.kernelForm, shape: shape, adding: residual?.extent, inTiles: kernel.isTiled)
    let output = value(extent, moved: false)
    let scratch = kernel.scratchBytes(output.extent)
    meter.tally.claim(bytes: scratch)
    meter.tally.release(bytes: scratch)
    meter.add(kernel.work(output.extent, adding: residual != nil))
    return output
  }

  func compute(_ node: Int, _ inputs: [Value]) throws -> Value {
    let (input, shape) = (inputs[0].extent, graph.sites[node + 1].shape)
    let plain = StoredRegions(rows: input.rows, shape: shape)
    switch kernels[node] {
    case .convolution: return try convolve(node, inputs[0], rectify: false, adding: nil, making: node + 1)
    case .linear(let kernel):
      meter.add(kernel.work(rows: input.rows))
      return value(plain, moved: false)
    case .passOn: return inputs[0]
    case .rectify: return value(input, from: inputs)
    case .add where input.isImage: return value(input.sum(with: inputs[1].extent), from: inputs)
    case .add: return value(plain, from: inputs)
    case .maxPool(let module): return value(input.pooled(by: module.kernelForm, shape: shape), from: inputs)
    case .flatten, .definition:
      for input in inputs { leave(input.extent) }
      meter.add(.definition(of: graph.nodes[node].module, plain))
      return value(plain)
    }
  }
}

extension ForecastEngine {
  /// A value that was made from others, or by copying as much.
  private func value(_ extent: StoredRegions, from inputs: [Value] = [], moved: Bool = true) -> Value {
    let read = inputs.isEmpty ? extent.count : inputs.reduce(0) { $0 + $1.extent.count }
    if moved { meter.add(Work(floatsMoved: extent.count + read)) }
    return Value(extent: extent, claim: Claim(BufferPool.bytes(extent.count), meter.tally))
  }

  /// A value whose rectangles are filled from a tensor: from all of it in the engine's form where they are much of it.
  private func filled(_ extent: StoredRegions) -> Value {
    extent.storedPart > RowRelation.maxDifferingFraction ? withWhole(extent) { value(extent) } : value(extent)
  }

  /// Takes a value out of the engine's form, row by row.
  private func leave(_ extent: StoredRegions) {
    let copies = extent.hasBase ? 2 : 1
    meter.add(Work(floatsMoved: 2 * copies * extent.whole.count))
    if extent.hasBase { withExtendedLifetime(Claim(BufferPool.bytes(extent.shape.count), meter.tally)) {} }
  }

  /// Has all rows whole for a moment, where they are not.
  private func withWhole<Result>(_ extent: StoredRegions, _ body: () -> Result) -> Result {
    guard extent.hasBase else { return body() }
    let whole = extent.whole
    meter.add(Work(floatsMoved: 2 * whole.count))
    return withExtendedLifetime(Claim(BufferPool.bytes(whole.count), meter.tally), body)
  }
}
