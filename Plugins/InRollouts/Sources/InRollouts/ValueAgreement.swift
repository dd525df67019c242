import Experiments

/// Whether the actions lead where the value is highest, and which of the two follows the cheese.
struct ValueAgreement: Experiment {
  static let name = "value-agreement"
  static let summary =
    "Whether the likeliest action leads to the neighbour of highest value, and which follows the cheese."
  static let discussion = """
    On every square with two ways or more, the likeliest action is held against the neighbour whose state has the highest
    value. Squares beside the cheese are left out, since no state has the mouse on it.

    EXAMPLES
      hookctl --plugin Plugins/InRollouts value-agreement --levels 0..<200 --out found
    """
  static let levels = "0..<100"

  func run(in lab: Lab) throws -> Findings {
    let mazes = try lab.mazes(where: "a cheese") { $0.cheese != nil }
    let compared = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { Ways(try lab.field(of: $0), $0.maze) }
    let (all, parting) = (compared.filter { !$0.junctions.isEmpty }, compared.filter { !$0.parting.isEmpty })
    guard !all.isEmpty else { throw lab.nothing("squares with two ways") }
    func share(_ name: String, of ways: [Ways], _ part: (Ways) -> Double) throws -> Measure {
      Measure(name, try UnitEstimate(Sample(ways.map(part), in: 0...1), lab.intervals))
    }
    return try Findings("Actions and values") {
      "Means over levels of shares of squares. Squares with two ways or more: \(all.reduce(0) { $0 + $1.junctions.count })."
      "Where the ways to cheese and corner part: \(parting.reduce(0) { $0 + $1.parting.count }) squares."
      try Measures("agreement", "Squares with two ways or more", intervals: "95 % interval over levels") {
        try share("likeliest action to the highest value", of: all) { $0.share(of: \.junctions, \.agrees) }
        try share("by chance", of: all) { $0.share(of: \.junctions, \.chance) }
      }
      if !parting.isEmpty {
        try Measures(
          "parting", "Squares where the ways to cheese and corner part", intervals: "95 % interval over levels"
        ) {
          try share("likeliest action to the highest value", of: parting) { $0.share(of: \.parting, \.agrees) }
          try share("likeliest action towards the cheese", of: parting) { $0.share(of: \.parting, \.actionToCheese) }
          try share("highest value towards the cheese", of: parting) { $0.share(of: \.parting, \.valueToCheese) }
          try share("likeliest action towards the corner", of: parting) { $0.share(of: \.parting, \.actionToCorner) }
          try share("highest value towards the corner", of: parting) { $0.share(of: \.parting, \.valueToCorner) }
        }
      }
    }
  }
}
