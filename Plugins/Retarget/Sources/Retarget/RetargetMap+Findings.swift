import Experiments

extension RetargetMap {
  /// A level's means.
  private struct Level {
    let level: Int
    let squares: Int
    let original: Double
    let retargeted: Double
    let cheese: Double
  }

  func findings(
    _ rows: [[Row]], _ mazes: [MazeState], _ choice: (channels: [Int], value: Float), _ lab: Lab
  ) throws -> Findings {
    func mean(_ rows: [Row], _ part: (Row) -> Double) -> Double {
      rows.map(part).reduce(0, +) / Double(max(rows.count, 1))
    }
    let levels = rows.map { rows in
      Level(
        level: rows.first?.level ?? 0, squares: rows.count, original: mean(rows, \.original),
        retargeted: mean(rows, \.retargeted), cheese: mean(rows, \.cheese))
    }
    let bootstrap = Bootstrap(seed: lab.seed)
    let rule = "\(mazes.count) levels: \(lab.levels[0]) to \(lab.levels[lab.levels.count - 1]), none left out; every square "
      + "but the start and the cheese's."
    return try Findings("Retargeting at \(site)") {
      rule
      "Channels \(choice.channels.map(String.init).joined(separator: ", ")) become \(choice.value) in the cells of the target."
      try Measures("means", "Geometric mean probability of the path's steps, mean over levels", intervals: "95 % bootstrap interval") {
        Measure("as it is", try bootstrap.mean(of: Sample(levels.map(\.original))), of: levels.count)
        Measure("retargeted", try bootstrap.mean(of: Sample(levels.map(\.retargeted))), of: levels.count)
        Measure("cheese placed there", try bootstrap.mean(of: Sample(levels.map(\.cheese))), of: levels.count)
        Measure(
          "retargeted minus as it is",
          try bootstrap.mean(of: Sample(differences: levels.map(\.retargeted), minus: levels.map(\.original))),
          of: levels.count)
      }
      DataTable("levels", "By level", of: levels) {
        Column("level", \.level)
        Column("squares", \.squares)
        Column("as it is", \.original)
        Column("retargeted", \.retargeted)
        Column("cheese there", \.cheese)
      }
      DataTable("squares", "", of: rows.flatMap { $0 }) {
        Column("level", \.level)
        Column("square", \.square)
        Column("steps", \.steps)
        Column("as it is", \.original)
        Column("retargeted", \.retargeted)
        Column("cheese there", \.cheese)
      }.shortened(to: 0)
      // Every level has its map: none is chosen.
      for (maze, rows) in zip(mazes, rows) { try picture(maze, rows, choice, lab) }
    }
  }

  private func picture(
    _ state: MazeState, _ rows: [Row], _ choice: (channels: [Int], value: Float), _ lab: Lab
  ) throws -> Picture {
    func values(_ part: (Row) -> Double) -> [Square: Double] {
      Dictionary(uniqueKeysWithValues: rows.map { ($0.square, part($0)) })
    }
    let level = Int(state.currentLevelSeed)
    let caption = FigureCaption(
      title: "Level \(level), \(state.mode.rawValue) mode; \(lab.policy.name)",
      calls: ["retarget(channels: \(choice.channels), value: \(choice.value))@\(site)"],
      numbers: ["Geometric mean of the step probabilities along the path from the start to each square."])
    return Picture(
      "level-\(level)", "Level \(level): how readily the mouse walks to each square",
      MazeHeatMap(
        [.init("As it is", values(\.original)), .init("Retargeted", values(\.retargeted)), .init("Cheese there", values(\.cheese))],
        of: state, renderer: lab.renderer, label: "path probability", caption: caption, range: 0...1))
  }
}
