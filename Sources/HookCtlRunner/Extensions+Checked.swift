import ArgumentParser
import Experiments
import HookKit

extension Extensions {
  /// These extensions, if everything in them is as it should be.
  ///
  /// - Throws: all faults of all registrations together, and experiments with the name of another command.
  func checked() throws -> Extensions {
    guard !registry.experiments.isEmpty else {
      _ = try registry.checked()
      return self
    }
    // Outside of a program the root has its own commands only.
    let taken = HookCtl.configuration.subcommands.map { $0._commandName } + commands.map { $0._commandName }
    var checked = self
    for entry in registry.experiments where (taken + ["help"]).contains(entry.name) {
      checked.registry.note(
        Fault(
          .usage, "experiment \"\(entry.name)\" from \(entry.origin)", "hookctl has a command of this name",
          try: "give the experiment another name"))
    }
    checked.registry = try checked.registry.checked()
    return checked
  }
}
