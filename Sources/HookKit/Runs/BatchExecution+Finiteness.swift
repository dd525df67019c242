extension BatchExecution {
  /// Checks the values that leave the network: nothing that is infinite or not a number is returned, to be drawn or counted.
  ///
  /// - Throws: ``RunError/overflow(calls:site:count:)`` with the edits that the value depends on, or what is wrong without them.
  func check(_ run: Run, of plan: PreparedPlan) throws {
    let kept = [run.outputs, run.captured, run.capturedBefore].map { $0.mapValues(\.notFiniteCount) }
    for counts in kept + [run.sketches.mapValues(\.notFiniteCount)] {
      if let (name, count) = counts.filter({ $0.value > 0 }).min(by: { $0.key < $1.key }) {
        throw try overflow(at: name, count, plan)
      }
    }
  }

  /// Why a value is not finite: an edit, where the network alone is right; otherwise the network or its input.
  private func overflow(at name: String, _ count: Int, _ plan: PreparedPlan) throws -> RunError {
    guard let site = graph.sites.first(where: { $0.name == name }) else {
      return .networkNotFinite(site: name, count: count)
    }
    let edits = plan.edits(before: site, in: graph)
    if edits.isEmpty {
      let wrong = inputs.tensor.notFiniteCount
      return wrong > 0 ? .inputNotFinite(count: wrong) : .networkNotFinite(site: name, count: count)
    }
    // Throws where the value is not finite without the edits either, which then are not to blame.
    _ = try graph.run(
      inputs, capturing: [Capture(SitePattern(name))], options: RunOptions(wantsOutputs: false, engine: options.engine))
    var seen: Set<Int> = []
    return .overflow(calls: edits.filter { seen.insert($0.index).inserted }.map(\.call), site: name, count: count)
  }
}

extension PreparedPlan {
  /// The edits that a value depends on, through what other edits read as well, in the order of the plan.
  fileprivate func edits(before site: Site, in graph: ModuleGraph) -> [SiteEdit] {
    var (found, open, seen): ([SiteEdit], [Site], Set<Site>) = ([], [site], [])
    while let next = open.popLast() {
      for site in graph.ancestors(of: next) + [next] where seen.insert(site).inserted {
        let here = edits[site.index] ?? []
        found += here
        open += here.flatMap(\.reads.all)
      }
    }
    return found.sorted { $0.index < $1.index }
  }
}
