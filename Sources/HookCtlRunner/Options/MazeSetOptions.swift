import ArgumentParser
import HookKit
import MazeEnv
import MazeLab

/// Many mazes: levels or files, all changed by a rule, or only some of them.
struct MazeSetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Which levels to look at: \(LevelList.forms).", valueName: "levels"))
  var levels: String?

  @Option(
    help: ArgumentHelp(
      "Mazes of files in place of levels: drawn as text, states, or lists of states; a pattern in quotes: 'boards/*.maze'; "
        + "repeatable.", valueName: "files"),
    completion: .file())
  var mazes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Change every maze: 'without cheese', 'random cheese 7', 'rotated 90', mirrored, or several with 'and'.",
      valueName: "change"))
  var change: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only mazes for which this holds, as in maze find: 'size 13..25', decision-square, 'open 3,4'; repeatable.",
      valueName: "condition"),
    completion: .custom { _, _, _ in MazeCondition.places.map(\.word) + KnownNames.mazeMetrics })
  var conditions: [String] = []

  /// Whether mazes are named.
  var isGiven: Bool { levels != nil || !mazes.isEmpty }

  /// What was chosen.
  ///
  /// - Parameter mode: the distribution of the levels; nil where nobody said.
  func choice(mode: MazeMode?) -> MazeChoice {
    MazeChoice(levels: levels, files: mazes, mode: mode, change: change, conditions: conditions)
  }

  /// The mazes; nil where none are named.
  ///
  /// - Throws: ``InputError/noMazes`` for changes and conditions of none, and what is wrong with the choice.
  func set(mode: MazeMode?, _ registry: Registry) throws -> MazeSet? {
    if !isGiven, change != nil || !conditions.isEmpty { throw InputError.noMazes }
    return try isGiven ? choice(mode: mode).mazes(registry) : nil
  }
}
