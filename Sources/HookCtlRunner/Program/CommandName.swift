import ArgumentParser
import HookKit

/// Finds words where a command should stand and none of that name does: the argument parser has no
/// suggestions for them.
enum CommandName {
  /// The command that the first words name.
  static func command(of arguments: [String], from root: any ParsableCommand.Type) -> any ParsableCommand.Type {
    arguments.reduce((root, true)) { found, word in
      let next = found.1 ? found.0.configuration.subcommands.first { $0._commandName == word } : nil
      return (next ?? found.0, next != nil)
    }.0
  }

  /// - Throws: ``CommandNameError`` with the nearest names.
  static func check(_ arguments: [String], from root: any ParsableCommand.Type) throws {
    var command = root
    var path = [root._commandName]
    for word in arguments {
      // `help` is about the command whose name follows.
      if word == "help" { continue }
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-") else { return }
      guard
        let next = commands.first(where: {
          $0._commandName == word || $0.configuration.aliases.contains(word)
        })
      else {
        throw CommandNameError(
          word: word, path: path.joined(separator: " "), names: commands.map { $0._commandName })
      }
      command = next
      path.append(word)
    }
  }
}

/// A word that is no command.
struct CommandNameError: ExplainedError, Equatable {
  let word: String
  let path: String
  let names: [String]

  var explanation: Explanation {
    Explanation(
      .usage, "\(path) \(word)", "there is no such command",
      try: NearNames.suggestion(
        for: word, in: names, otherwise: "commands are \(names.joined(separator: ", "))"))
  }
}
