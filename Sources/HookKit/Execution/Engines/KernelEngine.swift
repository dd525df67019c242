import CKernels

/// The engine that computes the modules it knows by kernels over channels-last images, fused where nobody looks.
struct KernelEngine: FusingEngine {
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

  func input(_ tensor: Tensor, rows: Range<Int>) -> Activation {
    guard let relation else { return value(of: tensor) }
    return Activation(tensor, base: relation.base, relation.extent(of: rows, roundingSpreadLimit), in: pool)
  }

  func value(of tensor: Tensor) -> Activation { Activation(tensor, in: pool) }
  func tensor(of value: Activation) -> Tensor { value.tensor(pool) }

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
    let (before, result, read) = (value.tensor(pool), relating(value, to: rects), tensors(of: values))
    for (lane, edits) in edits.enumerated() {
      let edited = try EditedLane(before, by: edits, rows, reading: read)
      result.fill(rows: lane * rows.count..<(lane + 1) * rows.count, from: edited.after)
      take(lane, edited)
    }
    return result
  }

  /// An edit that treats all rows alike leaves them related: it changes the base as it changes every row, from the bases of
  /// what it reads.
  func value(
    of tensor: Tensor, madeFrom value: Activation, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Activation>
  ) throws -> Activation {
    guard let extent = value.extent.edited(by: edits, rows, reading: values.all.map(\.extent)), let row = rows.first
    else { return self.value(of: tensor) }
    let bases = ReadValues(
      values.sites.mapValues { $0.baseTensor(pool) }, original: values.original.map { $0.baseTensor(pool) })
    let base = try edits.reduce(value.baseTensor(pool)) {
      try $1.apply(to: $0, [row], at: [rows.startIndex], reading: bases).0
    }
    return Activation(tensor, base: base, extent, in: pool)
  }

  func convolve(_ node: Int, _ input: Activation, rectify: Bool, adding residual: Activation?) throws -> Activation {
    guard case .convolution(let kernel) = kernels[node] else {
      preconditionFailure("\(graph.nodes[node].path) has no kernel of a convolution")
    }
    return try kernel(input, rectify: rectify, adding: residual, pool)
  }

  func compute(_ node: Int, _ inputs: [Activation]) throws -> Activation {
    let (input, shape) = (inputs[0], graph.sites[node + 1].shape)
    switch kernels[node] {
    case .convolution(let kernel): return try kernel(input, pool)
    case .linear(let kernel): return kernel(input, pool)
    case .definition(let module): return Activation(try module.forward(inputs.map { $0.tensor(pool) }), in: pool)
    case .flatten: return Activation(input.tensor(pool).reshaped(shape.batched(input.rows)), in: pool)
    case .passOn: return input
    case .rectify: return WindowKernels.rectify(input, pool)
    case .add where input.isImage: return WindowKernels.add(input, inputs[1], pool)
    case .add: return Activation(input.tensor(pool) + inputs[1].tensor(pool), in: pool)
    case .maxPool(let module): return WindowKernels.maxPool(input, module, shape: shape, pool)
    }
  }
}
