import CKernels

/// The engine that computes the modules it knows by kernels over channels-last images, fused where nobody looks.
struct KernelEngine: Engine {
  let graph: ModuleGraph
  /// One kernel for each node.
  let kernels: [Kernel]
  let pool: BufferPool
  /// How the rows of the batch are related, if they are.
  let relation: RowRelation?
  /// Whether rows may be kept as differences from bases.
  let relatesRows: Bool
  /// See ``StoredRegions/roundingSpreadLimit``.
  let roundingSpreadLimit: Double
  /// The bases of the rows of the batch, where they are kept.
  var kept: KeptBases?
  /// Keeps what comes before the first edit for further runs on the same inputs; nil where nothing is kept.
  var prefix: KeptPrefix?
  /// Notes what is made of images that are to be kept as bases.
  var recorder: ValueRecorder?

  func input(_ inputs: Inputs, rows: Range<Int>) -> Activation {
    if let kept = kept?[rows], let values = kept.values(at: 0) {
      let (tensor, shape) = (inputs.tensor[rows: rows], inputs.shape.row)
      let rects = kept.rects(of: tensor) + [Rect](repeating: .whole(shape), count: rows.count)
      let extent = StoredRegions(
        rows: rows.count, shape: shape, rects: rects, roundingSpreadLimit: roundingSpreadLimit, hasKeptBases: true)
      return Activation(tensor, extent, in: pool, values)
    }
    guard let relation else { return noted(value(of: inputs.tensor[rows: rows]), at: 0) }
    let extent = relation.extent(of: rows, roundingSpreadLimit)
    if let images = inputs.images { return Activation(images, rows: rows, extent, in: pool) }
    return Activation(inputs.tensor, rows: rows, base: relation.base, extent, in: pool)
  }

  func value(of tensor: Tensor) -> Activation { Activation(tensor, in: pool) }
  func tensor(of value: Activation) -> Tensor { value.tensor(pool) }
  func sketches(of value: Activation) -> RowSketches {
    guard pool.isDry else { return value.sketches(pool) }
    value.leave(pool)
    return RowSketches()
  }

  /// Rows that are related to a base of their own cannot lie beside those of another.
  func isPackable(_ value: Activation) -> Bool { value.extent.bases != 1 }

  func gather(_ value: Activation, lanes: [Int], rows: Int) -> Activation {
    lanes == [0] && value.rows == rows ? value : value.whole(pool).gathering(lanes: lanes, of: rows, pool)
  }

  func storedPart(of value: Activation) -> Double? { relatesRows ? value.extent.storedPart : nil }

  func relating(_ value: Activation, to rects: [[Rect]]) -> Activation {
    value.isImage
      ? Activation(value.extent.relating(to: rects, roundingSpreadLimit), bases: value.whole(pool), in: pool)
      : value.gathering(lanes: rects.map { _ in 0 }, of: value.rows, pool)
  }

  func relating(
    _ value: Activation, to rects: [[Rect]], by edits: [[SiteEdit]], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Activation>, _ take: (_ lane: Int, EditedLane) -> Void
  ) throws -> Activation {
    if pool.isDry {
      count(edits, of: value, rows, reading: values)
      return relating(value, to: rects)
    }
    let (before, result, read) = (value.tensor(pool), relating(value, to: rects), tensors(of: values))
    for (lane, edits) in edits.enumerated() {
      let edited = try EditedLane(before, by: edits, rows, reading: read)
      result.fill(rows: lane * rows.count..<(lane + 1) * rows.count, from: edited.after)
      take(lane, edited)
    }
    return result
  }

  /// Rows on kept bases differ from these where they did, and where they were changed. Other rows stay related where an edit
  /// treats them alike: it changes the base as it changes every row, from the bases of what it reads.
  func value(
    of lane: EditedLane, madeFrom value: Activation, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Activation>
  ) throws -> Activation {
    if let kept = value.kept?.values(at: edits.first?.site.index ?? 0) {
      return Activation(lane.after, value.extent.widened(by: lane.changes), in: pool, kept)
    }
    guard ([value] + values.all).allSatisfy({ $0.kept == nil }), let row = rows.first,
      let extent = value.extent.edited(by: edits, rows, reading: values.all.map(\.extent))
    else { return self.value(of: lane.after) }
    let bases = ReadValues(
      values.sites.mapValues { $0.baseTensor(pool) }, original: values.original.map { $0.baseTensor(pool) })
    let base = try edits.reduce(value.baseTensor(pool)) {
      try $1.apply(to: $0, [row], at: [rows.startIndex], reading: bases).0
    }
    return Activation(lane.after, rows: 0..<lane.after.rows, base: base, extent, in: pool)
  }

  private func noted(_ value: Activation, at site: Int) -> Activation {
    recorder?.note(value, at: site)
    return value
  }

  /// Values that a node reads, with the kept bases of what it makes; whole where these are not kept.
  private func onBases(
    _ values: [Activation], making site: Int
  ) -> (values: [Activation], kept: KeptBases.Values?) {
    guard values.contains(where: { $0.kept != nil }) else { return (values, nil) }
    if values.allSatisfy({ $0.kept != nil }), let kept = values[0].kept?.values(at: site) { return (values, kept) }
    return (values.map { $0.kept == nil ? $0 : $0.whole(pool) }, nil)
  }

  /// The convolution of node `node`.
  ///
  /// - Parameters:
  ///   - rectify: whether the input is rectified while it is read.
  ///   - residual: what is added to the result while it is written.
  ///   - site: the site whose value that is.
  func convolve(
    _ node: Int, _ input: Activation, rectify: Bool, adding residual: Activation?, making site: Int
  ) throws -> Activation {
    guard case .convolution(let kernel) = kernels[node] else { return defined(node, rows: input.rows) }
    let (values, kept) = onBases([input] + (residual.map { [$0] } ?? []), making: site)
    return noted(
      try kernel(values[0], rectify: rectify, adding: values.dropFirst().first, pool, on: kept), at: site)
  }

  /// What node `node` makes of its inputs by itself.
  func compute(_ node: Int, _ inputs: [Activation]) throws -> Activation {
    noted(try computed(node, inputs), at: node + 1)
  }

  private func computed(_ node: Int, _ inputs: [Activation]) throws -> Activation {
    if case .passOn = kernels[node] { return inputs[0] }
    let (inputs, kept) = onBases(inputs, making: node + 1)
    let (input, shape) = (inputs[0], graph.sites[node + 1].shape)
    switch kernels[node] {
    case .convolution(let kernel): return try kernel(input, pool, on: kept)
    case .linear(let kernel): return kernel(input, pool)
    case .definition where pool.isDry, .flatten where pool.isDry: return defined(node, of: inputs)
    case .definition(let module): return Activation(try module.forward(inputs.map { $0.tensor(pool) }), in: pool)
    case .flatten: return Activation(input.tensor(pool).reshaped(shape.batched(input.rows)), in: pool)
    case .passOn: return input
    case .rectify: return WindowKernels.rectify(input, pool, on: kept)
    case .add where input.isImage: return WindowKernels.add(input, inputs[1], pool, on: kept)
    case .add: return Activation(input.tensor(pool) + inputs[1].tensor(pool), in: pool)
    case .maxPool(let module): return WindowKernels.maxPool(input, module, shape: shape, pool, on: kept)
    }
  }
}
