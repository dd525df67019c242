import HookKit

/// What a sweep would take, said before it is run.
public struct SweepForecast: Sendable {
  private let runner: SweepRunner

  public init(_ runner: SweepRunner) { self.runner = runner }

  /// For people.
  public var text: String {
    let (layout, sweep) = (runner.layout, runner.layout.sweep)
    var table = Table()
    table.add("points", "\(sweep.pointCount.grouped) (\(sweep.sceneCount.grouped) mazes x \(sweep.planCount.grouped) plans)")
    for axis in sweep.axes where axis.values.count > 1 {
      table.add("  \(axis.name)", "\(axis.values.count.grouped): \(Self.short(axis.values.map(\.text)))")
    }
    table.add("fields with null twins", layout.planTotal.grouped)
    table.add("units", "\(layout.unitCount.grouped), \(layout.unitsOfScene.grouped) for each maze; \(runner.units.count.grouped) in shard \(runner.shard)")
    return table.text
  }

  private static func short(_ texts: [String]) -> String {
    texts.count <= 6 ? texts.joined(separator: ", ") : "\(texts.prefix(3).joined(separator: ", ")), ..., \(texts.last ?? "")"
  }
}
