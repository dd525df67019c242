import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// What a comparison is against, in place of the same maze and policy without edits.
struct VersusOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Against another policy: a checkpoint.", valueName: "file"),
    completion: .file(extensions: NamedModel.fileExtensions))
  var versusModel: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Against the level with this number.", valueName: "n"))
  var versusLevel: Int?

  @Option(
    help: ArgumentHelp("Against a maze drawn as text.", valueName: "file"), completion: .file(extensions: ["maze"]))
  var versusMaze: String?

  @Option(
    help: ArgumentHelp(
      "Against the maze with a change: 'without cheese', 'cheese 3,4', 'rotated 90', ...", valueName: "change"))
  var versus: String?

  /// Whether the comparison is of two mazes or policies.
  var isGiven: Bool { versusModel != nil || versusLevel != nil || versusMaze != nil || versus != nil }

  /// The other maze and the other policy, where they are others.
  ///
  /// - Throws: ``VersusError``, and whatever reading files throws.
  func other(of subject: FieldSubject) throws -> FieldSubject.Other {
    if versusLevel != nil, versusMaze != nil { throw VersusError.severalMazes }
    var state = subject.state
    if let versusLevel { state = try MazeState(level: versusLevel, mode: state.mode) }
    if let versusMaze { state = try MazeInput.drawn(versusMaze) }
    if let versus { try MazeChange(text: versus).apply(to: &state) }
    let policy = try versusModel.map { try NamedModel.policy($0) } ?? subject.policy
    guard state.bytes != subject.state.bytes || policy.sha256 != subject.policy.sha256 else { throw VersusError.same }
    return FieldSubject.Other(state, policy, sides: sides(subject, policy))
  }

  private func sides(_ subject: FieldSubject, _ other: Policy) -> FieldComparison.Sides {
    let maze = subject.name, model = subject.policy.fieldName, otherStateNote = other.stateNote
    let base = versusLevel.map { "Level \($0)" } ?? versusMaze.map { FileSystem.name(of: $0) } ?? maze
    let other = [base, versus].compactMap(\.self).joined(separator: " ")
    guard let versusModel else { return .init(maze, other, shared: model) }
    let otherModel = FileSystem.name(of: versusModel) + otherStateNote
    if other == maze { return .init(model, otherModel, shared: maze) }
    return .init("\(maze), \(model)", "\(other), \(otherModel)")
  }
}

/// A second side that cannot be.
enum VersusError: ExplainedError {
  case severalMazes
  case same
  case withOption(String)

  var explanation: Explanation {
    switch self {
    case .severalMazes:
      Explanation(.usage, "--versus-level and --versus-maze", "these are two mazes", try: "give one of them")
    case .same:
      Explanation(
        .usage, "--versus", "both sides are the same maze and the same policy",
        try: "name another maze, change or model")
    case .withOption(let option):
      Explanation(
        .usage, option, "is for edits, not for two mazes or policies", try: "leave it out, or the --versus option")
    }
  }
}
