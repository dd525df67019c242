import ArgumentParser
import Foundation

/// A command as the argument parser describes it: what help, completions and manual pages are all made of.
package struct CommandDescription: Decodable {
  /// An argument: an option, a flag, or a word in its place.
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let sectionTitle: String?
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let discussion: String?
    let defaultValue: String?
    let allValues: [String]?
  }

  let commandName: String
  let shouldDisplay: Bool
  let superCommands: [String]?
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  private struct Dump: Decodable { let command: CommandDescription }

  /// A command and all below it.
  ///
  /// - Throws: `DecodingError` when the argument parser describes commands in another form.
  package static func all(of root: any ParsableCommand.Type) throws -> CommandDescription {
    try described(by: root._dumpHelp())
  }

  /// A command and all below it, as `--experimental-dump-help` prints them.
  static func described(by text: String) throws -> CommandDescription {
    try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
  }

  /// The command's words: "hookctl", "results", "show".
  var words: [String] { (superCommands ?? []) + [commandName] }

  /// Those that help lists, without `help` itself.
  var shownCommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// Itself, and all below it that help lists.
  package var withCommands: [CommandDescription] { [self] + shownCommands.flatMap(\.withCommands) }

  var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
}
