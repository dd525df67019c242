import HookKit
import MazeLab
import Statistics

/// What linear probes decode: scores, maps of the channels that tell most, directions; what `hookctl probe` shows.
public struct ProbeReport: Report {
  /// The probes of a site for a question.
  public struct Part: Sendable {
    /// What is asked of which site.
    public let probing: Probing
    /// Its probes: of the whole site first.
    public let entries: [Probing.Entry]
    let showsMaps: Bool
  }

  /// A probe of a site's cells.
  public struct CellPart: Sendable {
    /// What is asked of which site's cells.
    public let probing: CellProbing
    /// How well it is read.
    public let result: LinearProbe.Result
  }

  /// The probes, targets outermost.
  public let parts: [Part]
  /// The probes of cells.
  public let cells: [CellPart]
  /// The observations, with activations and labels.
  public let rows: ProbeRows
  /// The policy's name.
  public let model: String
  /// The policy's name in comparisons.
  let modelName: String
  let facing: FieldFacing
  let mazes: MazeSet
  let calls: [String]
  let keepsDirections: Bool

  public var findings: Findings {
    get throws {
      let maps = try parts.filter(\.showsMaps).map(maps)
      return try Findings("Probes on \(mazes): \(model)") {
        Note(scope)
        scores
        for part in parts where part.showsMaps { channelTable(part) }
        maps
        if keepsDirections { try directions }
      }
    }
  }

  /// The directions of all sites and targets, as arrays.
  public var directions: Tensors {
    get throws {
      var found = ProbeDirections()
      for part in cells { try found.add(part.probing, part.result) }
      for part in parts {
        if let whole = part.entries.first(where: { $0.scope == .site }) { try found.add(part.probing, whole) }
      }
      return Tensors("directions", "Directions, offsets and rows", found.archive(rows))
    }
  }

  /// Several policies on the same observations beside each other, and then what was found of each.
  public static func compared(_ reports: [ProbeReport]) throws -> Findings {
    try ProbeComparison(models: reports.map(\.modelName), parts: reports.map(\.parts)).findings(
      "Probes on \(reports[0].mazes): \(reports.count) policies", reports.map { try $0.findings })
  }

  private var scope: String {
    let edits = calls.isEmpty ? "without edits" : "under \(calls.joined(separator: ", then "))"
    var text =
      "\(rows.rows.count.grouped) observations of \(rows.mazes.count.grouped) \(mazes.unit)s, the mouse on random squares\(turned), \(edits). "
      + "Every observation is predicted by a fit that has not seen its \(mazes.unit); scores are over all of them together."
    if !cells.isEmpty { text += " Every cell is read by the same weights." }
    let known =
      parts.map { ($0.probing.question.name, $0.probing.rows) } + cells.map { ($0.probing.name, $0.probing.rows.count) }
    for (name, count) in known where count < rows.rows.count {
      let line = " \(name) is known for \(count.grouped) of them."
      if !text.contains(line) { text += line }
    }
    return text
  }

  /// Which way the mouse looks, where somebody asked.
  private var turned: String {
    switch facing {
    case .state: ""
    case .left, .right: " facing \(facing.rawValue)"
    case .both: ", each seen facing left and right"
    }
  }

  private var scores: DataTable {
    DataTable("scores", "Scores", of: lines) {
      Column("target", \.target)
      Column("site", \.site)
      Column("features") { $0.result.columns }
      Column("score", \.measure)
      Column("value") { $0.result.score }
      Column("standard error") { $0.result.standardError }
      Column("without features") { $0.result.baseline }
      Column("mean distance") { $0.result.meanDistance }
    }
  }

  /// A line of the table of scores.
  private struct Line {
    let target, site, measure: String
    let result: LinearProbe.Result
  }

  private var lines: [Line] {
    let whole = parts.flatMap { part in
      part.entries.filter { if case .channel = $0.scope { false } else { true } }.map { entry in
        Line(
          target: part.probing.question.name, site: part.probing.site.name, measure: Self.measure(part),
          result: entry.result)
      }
    }
    return whole
      + cells.map { Line(target: $0.probing.name, site: $0.probing.site.name, measure: "AUC", result: $0.result) }
  }

  private static func measure(_ part: Part) -> String {
    if case .classes = part.probing.question.target { "accuracy" } else { "R²" }
  }

  private func channelTable(_ part: Part) -> DataTable {
    DataTable(
      "channels-\(slug(part))",
      "\(part.probing.question.name) from single channels of \(part.probing.site.name), best first",
      of: ranked(part)
    ) {
      Column("channel", \.channel)
      Column(Self.measure(part)) { $0.entry.result.score }
      Column("standard error") { $0.entry.result.standardError }
      Column("without features") { $0.entry.result.baseline }
    }.shortened(to: 12)
  }

  private func ranked(_ part: Part) -> [(channel: Int, entry: Probing.Entry)] {
    part.entries.compactMap { entry -> (channel: Int, entry: Probing.Entry)? in
      if case .channel(let channel) = entry.scope { (channel, entry) } else { nil }
    }.sorted { ($1.entry.result.score, $0.channel) < ($0.entry.result.score, $1.channel) }
  }

  /// F scores of the cells of the twelve best channels.
  private func maps(_ part: Part) throws -> Picture {
    let scores = try part.probing.scores()
    let panels = ranked(part).prefix(12).map { channel, entry in
      MatrixChart.Panel(
        "\(channel): \(Self.digits(entry.result.score))", part.probing.map(scores, ofChannel: channel))
    }
    let name = part.probing.question.name, site = part.probing.site.name
    return Picture(
      "map-\(slug(part))", "Where single channels of \(site) tell about \(name): F score of each cell",
      MatrixChart(
        maps: "\(name) from channels of \(site)", label: "F score",
        caption: [
          "The twelve channels from which \(name) is read best, each with its \(Self.measure(part)); the top of a map is the "
            + "top of the picture. \(rows.rows.count.grouped) observations, \(mazes); \(model)"
        ], Array(panels)))
  }

  private func slug(_ part: Part) -> String {
    String("\(part.probing.question.name)-\(part.probing.site.name)".map { $0 == " " ? "-" : $0 })
  }

  private static func digits(_ value: Double) -> String {
    let hundredths = Int(bounded: (abs(value) * 100).rounded())
    return (value < 0 && hundredths > 0 ? "−" : "") + "\(hundredths / 100)."
      + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
  }
}
