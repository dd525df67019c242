import Essentials

/// A page of the manual, section 1, in the macros of man(7).
package struct ManualPage {
  private let command: CommandDescription

  /// The page of a command.
  package init(_ command: CommandDescription) { self.command = command }

  /// The page's name: "hookctl-results-show".
  package var name: String { command.words.joined(separator: "-") }

  /// The page's text.
  package var text: String {
    let discussion = ManualDiscussion(command.discussion ?? "")
    let parts = [heading, synopsis, description(discussion), commands, options, examples(discussion), seeAlso]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    """
    .TH \(name.uppercased()) 1 "" "HookKit \(Version.current)" "User Commands"
    .SH NAME
    \(Self.escaped(name)) \\- \(Self.escaped(Self.withoutStop(command.abstract ?? "")))
    """
  }

  private var synopsis: String {
    let places = command.shownArguments.filter { $0.kind == "positional" }.map { argument in
      let word = "\\fI\(Self.escaped(argument.valueName ?? "value"))\\fR" + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(word)]" : word
    }
    let rest = (command.shownCommands.isEmpty ? places : ["\\fIcommand\\fR"]) + ["[\\fIoptions\\fR]"]
    return ".SH SYNOPSIS\n\\fB\(Self.escaped(command.words.joined(separator: " ")))\\fR \(rest.joined(separator: " "))"
  }

  private func description(_ discussion: ManualDiscussion) -> String {
    let paragraphs = [command.abstract ?? ""] + discussion.paragraphs
    return ".SH DESCRIPTION\n" + paragraphs.filter { !$0.isEmpty }.map(Self.escaped).joined(separator: "\n.PP\n")
  }

  private var commands: String {
    let entries = command.shownCommands.map {
      ".TP\n\\fB\(Self.escaped($0.commandName))\\fR\n\(Self.escaped($0.abstract ?? ""))"
    }
    return entries.isEmpty ? "" : ([".SH COMMANDS"] + entries).joined(separator: "\n")
  }

  private var options: String {
    var lines: [String] = []
    var title: String?
    for argument in command.shownArguments {
      if lines.isEmpty { lines.append(".SH OPTIONS") }
      if argument.sectionTitle != title, let new = argument.sectionTitle { lines.append(".SS \(Self.escaped(new))") }
      title = argument.sectionTitle
      lines += [".TP", Self.term(argument), Self.definition(argument)]
    }
    return lines.joined(separator: "\n")
  }

  private static func term(_ argument: CommandDescription.Argument) -> String {
    let value = "\\fI\(escaped(argument.valueName ?? "value"))\\fR"
    guard let names = argument.names, !names.isEmpty else { return value }
    let spelt = names.map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
    return argument.kind == "option" ? "\(spelt) \(value)" : spelt
  }

  private static func definition(_ argument: CommandDescription.Argument) -> String {
    let values = argument.allValues.map { "values: \($0.joined(separator: ", "))" }
    let notes = [values, argument.defaultValue.map { "default: \($0)" }].compactMap { $0 }.joined(separator: "; ")
    let parts = [argument.abstract, argument.discussion, notes.isEmpty ? nil : "(\(notes))"]
    let text = parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    return text.isEmpty ? "\\&" : escaped(text)
  }

  private func examples(_ discussion: ManualDiscussion) -> String {
    discussion.sections.map { section in
      let lines = section.lines.map(Self.escaped).joined(separator: "\n")
      return ".SH \(Self.escaped(section.title))\n.nf\n\(lines)\n.fi"
    }.joined(separator: "\n")
  }

  private var seeAlso: String {
    let above = command.words.count > 1 ? [command.words.dropLast().joined(separator: "-")] : []
    let others = above + command.shownCommands.map { "\(name)-\($0.commandName)" }
    guard !others.isEmpty else { return "" }
    return ".SH SEE ALSO\n" + others.map { "\\fB\(Self.escaped($0))\\fR(1)" }.joined(separator: ",\n")
  }

  private static func withoutStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

  /// Text as roff takes it: no line is a request, hyphens are those of commands.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
  }
}
