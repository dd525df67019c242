/// Which networks were run, and what edits used of the registry, while it was open: for recipes, which say what was used and not what
/// was asked for.
///
/// ```swift
/// let log = RunLog()
/// try RunLog.$current.withValue(log) { try experiment.run(in: lab) }
/// ```
///
/// Work that is handed to other threads notes what it runs before it begins.
public final class RunLog: Sendable {
  /// The log that runs are noted in; nil for none.
  @TaskLocal public static var current: RunLog?

  private struct Contents {
    var graphs: [ModuleGraph] = []
    var uses = PlanUses()
    var metrics: Set<String> = []
  }
  private let contents = Locked(Contents())

  /// A log of nothing.
  public init() {}

  /// The networks, in the order of their first runs.
  public var graphs: [ModuleGraph] { contents.withLock { $0.graphs } }
  /// What all edits use of the registry.
  package var uses: PlanUses { contents.withLock { $0.uses } }
  /// The names of all metrics.
  public var metrics: Set<String> { contents.withLock { $0.metrics } }

  /// Notes a network, with what the edits that it is run under use.
  package func note(_ graph: ModuleGraph, using uses: PlanUses) {
    contents.withLock { contents in
      if !contents.graphs.contains(where: { $0.derived === graph.derived }) { contents.graphs.append(graph) }
      contents.uses.formUnion(uses)
    }
  }

  /// Notes what is measured.
  public func note(metrics names: some Sequence<String>) { contents.withLock { $0.metrics.formUnion(names) } }
}
