import ArgumentParser

/// `hookctl new`: packages of one's own.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a program of your own that uses HookKit as a library.",
    discussion: """
      Packages that add to hookctl itself are plugins: see `hookctl plugin new`.

      EXAMPLES
        hookctl new program MyProgram
      """,
    subcommands: [NewProgramCommand.self])
}
