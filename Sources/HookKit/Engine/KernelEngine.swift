import CKernels

/// The engine that computes the modules it knows by kernels over channels-last images, fused where nobody looks.
struct KernelEngine: Engine {
  let graph: ModuleGraph
  /// One kernel for each node.
  let kernels: [Kernel]
  let pool: BufferPool
  /// How the rows of the batch are related, if they are.
  let relation: RowRelation?

  func input(_ tensor: Tensor, rows: Range<Int>) -> Activation {
    guard let relation else { return value(of: tensor) }
    return Activation(tensor, base: relation.base, rects: Array(relation.rects[rows]), in: pool)
  }

  func value(of tensor: Tensor) -> Activation { Activation(tensor, in: pool) }
  func tensor(of value: Activation) -> Tensor { value.tensor(pool) }

  /// Rows that are related to a base of their own cannot lie beside those of another.
  func isPackable(_ value: Activation) -> Bool { !value.hasBase }

  func gather(_ value: Activation, lanes: [Int], rows: Int) -> Activation {
    lanes == [0] && value.rows == rows ? value : value.gathering(lanes: lanes, of: rows, pool)
  }

  /// An edit that treats all rows alike leaves them related: it changes the base as it changes every row.
  func value(
    of tensor: Tensor, madeFrom value: Activation, by edits: [SiteEdit], _ rows: ArraySlice<Inputs.Row>
  ) throws -> Activation {
    guard value.hasBase, let row = rows.first, edits.allSatisfy(\.treatsRowsAlike) else { return self.value(of: tensor) }
    let base = try edits.reduce(value.baseTensor) { try $1.apply(to: $0, [row]).0 }
    return Activation(tensor, base: base, rects: value.rects.dropLast(), in: pool)
  }

  func advance(_ live: inout [Int: Activation], over nodes: Range<Int>, _ schedule: RunSchedule) throws {
    let fusion = Fusion(graph, nodes, schedule)
    for node in nodes where schedule.needed[node + 1] {
      switch fusion[node] {
      case .absorbed: continue
      case .alone: live[node + 1] = try compute(node, live)
      case .convolution(let input, let rectify, let residual, let output):
        guard case .convolution(let kernel) = kernels[node], let source = live[input] else {
          preconditionFailure("a value that \(graph.nodes[node].path) reads was dropped")
        }
        live[output] = try kernel(source, rectify: rectify, adding: residual.flatMap { live[$0] }, pool)
      }
      drop(&live, before: node, nodes, schedule, fusion)
    }
    for site in live.keys where site < nodes.upperBound && schedule.lastReader[site] < nodes.upperBound { live[site] = nil }
  }

  /// Frees what no node from here to the end of the range reads, and no later range either.
  private func drop(
    _ live: inout [Int: Activation], before node: Int, _ nodes: Range<Int>, _ schedule: RunSchedule, _ fusion: Fusion
  ) {
    for site in live.keys where site <= node && schedule.lastReader[site] < nodes.upperBound {
      let isRead = (node + 1..<nodes.upperBound).contains { later in
        guard schedule.needed[later + 1] else { return false }
        if case .convolution(let input, _, let residual, _) = fusion[later] { return input == site || residual == site }
        if case .absorbed = fusion[later] { return false }
        return graph.nodes[later].inputs.contains(site)
      }
      if !isRead { live[site] = nil }
    }
  }

  private func compute(_ index: Int, _ live: [Int: Activation]) throws -> Activation {
    let node = graph.nodes[index]
    let inputs = node.inputs.compactMap { live[$0] }
    precondition(inputs.count == node.inputs.count, "a value that \(node.path) reads was dropped")
    let shape = graph.sites[index + 1].shape
    let input = inputs[0]
    switch kernels[index] {
    case .convolution(let kernel): return try kernel(input, pool)
    case .linear(let kernel): return kernel(input, pool)
    case .definition(let module): return Activation(try module.forward(inputs.map { $0.tensor(pool) }), in: pool)
    case .flatten: return Activation(input.tensor(pool).reshaped(shape.batched(input.rows)), in: pool)
    case .rectify: return WindowKernels.rectify(input, pool)
    case .add where input.isImage: return WindowKernels.add(input, inputs[1], pool)
    case .add: return Activation(input.tensor(pool) + inputs[1].tensor(pool), in: pool)
    case .maxPool(let module): return WindowKernels.maxPool(input, module, shape: shape, pool)
    }
  }
}
