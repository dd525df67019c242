import HookKit
import ImpalaModel
import MazeLab

/// What the running program knows, plugins included: names that completion offers, and networks.
enum KnownNames {
  /// The families of networks.
  static var architectures: [any Architecture.Type] {
    Program.current?.registry.architectures ?? Architectures.builtIn
  }

  /// The names that other programs give to parameters.
  static var dialects: [any ParameterDialect.Type] {
    Program.current?.registry.dialects ?? ParameterDialects.builtIn
  }

  /// The metrics of a comparison.
  static var metrics: [String] { Program.current?.registry.metrics.map(\.name) ?? [] }

  /// The kinds of selection.
  static var selections: [String] { Program.current?.registry.selections.map(\.name) ?? [] }

  /// The controls of null twins.
  static var controls: [String] { Program.current?.registry.controls.map(\.name) ?? [] }

  /// The metrics of mazes.
  static var mazeMetrics: [String] { Program.current?.registry.mazeMetrics.map(\.name) ?? [] }
}
