import HookKit

extension PlanUses {
  /// Metrics of fields or of mazes, by their names in any spelling.
  package init(metrics names: some Sequence<String>) {
    self.init()
    let names = names.map(NameStyle.hyphenated)
    add(names, of: MetricEntry.self)
    add(names, of: MazeMetricEntry.self)
  }
}
