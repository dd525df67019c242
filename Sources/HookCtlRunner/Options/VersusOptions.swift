import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab

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
    var other = OtherSide()
    other.maze = versusLevel.map { .level($0) } ?? versusMaze.map { .drawn($0) }
    other.change = versus
    other.policy = try versusModel.map { (FileSystem.name(of: $0), try NamedModel.policy($0)) }
    return try other.of(subject)
  }
}

/// A second side that cannot be.
enum VersusError: ExplainedError {
  case severalMazes
  case withOption(String)

  var explanation: Explanation {
    switch self {
    case .severalMazes:
      Explanation(.usage, "--versus-level and --versus-maze", "these are two mazes", try: "give one of them")
    case .withOption(let option):
      Explanation(
        .usage, option, "is for edits, not for two mazes or policies", try: "leave it out, or the --versus option")
    }
  }
}
