import HookKit
import MazeLab
import Sweeps

/// What a sweep would take: what `hookctl sweep --dry-run` shows and writes.
public struct ForecastReport: Report {
  /// The forecast.
  public let forecast: SweepForecast
  /// How it was made.
  public var recipe = Recipe()

  /// A forecast.
  public init(_ forecast: SweepForecast) { self.forecast = forecast }

  public var text: String { TextWidth.wrapped(forecast.text) }

  public var findings: Findings {
    get throws {
      let forecast = forecast
      return try .card("What the sweep would take", recipe: recipe) {
        Measures("forecast") {
          Measure("points", count: forecast.points)
          Measure("mazes", count: forecast.mazes)
          Measure("plans on each maze", count: forecast.plans)
          Measure("shared prefixes", count: forecast.sharedPrefixes)
          Measure("units", count: forecast.units)
          Measure("fields", count: forecast.fields)
          Measure("forward passes", forecast.forwardEquivalents)
          Measure("forward passes one by one", forecast.naiveForwardEquivalents)
          Measure("processor time", forecast.processorSeconds, unit: "s")
          Measure("time", forecast.seconds, unit: "s")
          Measure("workers", count: forecast.workers)
        }
        DataTable("axes", "Axes", of: forecast.axes) {
          Column("axis", \.name)
          Column("values", \.values.count)
          Column("which") { $0.values.joined(separator: ", ") }
        }
      }
    }
  }
}
