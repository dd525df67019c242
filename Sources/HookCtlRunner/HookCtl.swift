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
      discussion: rootDiscussion,
      version: Version.current,
      groupedSubcommands: [
        CommandGroup(name: "Fields", subcommands: [VFieldCommand.self, CompareCommand.self]),
        CommandGroup(name: "Agents", subcommands: [RolloutCommand.self]),
        CommandGroup(
          name: "Network",
          subcommands: [
            SitesCommand.self, InterventionsCommand.self, ExplainCommand.self, CaptureCommand.self,
            ModelCommand.self,
          ]),
        CommandGroup(name: "Mazes", subcommands: [MazeCommand.self]),
        CommandGroup(name: "Set-up", subcommands: [DoctorCommand.self]),
      ] + further)
  }

  private static let rootDiscussion = """
    A maze policy is run under a plan: edits of activations at named sites. The vector field shows what it \
    does on every square; compare shows original, patched and difference.

    EXAMPLES
      hookctl vfield --level 0          what the policy does in level 0
      hookctl sites                     where edits can go
      hookctl interventions             what edits can do
      hookctl doctor                    what is installed, how to get the rest
      hookctl compare --level 0 --out noise.svg \\
        --patch 'noise(scale: 0.2)@embedder.block2.res1.resadd_out'

    Data goes to standard output, messages to standard error. Exit codes: 0 done, 64 wrong usage, 65 bad \
    data in a file, 66 a file that cannot be read or written, 69 something not installed, 70 a defect of \
    hookctl, 130 interrupted.
    Shell completions: hookctl --generate-completion-script bash|zsh|fish
    """

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
      _ = try program.registry.checked()
      try Program.$current.withValue(program) {
        try CommandName.check(arguments ?? Array(CommandLine.arguments.dropFirst()), from: HookCtl.self)
        var command = try parseAsRoot(arguments)
        try command.run()
      }
    } catch {
      console.endProgress()
      if let failure = Failure(error) {
        console.note(failure.message)
        endProcess(failure.exitCode)
      }
      Program.$current.withValue(try? Program(extensions: extensions ?? .builtIn, console: console)) {
        // Help, the version and completion scripts, for which the parser throws as well.
        exit(withError: error)
      }
    }
    endProcess(0)
  }
}

/// The system's `exit`, which that of the argument parser would otherwise hide.
private func endProcess(_ code: Int32) -> Never { exit(code) }
