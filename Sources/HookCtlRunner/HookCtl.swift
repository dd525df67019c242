import ArgumentParser
import HookKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The root command: what `hookctl` and every program with plugins run.
public struct HookCtl: ParsableCommand {
  public init() {}

  /// The one list of commands.
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "hookctl",
      abstract: "Ask what an activation does to the behaviour of a maze policy.",
      usage: "hookctl <command> [<options>]",
      discussion: HelpTexts.root,
      version: Version.current,
      groupedSubcommands: [
        CommandGroup(name: "Network", subcommands: [SitesCommand.self, ExplainCommand.self, InterventionsCommand.self]),
      ] + further)
  }

  /// The commands of plugins.
  private static var further: [CommandGroup] {
    let commands = Program.current?.extensions.commands ?? []
    return commands.isEmpty ? [] : [CommandGroup(name: "Plugins", subcommands: commands)]
  }

  /// Runs the program's command line, and ends the process with the exit code that belongs to what happened.
  ///
  /// - Parameters:
  ///   - arguments: the command line without the program's name; by default that of the process.
  ///   - extensions: what the program has beyond the built-in commands; by default nothing.
  public static func run(_ arguments: [String]? = nil, with extensions: Extensions? = nil) -> Never {
    Interruption.install()
    let console = Console.standard
    do {
      let program = Program(extensions: try extensions ?? .builtIn, console: console)
      try Program.$current.withValue(program) {
        var command = try parseAsRoot(arguments)
        try command.run()
      }
    } catch {
      console.endProgress()
      if let failure = Failure(error) {
        console.note(failure.message)
        exit(failure.exitCode)
      }
      Program.$current.withValue(try? Program(extensions: extensions ?? .builtIn, console: console)) {
        // Help, the version and completion scripts, for which the parser throws as well.
        exit(withError: error)
      }
    }
    exit(0)
  }
}
