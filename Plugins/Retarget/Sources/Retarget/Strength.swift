import Experiments

/// How far the mouse follows, by the value that is put in.
struct Strength: Experiment {
  static let name = "retarget-strength"
  static let summary = "How readily the policy walks to random squares, by the value that the channels get there."
  static let discussion = """
    A few squares of every maze, drawn at random, are targets. The control puts the same values into as many channels that
    are drawn at random from the others.

    EXAMPLES
      hookctl --plugin Plugins/Retarget retarget-strength --out found
      hookctl --plugin Plugins/Retarget retarget-strength --value 1 --value 10 --rest 0
    """
  static let levels = "0..<30"

  @OptionGroup var choice: ChannelOptions
  @Option(help: "Values; repeatable. (default: 0, 1, 2, 4, 5.5, 8, 16)") var value: [Float] = []
  @Option(help: "What the channels' other cells become. (default: they stay)") var rest: Float?
  @Option(help: "How many squares of every maze are targets.") var targets = 3

  /// The means over a maze's targets.
  private struct Level {
    let none: Double
    let cheese: Double
    let patched: [Double]
    let control: [Double]
  }

  func run(in lab: Lab) throws -> Findings {
    let values = value.isEmpty ? [0, 1, 2, 4, 5.5, 8, 16] : value
    let (channels, rule) = try choice.chosen(by: .rise, in: lab)
    let others = try choice.others(than: channels, in: lab)
    let mazes = try lab.mazes(where: "more than one square") { $0.legalSquares.count > 1 }
    let levels = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { state in
      let bare = state.bare
      let squares = drawn(from: bare.targets, lab.random("targets", Int(state.currentLevelSeed)))
      let original = try lab.field(of: bare)
      func mean(_ channels: [Int], _ value: Float) throws -> Double {
        let found = try lab.pathProbabilities(in: bare, to: squares) { square in
          Plan {
            Edit(SitePattern(choice.site), Retarget(square: square, channels: channels, value: value, default: rest))
          }
        }
        return try Sample(squares.compactMap { found[$0] }).mean
      }
      let cheese = try lab.pathProbabilitiesOfCheese(in: bare, to: squares)
      return Level(
        none: try Sample(squares.map { try original.pathProbability(to: $0) }).mean,
        cheese: try Sample(squares.compactMap { cheese[$0] }).mean, patched: try values.map { try mean(channels, $0) },
        control: try values.map { try mean(others, $0) })
    }
    let control = "Control: channels \(ChannelOptions.list(others))."
    return try findings(levels, values, "\(rule) \(control)", lab)
  }

  private func findings(_ levels: [Level], _ values: [Float], _ rule: String, _ lab: Lab) throws -> Findings {
    func mean(_ number: (Level) -> Double) throws -> UnitEstimate {
      try UnitEstimate(Sample(levels.map(number), in: 0...1), lab.intervals)
    }
    // Levels stay paired: they differ more from each other than an edit changes them.
    func gain(_ number: (Level) -> Double) throws -> UnitEstimate {
      try UnitEstimate(Sample(differences: levels.map(number), minus: levels.map(\.none), in: 0...1), lab.intervals)
    }
    let patched = try values.indices.map { index in try mean { $0.patched[index] } }
    let control = try values.indices.map { index in try mean { $0.control[index] } }
    let (none, cheese) = try (mean(\.none), mean(\.cheese))
    let gains = try values.indices.map { index in try gain { $0.patched[index] } }
    let disturbances = try values.indices.map { index in try gain { $0.control[index] } }
    func curve(_ name: String, _ means: [UnitEstimate], isReference: Bool = false) -> LineChart.Series {
      let points = zip(values, means).map { LineChart.Point(Double($0), $1.estimate, $1.range) }
      return LineChart.Series(name, points, isReference: isReference)
    }
    return try Findings("Retargeting at \(choice.site), by value") {
      "\(levels.count) levels, \(targets) squares each drawn at random, mazes without cheese. \(rule)"
      Measures("references", "Geometric-mean path probability", intervals: "95 % interval over levels") {
        Measure("no patch", none)
        Measure("cheese placed there", cheese)
      }
      DataTable("values", "By value", of: values.indices) {
        Column("value") { values[$0] }
        Column("retargeted") { patched[$0].estimate }
        Column("95 % interval", ofKey: "retargeted") { TableInterval(patched[$0]) }
        Column("other channels") { control[$0].estimate }
        Column("95 % interval", ofKey: "other channels") { TableInterval(control[$0]) }
        Column("retargeted - no patch") { gains[$0].estimate }
        Column("95 % interval", ofKey: "retargeted - no patch") { TableInterval(gains[$0]) }
        Column("other - no patch") { disturbances[$0].estimate }
        Column("95 % interval", ofKey: "other - no patch") { TableInterval(disturbances[$0]) }
      }
      Picture(
        "strength", "Path probability to the target by the value put in",
        LineChart(
          "", x: "value in the cells of the target", y: "path probability", range: 0...1,
          caption: [
            "\(levels.count) levels, \(targets) random squares each. Bars: 95 % intervals over levels.",
            "No patch: \(TableCell.number(none.estimate).shown). "
              + "Cheese there: \(TableCell.number(cheese.estimate).shown).",
          ], [curve("retargeted", patched), curve("other channels", control, isReference: true)]))
    }
  }

  private func drawn(from squares: [Square], _ stream: RandomStream) -> [Square] {
    var random = stream
    return Array(squares.shuffled(using: &random).prefix(targets))
  }
}

extension Strength {
  func validate() throws {
    guard targets > 0 else { throw ValidationError("--targets is 1 or more.") }
  }
}
