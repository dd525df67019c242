import HookKit
import MazeLab

/// What the fields of a maze would cost: the end of `hookctl explain --cost`.
struct FieldCosts {
  let vfield: CostForecast
  let compare: CostForecast
  let speed: MachineSpeed

  private var rows: [(name: String, forecast: CostForecast)] { [("vfield", vfield), ("compare", compare)] }

  var text: String {
    var table = Table(indent: 2)
    table.add("", "forward passes", "one by one", "MFLOP", "memory", "time")
    for (name, forecast) in rows {
      table.add(
        name, Self.short(forecast.forwardEquivalents), forecast.naiveForwardEquivalents.grouped,
        Int(bounded: forecast.cost.megaFLOP.rounded()).grouped,
        Self.bytes(forecast.bufferBytes + forecast.resultBytes), "about \(Self.time(forecast.seconds(on: speed)))")
    }
    return "\(heading)\n\(table.text)"
  }

  /// The same numbers for cards, whole.
  var table: DataTable {
    DataTable("cost", heading, of: rows) {
      Column("command", \.name)
      Column("forward passes", \.forecast.forwardEquivalents)
      Column("one by one", \.forecast.naiveForwardEquivalents)
      Column("MFLOP", \.forecast.cost.megaFLOP)
      Column("bytes of memory") { $0.forecast.bufferBytes + $0.forecast.resultBytes }
      Column("seconds, about") { $0.forecast.seconds(on: speed) }
    }
  }

  /// Where times come from.
  var speedNote: String { "Times are forecasts from a measurement of this processor: \(speed.processor)." }

  private var heading: String {
    let squares = vfield.rows.counted("square")
    let pass = Self.short(vfield.forwardPass.megaFLOP)
    return "cost of the fields of \(squares), on up to \(compare.threads) threads; a forward pass is \(pass) MFLOP"
  }

  var json: JSONValue {
    .object(
      rows.map { .init($0.name, json($0.forecast)) } + [
        .init("forwardPassMegaFLOP", .number(vfield.forwardPass.megaFLOP)),
        .init("processor", .string(speed.processor)),
      ])
  }

  private func json(_ forecast: CostForecast) -> JSONValue {
    .object([
      .init("rows", .integer(forecast.rows)), .init("plans", .integer(forecast.plans)),
      .init("forwardEquivalents", .number(forecast.forwardEquivalents)),
      .init("naiveForwardEquivalents", .integer(forecast.naiveForwardEquivalents)),
      .init("preparedRows", .integer(forecast.preparedRows)), .init("megaFLOP", .number(forecast.cost.megaFLOP)),
      .init("bytesMoved", .integer(forecast.cost.bytesMoved)), .init("bufferBytes", .integer(forecast.bufferBytes)),
      .init("resultBytes", .integer(forecast.resultBytes)), .init("threads", .integer(forecast.threads)),
      .init("seconds", .number(forecast.seconds(on: speed))),
    ])
  }

  /// With three digits that count, or all before the point.
  private static func short(_ value: Double) -> String {
    value >= 100 ? Int(bounded: value.rounded()).grouped : value.decimals(value >= 10 ? 1 : 2)
  }

  private static func bytes(_ count: Int) -> String {
    let mega = Double(count) / 1e6
    return mega >= 1000 ? "\(short(mega / 1000)) GB" : "\(short(mega)) MB"
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "\(short(seconds * 1000)) ms"
    case ..<120: "\(short(seconds)) s"
    case ..<7200: "\(short(seconds / 60)) minutes"
    default: "\(short(seconds / 3600)) hours"
    }
  }
}
