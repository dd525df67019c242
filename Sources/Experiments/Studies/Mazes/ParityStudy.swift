import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// HookKit's mazes beside those of the real procgen, byte by byte: what `hookctl maze parity` does and shows.
public struct ParityStudy {
  /// How many steps to compare at least, over all environments.
  public var steps: Int
  /// The seed of levels, actions and edits.
  public var seed: UInt64
  /// Whether to measure how fast both are.
  public var measuresSpeed = true
  private let library: ProcgenLibrary
  private let renderer: MazeRenderer

  /// A study of so many steps.
  ///
  /// - Throws: `RolloutError` for no steps; `MazeError` where procgen's library or pictures are not installed.
  public init(steps: Int = 100_000, seed: UInt64 = 0) throws {
    guard steps > 0 else { throw RolloutError.nothing("steps", "one") }
    (self.steps, self.seed) = (steps, seed)
    (library, renderer) = (try ProcgenLibrary(), try MazeRenderer())
  }

  /// What was found.
  public struct Outcome {
    /// How much was compared, the differences, and how fast both are.
    public let findings: Findings
    /// The states before each first difference, in which both agreed, with what differs then.
    public let differences: [(before: MazeState, words: String)]
  }

  /// Plays the same in all modes, and compares everything after every step; speeds only where there is no difference.
  ///
  /// - Parameter progress: told what is being done.
  public func run(_ progress: (String) -> Void = { _ in }) throws -> Outcome {
    let policy = try Policy.bundled()
    var stream = RandomStream(seed: seed, "parity".stableHash)
    let run = ParityRun(library: library, renderer: renderer, seed: seed) { observations in
      try policy.sampledActions(observations, &stream)
    }
    let scenarios = try ParityScenario.all(seed: Int(truncatingIfNeeded: seed & 0xFFFF_FFFF))
    var report = ParityRun.Report()
    for (number, scenario) in scenarios.enumerated() {
      progress("\(number + 1) of \(scenarios.count): \(scenario.name); \(report.steps.grouped) steps so far")
      try run.run(scenario, steps: (steps + scenarios.count - 1) / scenarios.count, into: &report)
    }
    var speeds: DataTable?
    if measuresSpeed, report.differences.isEmpty {
      progress("measuring both")
      speeds = try self.speeds()
    }
    return Outcome(
      findings: try findings(report, speeds), differences: report.differences.map { ($0.before, "\($0)") })
  }

  private func findings(_ report: ParityRun.Report, _ speeds: DataTable?) throws -> Findings {
    var recipe = Recipe()
    recipe.add("procgen", .string(ProcgenLibrary.version))
    recipe.add("seed", .string(String(seed)))
    return try .card("HookKit's mazes beside those of procgen \(ProcgenLibrary.version)", recipe: recipe) {
      DataTable("compared", of: [report]) {
        Column("steps", \.steps)
        Column("ends of episodes", key: "episodes", \.episodes)
        Column("states set", key: "states", \.states)
        Column("differences", \.differences.count)
      }
      if !report.differences.isEmpty { Self.table(report.differences) }
      if let speeds { speeds }
    }
  }

  private static func table(_ differences: [ParityDifference]) -> DataTable {
    DataTable("differences", "The first difference of each scenario", of: differences) {
      Column("scenario", \.scenario)
      Column("step", \.step)
      Column("environment", \.environment)
      Column("action", \.action)
      Column("what differs", key: "fields") { $0.fields.joined(separator: "; ") }
    }
  }

  private func speeds() throws -> DataTable {
    let speeds = try MazeMode.allCases.map { mode in
      (mode: mode, of: try SteppingSpeed.measure(library: library, renderer: renderer, mode: mode))
    }
    return DataTable(
      "speed", "Steps with observations in a second, on one core: 64 environments, median of 5 rounds", of: speeds
    ) {
      Column("mode", \.mode.rawValue)
      Column("HookKit", key: "hookkit") { Int(bounded: $0.of.native.median) }
      Column("procgen") { Int(bounded: $0.of.procgen.median) }
      Column("times as fast", key: "ratio") { $0.of.native.median / $0.of.procgen.median }
    }
  }
}
