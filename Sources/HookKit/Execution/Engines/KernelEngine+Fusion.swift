/// Modules are computed together where nobody looks at the values between them, as ``Fusion`` says.
extension KernelEngine {
  func advance(_ live: inout [Int: Value], over nodes: Range<Int>, _ schedule: RunSchedule) throws {
    let fusion = Fusion(graph, nodes, schedule)
    for node in nodes where schedule.needed[node + 1] {
      switch fusion[node] {
      case .absorbed: continue
      case .alone where live[node + 1] != nil: break  // a state that was given
      case .alone: live[node + 1] = try compute(node, graph.nodes[node].inputs.map { value(live, $0, for: node) })
      case .convolution(let input, let rectify, let residual, let output):
        let residual = residual.map { value(live, $0, for: node) }
        live[output] = try convolve(
          node, value(live, input, for: node), rectify: rectify, adding: residual, making: output)
      }
      drop(&live, before: node, nodes, schedule, fusion)
    }
    for site in live.keys where site < nodes.upperBound && schedule.lastReader[site] < nodes.upperBound {
      live[site] = nil
    }
  }

  private func value(_ live: [Int: Value], _ site: Int, for node: Int) -> Value {
    guard let value = live[site] else {
      preconditionFailure("a value that \(graph.nodes[node].path) reads was dropped")
    }
    return value
  }

  /// Frees what no node from here to the end of the range reads, and no later range either.
  private func drop(
    _ live: inout [Int: Value], before node: Int, _ nodes: Range<Int>, _ schedule: RunSchedule, _ fusion: Fusion
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
}
