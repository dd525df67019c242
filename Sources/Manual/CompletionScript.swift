import Essentials

/// A completion script as the argument parser writes it, with the names of commands after `help`, which it leaves out.
package struct CompletionScript {
  /// The script for a shell.
  package let text: String

  /// - Parameters:
  ///   - script: as the argument parser writes it; any other text stays as it is.
  ///   - root: the program, with all its commands.
  package init(_ script: String, of root: @autoclosure () throws -> CommandDescription) rethrows {
    let isBash = script.contains("\n_hookctl_help() {\n    repeating_flags=()")
    guard isBash || script.hasPrefix("#compdef hookctl\n") || script.contains("\ncomplete -c 'hookctl' ") else {
      text = script
      return
    }
    let topics = try Self.topics(below: root())
    if isBash {
      text = Self.inserting(Self.bash(topics), into: script, before: "\n}\n", after: "\n_hookctl_help() {\n")
    } else if script.hasPrefix("#compdef hookctl\n") {
      text =
        script.replacing("'*:subcommands:'\n", with: "'*:subcommands:_hookctl_help_topics'\n")
        .replacing("\n_hookctl_help() {\n", with: "\n\(Self.zsh(topics))\n\n_hookctl_help() {\n")
    } else {
      text = script + (script.hasSuffix("\n") ? "" : "\n") + Self.fish(topics).joined(separator: "\n")
    }
  }

  /// The words after `help`, with the names that may follow them.
  private typealias Topic = (words: [String], commands: [CommandDescription])

  private static func topics(below command: CommandDescription, _ words: [String] = []) -> [Topic] {
    let commands = command.shownCommands
    guard !commands.isEmpty else { return [] }
    return [(words, commands)] + commands.flatMap { topics(below: $0, words + [$0.commandName]) }
  }

  private static func inserting(_ lines: String, into text: String, before end: String, after start: String) -> String {
    guard let head = text.range(of: start), let place = text[head.upperBound...].range(of: end) else { return text }
    return text[..<place.lowerBound] + "\n" + lines + text[place.lowerBound...]
  }

  private static func names(_ topic: Topic) -> String { topic.commands.map(\.commandName).joined(separator: " ") }

  private static func bash(_ topics: [Topic]) -> String {
    let cases = topics.map { topic in
      """
          '\(topic.words.joined(separator: " "))')
              COMPREPLY+=($(compgen -W '\(names(topic))' -- "${cur}"))
              ;;
      """
    }
    return """

          # Offer the commands that there is help on
          case "${COMP_WORDS[*]:2:COMP_CWORD-2}" in
      \(cases.joined(separator: "\n"))
          esac
      """
  }

  private static func zsh(_ topics: [Topic]) -> String {
    let cases = topics.map { "    '\($0.words.joined(separator: " "))') compadd \"${@}\" -- \(names($0)) ;;" }
    return """
      _hookctl_help_topics() {
          case "${(j: :)words[2,CURRENT-1]}" in
      \(cases.joined(separator: "\n"))
          esac
      }
      """
  }

  private static func fish(_ topics: [Topic]) -> [String] {
    topics.flatMap { topic in
      let seen = topic.words.map { "; and __fish_seen_subcommand_from \($0)" }.joined()
      let condition =
        "__hookctl_should_offer_completions_for_positional \"hookctl help\" -eq \(topic.words.count + 1)\(seen)"
      return topic.commands.map { command in
        let about = (command.abstract ?? "").replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "complete -c 'hookctl' -n '\(condition)' -fa '\(command.commandName)' -d '\(about)'"
      }
    }
  }
}
