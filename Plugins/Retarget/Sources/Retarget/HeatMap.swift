import Experiments

/// Where the mouse can be drawn to: every square of a maze, one after the other.
struct HeatMap: Experiment {
  static let name = "retarget-heat-map"
  static let summary = "How readily the policy walks to every square: no patch, retargeted there, cheese placed there."
  static let discussion = """
    The mazes have no cheese of their own. For every square, its cells in the chosen channels are set, the field is
    computed, and the geometric mean of the probabilities of the steps from the start to the square is taken.

    EXAMPLES
      hookctl --plugin Plugins/Retarget retarget-heat-map --out found
      hookctl --plugin Plugins/Retarget retarget-heat-map --levels 8 --channels 5 9 --value 2
    """
  static let levels = "0..<10"

  @OptionGroup var choice: ChannelOptions
  @Option(help: "What the cells that cover the square become.") var value: Float = 5.5
  @Option(help: "What the channels' other cells become. (default: they stay)") var rest: Float?
  @Option(help: "How many of the levels, from the first on, are drawn.") var pictures = 1

  /// The three maps of a level.
  private struct Maps {
    let maze: MazeState
    let level: Int
    let name: String
    let none: [Square: Double]
    let patched: [Square: Double]
    let cheese: [Square: Double]

    /// The share of squares that are reached more readily than without a patch.
    var better: Double { Double(patched.count { $0.value > none[$0.key] ?? 1 }) / Double(patched.count) }
  }

  func run(in lab: Lab) throws -> Findings {
    let (channels, rule) = try choice.chosen(by: .rise, in: lab)
    let mazes = try lab.mazes(where: "more than one square") { $0.legalSquares.count > 1 }
    let maps = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { state in
      let (bare, targets) = (state.bare, state.bare.targets)
      let original = try lab.field(of: bare)
      return Maps(
        maze: bare, level: lab.number(of: state), name: lab.name(of: state),
        none: try Dictionary(uniqueKeysWithValues: targets.map { ($0, try original.pathProbability(to: $0)) }),
        patched: try lab.pathProbabilities(in: bare, to: targets) { plan($0, channels) },
        cheese: try lab.pathProbabilitiesOfCheese(in: bare, to: targets))
    }
    return try findings(maps, channels, rule, lab)
  }

  private func plan(_ square: Square, _ channels: [Int]) -> Plan {
    Plan {
      Edit(SitePattern(choice.site), Retarget(square: square, channels: channels, value: value, default: rest))
    }
  }

  private func findings(_ maps: [Maps], _ channels: [Int], _ rule: String, _ lab: Lab) throws -> Findings {
    func measure(_ name: String, _ values: [Double], minus others: [Double]? = nil) throws -> Measure {
      let sample = try others.map { try Sample(differences: values, minus: $0, in: 0...1) } ?? Sample(values, in: 0...1)
      return Measure(name, try UnitEstimate(sample, lab.intervals))
    }
    func means(_ map: KeyPath<Maps, [Square: Double]>) throws -> [Double] {
      try maps.map { try Sample($0[keyPath: map].values.sorted()).mean }
    }
    let (none, patched, cheese) = try (means(\.none), means(\.patched), means(\.cheese))
    return try Findings("Retargeting at \(choice.site), every square") {
      rule
      "Cells of the square: \(value). Other cells of the channels: \(rest.map { "\($0)" } ?? "as they are")."
      try Measures(
        "means", "Geometric-mean path probability, mean over a level's squares, then over levels",
        intervals: "95 % interval over levels"
      ) {
        try measure("no patch", none)
        try measure("retargeted there", patched)
        try measure("cheese placed there", cheese)
        try measure("retargeted - no patch", patched, minus: none)
        try measure("retargeted - cheese", patched, minus: cheese)
        try measure("squares reached more readily", maps.map(\.better))
      }
      DataTable("levels", "By level", of: maps.indices) {
        Column("level") { maps[$0].level }
        Column("squares") { maps[$0].patched.count }
        Column("no patch") { none[$0] }
        Column("retargeted") { patched[$0] }
        Column("cheese there") { cheese[$0] }
        Column("more readily") { maps[$0].better }
      }
      for map in maps.prefix(pictures) {
        Picture(
          "level-\(map.level)", "\(map.name): path probability from the start to every square",
          MazeHeatMap(
            [
              .init("No patch", map.none), .init("Retargeted there", map.patched),
              .init("Cheese placed there", map.cheese),
            ],
            of: map.maze, renderer: lab.renderer, label: "geometric-mean path probability",
            caption: FigureCaption(
              title: "\(map.name) without its cheese, \(lab.mode.rawValue) mode; \(lab.policy.name)",
              calls: ["retarget, channels \(ChannelOptions.list(channels)), value \(value)"]),
            range: 0...1))
      }
    }
  }
}

extension HeatMap {
  func validate() throws {
    guard pictures >= 0 else { throw ValidationError("--pictures is 0 or more.") }
  }
}
