import Experiments

/// Why a rollout steps otherwise than the field's likeliest action says.
struct FieldsAndRollouts: Experiment {
  static let name = "fields-and-rollouts"
  static let summary = "Steps of rollouts against the field: how many differ, by the mouse's facing and by chance."
  static let discussion = """
    A field has the mouse look one way on every square; in a rollout it looks the way it last stepped. A step that is not
    the field's likeliest action is due to facing where it is the likeliest as the mouse looks, and to chance otherwise.

    EXAMPLES
      hookctl --plugin Plugins/InRollouts fields-and-rollouts --levels 0..<200 --out found
    """
  static let levels = "0..<100"

  @Option(help: "The most steps of an episode.") var steps = 500

  func run(in lab: Lab) throws -> Findings {
    var options = RolloutOptions()
    (options.steps, options.seed) = (steps, lab.seed)
    let mazes = try lab.mazes { $0.cheese != nil }
    let walks = try lab.each(mazes, { "level \($0.currentLevelSeed)" }) { state in
      var walk: Walk?
      let field = try lab.field(of: state)
      try Rollout.run(.states([state]), policy: lab.policy, on: .native(lab.renderer), options: options) {
        walk = Walk($0, field)
      }
      return walk
    }.compactMap { $0 }
    return try findings(walks, lab)
  }

  private func findings(_ walks: [Walk], _ lab: Lab) throws -> Findings {
    func share(_ name: String, _ part: (Walk) -> Double) throws -> Measure {
      Measure(name, try UnitEstimate(Sample(walks.map(part), in: 0...1), lab.intervals))
    }
    let parting = walks.filter { $0.leavesSharedWay != nil }
    return try Findings("Steps of rollouts against the field") {
      "\(walks.count) levels, one episode each, at most \(steps) steps; actions drawn by their probabilities."
      try Measures("steps", "Shares of an episode's steps, means over levels", intervals: "95 % interval over levels") {
        try share("the mouse looks right", \.looksRight)
        try share("not the field's likeliest action", \.differs)
        try share("of these by facing", \.byFacing)
        try share("of these by chance", \.byChance)
        try share("another likeliest action by facing", \.turned)
        try share("total variation between field and rollout", \.distance)
      }
      if !parting.isEmpty {
        try Measures("way", "Where the ways to cheese and corner part", intervals: "95 % interval (Wilson)") {
          Measure(
            "leaves the way that both share before the decision square",
            try Rate(of: parting.map { $0.leavesSharedWay == true }).interval(), of: parting.count)
        }
      }
    }
  }
}

extension FieldsAndRollouts {
  func validate() throws {
    guard steps > 0 else { throw ValidationError("--steps is 1 or more.") }
  }
}
