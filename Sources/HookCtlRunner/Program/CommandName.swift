import ArgumentParser
import HookKit

/// Finds words where a command should stand and none of that name does: the argument parser has no
/// suggestions for them.
enum CommandName {
  /// The command that the first words name.
  ///
  /// - Throws: ``CommandNameError`` with the nearest names.
  static func command(
    of arguments: [String], from root: any ParsableCommand.Type
  ) throws -> any ParsableCommand.Type {
    var command = root
    var path = [root._commandName]
    for word in arguments {
      // `help` is about the command whose name follows.
      if word == "help" { continue }
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-") else { return command }
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
    return command
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
