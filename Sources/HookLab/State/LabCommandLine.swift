import HookKit
import MazeEnv
import MazeLab

/// The command line that computes what a page shows.
struct LabCommandLine: Sendable {
  /// The command: compare where there are edits, otherwise vfield.
  private let name: String
  private let maze: [String]
  private let facing: [String]
  /// Which way the mouse of an episode looks.
  private let turn: [String]
  private let options: [String]
  /// The maze that the command reads from its standard input; nil for one that options name.
  private let drawing: String?

  init(
    place: LabPlace, facing: FieldFacing, model: LabSetting.Model, plan: Plan, seed: UInt64, theme: [String]
  ) {
    name = plan.isEmpty ? "vfield" : "compare"
    drawing = place.arguments == nil ? place.state.maze.text : nil
    maze = place.arguments ?? ["--maze", "/dev/stdin"]
    self.facing = facing == .state ? [] : ["--facing", facing.rawValue]
    turn = place.facing(.state) == .state ? [] : ["--facing", place.facing(.state).rawValue]
    options =
      model.arguments + CallSyntax.texts(of: plan).flatMap { ["--patch", $0] }
      + (plan.allowUnmatched ? ["--allow-unmatched"] : [])
      + (seed == 0 ? [] : ["--seed", "\(seed)"]) + theme
  }

  /// The command as recipes have it.
  func recipeText(out path: String? = nil) -> String {
    (["hookctl", name] + maze + facing + options + (path.map { ["--out", $0] } ?? [])).map(CommandText.quoted)
      .joined(separator: " ")
  }

  /// What can be pasted into a shell.
  var text: String { pasted(recipeText()) }

  /// The command that plays an episode without the edits and one with them.
  func rollout(steps: Int, choice: ActionChoice) -> String {
    let words =
      ["hookctl", "rollout"] + maze + turn + options + ["--steps", "\(steps)"]
      + (choice == .sample ? [] : ["--policy", choice.rawValue]) + (name == "compare" ? ["--versus", "original"] : [])
    return pasted(words.map(CommandText.quoted).joined(separator: " "))
  }

  private func pasted(_ command: String) -> String { drawing.map { "\(command) <<'MAZE'\n\($0)MAZE" } ?? command }

  /// The same as statements of Swift.
  static func swift(_ subject: LabSubject) throws -> String {
    let maze = subject.command.drawing ?? subject.maze.text
    var lines = [
      "import HookKit", "import ImpalaModel", "import Interventions", "import MazeEnv", "import MazeLab", "",
      "let maze = try Maze(text: #\"\"\"", maze.trimmingTrailingNewlines.indented, "  \"\"\"#)",
    ]
    lines += statements(subject)
    let plan = try subject.plan.yaml(naming: subject.registry)
    lines += [
      "let plan = try Plan(text: #\"\"\"", plan.trimmingTrailingNewlines.indented, "  \"\"\"#, registry: .builtIn)",
    ]
    lines += [
      "let comparison = try FieldComparison.compute(",
      "  state, policy: policy, under: plan, renderer: renderer, facing: .\(subject.facing.rawValue),",
      "  options: RunOptions(",
      "    seed: \(subject.seed), observations: MazeObservationSource(mode: state.mode, renderer: renderer)))",
      "print(comparison.difference.meanTotalVariation)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func statements(_ subject: LabSubject) -> [String] {
    let isLevel = subject.command.drawing == nil
    let path = subject.model.arguments.last
    return [
      isLevel
        ? "var state = try MazeState(level: \(subject.state.currentLevelSeed), mode: .\(subject.maze.mode.rawValue))"
        : "let state = try MazeState(maze: maze)",
      isLevel ? "state.maze = maze" : nil,
      path.map { "let policy = try Policy(contentsOf: \(JSONValue.string($0).line))" }
        ?? "let policy = try Policy.bundled()",
      "let renderer = try MazeRenderer(theme: .\(subject.command.options.contains("--theme") ? "plain" : "procgen"))",
    ].compactMap { $0 }
  }
}

extension String {
  fileprivate var trimmingTrailingNewlines: String { String(reversed().drop { $0.isNewline }.reversed()) }

  /// Every line two columns to the right.
  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
