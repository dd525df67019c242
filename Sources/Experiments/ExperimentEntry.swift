import ArgumentParser
import HookKit

/// A registered experiment.
public struct ExperimentEntry: CatalogueEntry {
  public static let noun = "experiment"

  /// The command's name.
  public let name: String
  /// What it asks.
  public let summary: String
  /// The plugin it comes from.
  public let origin: String
  /// The type.
  public let type: any Experiment.Type
}

extension Registry {
  /// The registered experiments, in their order.
  public var experiments: [ExperimentEntry] { catalogue(of: ExperimentEntry.self).entries }

  /// Makes an experiment a command of the program.
  ///
  /// Two experiments of one name, a name that is no command's, and an option that every experiment has already, are
  /// faults that ``checked()`` throws.
  public mutating func add<New: Experiment>(_ type: New.Type) {
    for option in ExperimentOptionNames.taken(by: type) {
      note(
        Fault(
          .usage, "experiment \"\(New.name)\" from \(origin)", "every experiment has an option --\(option) already",
          try: "read it from the lab, or give yours another name"))
    }
    enter(ExperimentEntry(name: New.name, summary: New.summary, origin: origin, type: type))
  }
}

/// The options that every experiment has from the program.
package enum ExperimentOptionNames {
  /// Without their hyphens.
  package static let all = ["model", "levels", "mode", "theme", "seed", "out", "json", "plugin", "help", "version"]

  /// Those that a type declares as well. The argument parser would quietly give one of the two nothing.
  static func taken(by type: any Experiment.Type) -> [String] {
    let help = type.helpMessage(includeHidden: true, columns: 10_000)
    let declared = help.split(separator: "\n").flatMap { line -> [String] in
      // An option's line begins with two spaces and its names: "  --model <model>   Which model."
      guard line.hasPrefix("  -") else { return [] }
      return line.matches(of: /(?:^ +|, |\/)--([a-z0-9-]+)/).map { String($0.1) }
    }
    // The argument parser adds --help itself.
    return all.filter { $0 != "help" && declared.contains($0) }
  }
}
