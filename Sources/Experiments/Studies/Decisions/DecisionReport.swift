import HookKit
import MazeLab
import Statistics
import Sweeps

/// What a policy does where the ways to cheese and corner part: what `hookctl statistics decision` shows.
public struct DecisionReport: Report {
  /// The decisions, maze by maze.
  public let study: DecisionStudy
  /// Where mean effects stand among those of null twins; empty without twins.
  public let nulls: NullEffects
  /// The means over mazes, by way.
  public let summaries: [DecisionStudy.Summary]
  /// The policy's name.
  public let model: String
  let mazes: MazeSet
  private let calls: [String]

  init(
    _ study: DecisionStudy, nulls: NullEffects, rule: IntervalRule, model: String, mazes: MazeSet, calls: [String]
  ) throws {
    (self.study, self.nulls, self.model, self.mazes, self.calls) = (study, nulls, model, mazes, calls)
    summaries = try study.summaries(rule)
  }

  private var isPatched: Bool { summaries.contains { $0.patched != nil } }

  public var findings: Findings {
    get throws {
      let figures = try self.figures()
      return try Findings("At the decision squares of \(mazes): \(model)") {
        Note(scope)
        if isPatched { Note((["The edits, and what they did:", ""] + receipts).joined(separator: "\n")) }
        means
        Note(intervals)
        if !nulls.entries.isEmpty { nulls.table(); nulls.sizesTable }
        if let choices = study.choices { choiceTable(choices) }
        figures
        table
      }
    }
  }

  /// How many levels there were, and what became of the others.
  private var scope: String {
    let lacking = DecisionStudy.Lack.allCases.compactMap { lack in
      study.lacking[lack].map { "\($0.count.grouped) with \(lack.rawValue)" }
    }
    return "\(study.trials.count.grouped) of \(study.levels.grouped) \(mazes.unit)s have a decision square"
      + (lacking.isEmpty ? "." : "; not counted: \(lacking.joined(separator: ", ")).")
  }

  private var receipts: [String] { study.receipts.map(\.text) }

  /// What the intervals are, or why there are none.
  private var intervals: String {
    let mean = summaries[0].original
    guard mean.interval != nil else {
      return mean.lack.map { "No intervals: \($0.text)\($0.hint)." } ?? ""
    }
    let coverage = Sample.coverage(ofMeanIntervalOf: mean.count).map { "; \($0.text)" } ?? ""
    return "Intervals: \(Sample.meanIntervalMethod)\(coverage)."
  }

  private var means: Measures {
    Measures("probabilities", "Mean probabilities over \(mazes.unit)s", intervals: "95 % interval over \(mazes.unit)s")
    {
      for summary in summaries {
        let name = summary.way.rawValue
        Measure(isPatched ? "\(name), original" : name, summary.original)
        if let patched = summary.patched { Measure("\(name), patched", patched) }
        if let difference = summary.difference {
          Measure("\(name), patched minus original", difference)
        }
      }
    }
  }

  private func choiceTable(_ choices: [[Int]]) -> DataTable {
    let ways = DecisionStudy.Way.allCases
    return DataTable(
      "choices",
      "\(mazes.isOfLevels ? "Levels" : "Mazes") by their likeliest way: original (lines) and patched (columns)",
      header: ["original"] + ways.map(\.rawValue),
      rows: zip(ways, choices).map { way, counts in [.text(way.rawValue)] + counts.map(TableCell.integer) })
  }

  private var table: DataTable {
    DataTable(
      "levels", "By \(mazes.unit) (the first 20; all in the CSV and JSON files)", of: study.trials
    ) {
      Column("level", \.level)
      if !mazes.isOfLevels { Column("maze") { mazes.name(of: $0.level) } }
      Column("square", \.original.square)
      for way in DecisionStudy.Way.allCases {
        Column(isPatched ? "\(way.rawValue), original" : way.rawValue) { way.probability($0.original) }
        if isPatched { Column("\(way.rawValue), patched") { $0.patched.map(way.probability) } }
      }
    }.shortened(to: 20)
  }

  private func figures() throws -> [any Finding] {
    let ways = DecisionStudy.Way.allCases
    let note = ["\(study.trials.count.grouped) \(mazes.unit)s with a decision square, of \(mazes); \(model)"] + calls
    var pictures: [any Finding] = []
    for way in [DecisionStudy.Way.cheese, .corner] {
      let (original, patched) = study.probabilities(of: way)
      let series = [HistogramChart.Series("original", original)] + (patched.map { [.init("patched", $0)] } ?? [])
      pictures.append(
        Picture(
          "histogram-\(way == .cheese ? "cheese" : "corner")", "Probability \(way.rawValue) at the decision square",
          HistogramChart(
            "Probability \(way.rawValue)", x: "probability", y: "\(mazes.unit)s", range: 0...1, caption: note, series)))
    }
    if isPatched {
      let points = ways.map { way in
        let (original, patched) = study.probabilities(of: way)
        return ScatterChart.Series(way.rawValue, zip(original, patched ?? []).map { .init($0, $1) })
      }
      pictures.append(
        Picture(
          "scatter",
          "Probabilities of each \(mazes.unit), original against patched; on the dashed line nothing changes",
          ScatterChart(
            "Original against patched", x: "original", y: "patched", range: 0...1, showsEquality: true, caption: note,
            points)))
    }
    let boxes = try ways.flatMap { way in
      let (original, patched) = study.probabilities(of: way)
      return [BoxChart.Box(way.short, series: 0, try Sample(original))]
        + (try patched.map { [BoxChart.Box(way.short, series: 1, try Sample($0))] } ?? [])
    }
    pictures.append(
      Picture(
        "boxes", "Quartiles, median (line) and mean (diamond) of the \(mazes.unit)s' probabilities",
        BoxChart(
          "At the decision square", y: "probability", series: isPatched ? ["original", "patched"] : [], range: 0...1,
          caption: note, boxes)))
    return pictures
  }
}

extension DecisionStudy.Way {
  fileprivate var short: String {
    switch self {
    case .cheese: "cheese"
    case .corner: "corner"
    case .other: "other"
    }
  }
}
