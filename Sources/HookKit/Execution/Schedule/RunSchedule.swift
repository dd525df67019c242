/// Which values a run must see, and what is alive in between: worked out once, before the rows are computed.
struct RunSchedule: Sendable {
  /// A value at which the run stops to edit or to keep it.
  struct Stop: Sendable {
    let site: Site
    let capturesBefore: Bool
    let capturesAfter: Bool
    let isOutput: Bool

    /// Whether the value there is asked for, whatever the plan.
    var isKept: Bool { capturesBefore || capturesAfter || isOutput }
  }

  /// The stops, in order of computation.
  let stops: [Stop]

  /// Whether it is noted what the edits of each site do together.
  let wantsChanges: Bool

  /// Whether only sketches of captured values are kept.
  let sketchesCaptures: Bool

  /// Whether nothing of the value at a stop is asked for but its sketches.
  func sketchesOnly(_ stop: Stop) -> Bool {
    sketchesCaptures && stop.capturesAfter && !stop.capturesBefore && !stop.isOutput
  }

  /// Whether a site's value is needed by anything that was asked for.
  let needed: [Bool]

  /// For each site, the last node that reads it and is needed; -1 for none.
  let lastReader: [Int]

  /// - Parameters:
  ///   - before: the sites whose values are kept as their edits find them, by index.
  ///   - after: those whose values are kept after all edits.
  init(
    graph: ModuleGraph, plans: [PreparedPlan], keeping before: Set<Int> = [], _ after: Set<Int> = [],
    wantsOutputs: Bool, wantsChanges: Bool, sketchesCaptures: Bool = false
  ) {
    (self.wantsChanges, self.sketchesCaptures) = (wantsChanges, sketchesCaptures)
    let outputs = Set(wantsOutputs ? graph.outputs.map(\.index) : [])
    let edited = Set(plans.flatMap(\.edits.keys))
    let seen = before.union(after).union(outputs).union(edited)
    stops = seen.sorted().map {
      Stop(
        site: graph.sites[$0], capturesBefore: before.contains($0), capturesAfter: after.contains($0),
        isOutput: outputs.contains($0))
    }
    var needed = [Bool](repeating: false, count: graph.sites.count)
    var lastReader = [Int](repeating: -1, count: graph.sites.count)
    for index in seen { needed[index] = true }
    // What an edit reads is kept as if the module after the edited site read it.
    for edit in plans.lazy.flatMap(\.edits.values).joined() {
      for site in edit.reads.all {
        needed[site.index] = true
        lastReader[site.index] = max(lastReader[site.index], edit.site.index)
      }
    }
    for node in graph.nodes.indices.reversed() where needed[node + 1] {
      for input in graph.nodes[node].inputs {
        needed[input] = true
        lastReader[input] = max(lastReader[input], node)
      }
    }
    (self.needed, self.lastReader) = (needed, lastReader)
  }
}
