import ArgumentParser
import Experiments
import HookKit
import MazeEnv
import MazeLab

/// `hookctl maze state`: every variable of the environment, by procgen-tools' names.
struct MazeStateCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "Every state variable by procgen-tools' names, or the bytes of get_state.",
    usage: "hookctl maze state <maze> [--json] [--bytes <file>] [--backend <backend>]",
    discussion: """
      EXAMPLES
        hookctl maze state --level 0
        hookctl maze state --level 0 --json | jq '.["rand_gen.is_seeded"]'
        hookctl maze state --level 0 --cheese 3,4 --bytes level0.state
        hookctl maze state --level 0 --cheese 3,4 --backend procgen
      """)

  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var turn: FacingEdit

  @OptionGroup var output: OutputOptions<ListOutput>

  @Option(
    help: ArgumentHelp("Write the bytes that get_state returns.", valueName: "file"), completion: .file())
  var bytes: String?

  @Option(help: "Whose state: HookKit's, or what procgen's library makes of it: native or procgen.")
  var backend: MazeBackend = .native

  func answer(in program: Program) throws -> Answer {
    if let bytes { try OutputFile.check(bytes, isOf: "state") }
    var state = try input.environment()
    try edits.apply(to: &state)
    turn.apply(to: &state)
    if backend == .procgen { state = try ProcgenEnvironments([state], library: ProcgenLibrary()).state(of: 0) }
    var answer = Answer(StateReport(state), files: bytes.map { [.init(state.bytes, for: $0)] } ?? [])
    answer.isPrinted = output.json || bytes == nil
    return answer
  }
}
