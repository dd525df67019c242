import ArgumentParser
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// `hookctl maze parity`: whether HookKit's mazes are those of the real procgen, byte by byte.
struct MazeParityCommand: HookCtlCommand {
  static let configuration = CommandConfiguration(
    commandName: "parity",
    abstract: "Compare HookKit's mazes with the real procgen library, byte by byte.",
    usage: "hookctl maze parity [--steps <n>] [--seed <n>] [--no-speed]",
    discussion: """
      Both play the same in all modes: random actions, those of the bundled policy, forced ends, edited states and \
      states of before. After every step the bytes of get_state, reward, flags, level seeds and all pixels are \
      compared. The first difference is narrowed down to its step and field, and ends with exit code 70. Needs \
      procgen's library, which `hookctl data fetch` gets.

      EXAMPLES
        hookctl maze parity
        hookctl maze parity --steps 5000 --no-speed
      """)

  @Option(help: ArgumentHelp("How many steps to compare at least, over all environments.", valueName: "n"))
  var steps = 100_000

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The seed of levels, actions and edits.", valueName: "n"))
  var seed: UInt64 = 0

  @Flag(help: "Do not measure how fast both are.")
  var noSpeed = false

  func run(in program: Program) throws {
    guard steps > 0 else { throw RolloutError.nothing("steps", "one") }
    let library = try ProcgenLibrary()
    let renderer = try MazeRenderer()
    let report = try compare(library, renderer, program.console)
    try program.console.print(Self.text(report))
    for (number, difference) in report.differences.enumerated() {
      let path = "parity-\(number + 1).state"
      try MazeStateFile.write(difference.before, to: path)
      program.console.note("wrote \(path), the state before: \(difference)")
    }
    guard report.differences.isEmpty else {
      throw Fault(
        .defect, "parity", "\(report.differences.count.counted("scenario")) differ from the real procgen",
        try: "please report it together with the files written")
    }
    if !noSpeed { try measure(library, renderer, program.console) }
  }

  private func compare(
    _ library: ProcgenLibrary, _ renderer: MazeRenderer, _ console: Console
  ) throws -> ParityRun.Report {
    let policy = try Policy.bundled()
    var stream = RandomStream(seed: seed, "parity".stableHash)
    let run = ParityRun(library: library, renderer: renderer, seed: seed) { observations in
      try policy.sampledActions(observations, &stream)
    }
    let scenarios = try ParityScenario.all(seed: Int(truncatingIfNeeded: seed & 0xFFFF_FFFF))
    var report = ParityRun.Report()
    for (number, scenario) in scenarios.enumerated() {
      console.progress(
        "\(number + 1) of \(scenarios.count): \(scenario.name); \(report.steps.grouped) steps so far")
      try run.run(scenario, steps: (steps + scenarios.count - 1) / scenarios.count, into: &report)
    }
    console.endProgress()
    return report
  }

  private func measure(_ library: ProcgenLibrary, _ renderer: MazeRenderer, _ console: Console) throws {
    console.progress("measuring both")
    var table = Table()
    table.add(
      "STEPS WITH OBSERVATIONS", "HOOKKIT", "PROCGEN", "", "(one core, 64 environments, median of 5 rounds)")
    for mode in MazeMode.allCases {
      let speeds = try SteppingSpeed.measure(library: library, renderer: renderer, mode: mode)
      let ratio = speeds.native.median / speeds.procgen.median
      table.add(
        mode.rawValue, "\(Int(bounded: speeds.native.median).grouped)/s",
        "\(Int(bounded: speeds.procgen.median).grouped)/s",
        "\((ratio * 100).rounded() / 100) x")
    }
    console.endProgress()
    try console.print(table.text)
  }

  private static func text(_ report: ParityRun.Report) -> String {
    "\(report.steps.grouped) steps, \(report.episodes.grouped) ends of episodes and \(report.states.grouped) "
      + "states set, against procgen \(ProcgenLibrary.version): \(report.differences.count.grouped) "
      + "difference\(report.differences.count == 1 ? "" : "s")"
  }
}
