import ArgumentParser
import Experiments
import HookKit

/// `hookctl maze parity`: whether HookKit's mazes are those of the real procgen, byte by byte.
struct MazeParityCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "parity",
    abstract: "Compare HookKit's mazes with the real procgen library, byte by byte.",
    usage: "hookctl maze parity [<options>]",
    discussion: """
      Both play the same in all modes: random actions, those of the bundled policy, forced ends, edited states and \
      states of before. After every step the bytes of get_state, reward, flags, level seeds and all pixels are \
      compared. The first difference is narrowed down to its step and field, and ends with exit code 70. Needs \
      procgen's library, which `hookctl data fetch` gets.

      EXAMPLES
        hookctl maze parity
        hookctl maze parity --steps 5000 --no-speed
        hookctl maze parity --json
      """)

  @Option(help: ArgumentHelp("How many steps to compare at least, over all environments.", valueName: "n"))
  var steps = 100_000

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The seed of levels, actions and edits.", valueName: "n"))
  var seed: UInt64 = 0

  @Flag(help: "Do not measure how fast both are.")
  var noSpeed = false

  @OptionGroup var output: OutputOptions<ListOutput>

  func answer(in program: Program) throws -> Answer {
    var study = try ParityStudy(steps: steps, seed: seed)
    study.measuresSpeed = !noSpeed
    let outcome = try study.run { program.console.progress($0) }
    program.console.endProgress()
    let states = outcome.differences.enumerated().map { number, difference in
      (path: "parity-\(number + 1).state", difference.before, difference.words)
    }
    let failure = Fault(
      .defect, "parity", "\(states.count.counted("scenario")) differ from the real procgen",
      try: "please report it together with the files written")
    return Answer(
      outcome.findings, files: states.map { FileOutput.Contents($0.1.bytes, for: $0.path) },
      notes: states.map { "\($0.path) is the state before: \($0.2)" }, failure: states.isEmpty ? nil : failure)
  }
}
