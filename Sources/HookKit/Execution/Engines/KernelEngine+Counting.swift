/// With a pool that counts the kernels say what they would do, and interventions are not called.
extension KernelEngine {
  /// An intervention reads and writes a value; the run then reads both, merges and counts.
  private static let floatsPerEdit = 6

  func counted(
    _ edits: [[SiteEdit]], of value: Activation, _ rows: ArraySlice<Inputs.Row>,
    reading values: LaneValues<Activation>, isRead: Bool
  ) -> Activation? {
    guard pool.isDry else { return nil }
    count(edits, of: value, rows, reading: values)
    guard isRead, edits.contains(where: { !$0.isEmpty }) else { return value }
    let related = edits.count == 1 ? value.extent.edited(by: edits[0], rows, reading: values.all.map(\.extent)) : nil
    let whole = StoredRegions(rows: edits.count * rows.count, shape: value.shape)
    return Activation(counted: related ?? whole, in: pool)
  }

  /// Counts what it takes to edit a value, besides what the interventions compute.
  func count(
    _ edits: [[SiteEdit]], of value: Activation, _ rows: ArraySlice<Inputs.Row>, reading values: LaneValues<Activation>
  ) {
    for value in [value] + values.all { value.leave(pool) }
    let floats = edits.joined().count * Self.floatsPerEdit * rows.count * value.shape.count
    pool.perform(Cost(floatsMoved: floats)) {}
  }

  /// What a module's `forward` would make of tensors.
  func defined(_ node: Int, of inputs: [Activation]) -> Activation {
    for input in inputs { input.leave(pool) }
    let output = defined(node, rows: inputs[0].rows)
    pool.perform(output.extent.moved()) {}
    return output
  }

  /// The rows that a module's `forward` would make.
  func defined(_ node: Int, rows: Int) -> Activation {
    precondition(pool.isDry, "\(graph.nodes[node].path) has no kernel")
    let output = Activation(StoredRegions(rows: rows, shape: graph.sites[node + 1].shape), in: pool)
    pool.perform(.definition(of: graph.nodes[node].module, output.extent)) {}
    return output
  }
}
