import ArgumentParser
import Foundation
import HookKit

/// The options of a command line in the order in which they stand, found by the definitions of its command.
///
/// The argument parser keeps only the last value of an option that is given twice, and forgets the order of different
/// options.
package struct OptionUses: Sendable {
  /// An option with the value that it was given.
  package struct Use: Sendable, Hashable {
    /// As it was written: `--level`.
    package let name: String
    package let value: String
    /// The position of its definition.
    fileprivate let option: Int
  }

  /// Every option that takes a value, in order; flags take none.
  package private(set) var uses: [Use] = []
  private let options: [OptionDefinition]

  /// - Parameters:
  ///   - arguments: a command line that `command` could be read from.
  ///   - command: the type whose options they are.
  package init(_ arguments: [String], of command: any ParsableArguments.Type) {
    options = OptionDefinition.all(of: command)
    var rest = arguments[...]
    while let word = rest.popFirst(), word != "--" {
      guard word.hasPrefix("-"), word != "-" else { continue }
      guard let found = match(word) else { continue }
      guard let value = found.value ?? rest.popFirst() else { return }
      uses.append(Use(name: found.name, value: value, option: found.option))
    }
  }

  /// - Throws: `Fault` for each option of one value that has several, all of them together.
  package func check() throws {
    var faults: [any ExplainedError] = []
    for (position, option) in options.enumerated() where !option.isRepeating {
      let given = uses.filter { $0.option == position }
      guard given.count > 1 else { continue }
      let uses = given.map { "\($0.name) \($0.value)" }
      faults.append(Fault(.together(uses, "this option takes one value", try: "give it once")))
    }
    guard faults.isEmpty else { throw FaultList(faults) }
  }

  /// The option that a word names: `--level`, `--level=8`, `-n`, `-n=8`, `-vn` for a flag v and an option n.
  private func match(_ word: String) -> (option: Int, name: String, value: String?)? {
    let mark = word.firstIndex(of: "=")
    let name = String(word[..<(mark ?? word.endIndex)])
    let value = mark.map { String(word[word.index(after: $0)...]) }
    if let option = position(of: name) { return (option, name, value) }
    guard !name.hasPrefix("--"), let last = name.last, let option = position(of: "-\(last)") else { return nil }
    return (option, "-\(last)", value)
  }

  private func position(of name: String) -> Int? { options.firstIndex { $0.names.contains(name) } }
}

/// An option of a command, as the argument parser describes it.
private struct OptionDefinition: Sendable {
  /// All its spellings: `--level`, `-n`.
  let names: [String]
  let isRepeating: Bool

  /// The options that take a value.
  static func all(of command: any ParsableArguments.Type) -> [OptionDefinition] {
    let text = command._dumpHelp()
    guard let dump = try? JSONDecoder().decode(Dump.self, from: Data(text.utf8)) else {
      preconditionFailure("the argument parser describes commands in another form")
    }
    return (dump.command.arguments ?? []).filter { $0.kind == "option" }.map { argument in
      OptionDefinition(
        names: (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name },
        isRepeating: argument.isRepeating)
    }
  }

  private struct Dump: Decodable {
    struct Command: Decodable { let arguments: [Argument]? }
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let kind: String
      let isRepeating: Bool
      let names: [Name]?
    }
    let command: Command
  }
}
