import ArgumentParser
import CLibrary
import Experiments
import HookKit
import Manual
import MazeLab
import PluginHost
import Sweeps

/// The root command: what `hookctl` and every program with plugins run.
public struct HookCtl: ParsableCommand {
  @Option(
    help: ArgumentHelp(
      "A package of interventions and experiments to have as well; repeatable, anywhere on the line.",
      valueName: "folder"),
    completion: .directory)
  var plugin: [String] = []

  @Flag(help: "Use the plugins that hookctl.yaml in this folder names, now and from now on.")
  var trust = false

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
        CommandGroup(name: "Fields", subcommands: [VFieldCommand.self, CompareCommand.self, LabCommand.self]),
        CommandGroup(name: "Agents", subcommands: [RolloutCommand.self]),
        CommandGroup(
          name: "Network",
          subcommands: [
            SitesCommand.self, InterventionsCommand.self, SelectionsCommand.self, SourcesCommand.self,
            ExplainCommand.self,
            CaptureCommand.self,
            ProbeCommand.self, PlanCommand.self, ModelCommand.self,
          ]),
        CommandGroup(
          name: "Many levels",
          subcommands: [
            SweepCommand.self, ResultsCommand.self, MetricsCommand.self, ConditionsCommand.self, ControlsCommand.self,
            MinimiseCommand.self,
            StatisticsCommand.self,
            ReplayCommand.self,
            DiffCommand.self,
          ]),
        CommandGroup(name: "Mazes", subcommands: [MazeCommand.self]),
        CommandGroup(
          name: "Set-up",
          subcommands: [
            PluginCommand.self, NewCommand.self, DataCommand.self, DoctorCommand.self, ManualCommand.self,
          ]),
      ] + pluginCommands)
  }

  private static let rootDiscussion = """
    A maze policy is run under a plan: edits of activations at named sites. The vector field shows what it \
    does on every square; compare shows original, patched and difference.

    EXAMPLES
      hookctl vfield --level 0          what the policy does in level 0
      hookctl sites                     where edits can go
      hookctl interventions             what edits can do
      hookctl doctor                    what is installed, how to get the rest
      hookctl data fetch                procgen's pictures of mazes
      hookctl compare --level 0 --out noise.svg \\
        --patch 'noise(scale: 0.2)@embedder.block2.res1.resadd_out'

    Data goes to standard output, messages to standard error. Exit codes: 0 done, 64 wrong usage, 65 bad \
    data in a file, 66 a file that cannot be read or written, 69 something not installed, 70 a defect of \
    hookctl, 71 a limit of the system, 130 interrupted.
    Shell completions: hookctl --generate-completion-script bash|zsh|fish
    """

  /// The commands and experiments of plugins.
  private static var pluginCommands: [CommandGroup] {
    guard let extensions = Program.current?.extensions else { return [] }
    let commands = extensions.commands
    return (commands.isEmpty ? [] : [CommandGroup(name: "Plugins", subcommands: commands)])
      + ExperimentCommands.groups(of: extensions.registry)
  }

  /// Runs the program's command line, and ends the process with the exit code that belongs to what happened.
  ///
  /// - Parameters:
  ///   - arguments: the command line without the program's name; by default that of the process.
  ///   - extensions: what the program has beyond the built-in commands; by default nothing.
  public static func run(_ arguments: [String]? = nil, with extensions: Extensions? = nil) -> Never {
    run { _ in
      let arguments = arguments ?? CommandWords.current
      return (PluginArguments(rest: arguments), try extensions ?? .builtIn)
    }
  }

  /// Runs a command line, once it is known what the program has.
  ///
  /// - Parameter start: the command line, and what the program has beyond the built-in commands.
  static func run(_ start: (Console) throws -> (PluginArguments, Extensions)) -> Never {
    ProgramMemory.prepare()
    StandardStreams.open()
    Interruption.install()
    FaultHandling.install()
    let console = Console.standard
    var program: Program?
    do {
      let (arguments, extensions) = try start(console)
      let running = Program(extensions: try extensions.checked(), console: console, plugins: arguments)
      program = running
      try NameNotes.$current.withValue(NameNotes(console.note)) {
        try DatabaseWait.$current.withValue(DatabaseWait(note: console.note) { Interruption.isAskedToStop }) {
          try Program.$current.withValue(running) { try run(arguments.rest, in: running) }
        }
      }
    } catch {
      Interruption.waitIfEnding()
      console.endProgress()
      endProcess(Program.$current.withValue(program) { report(error, to: console) })
    }
    endProcess(0)
  }

  /// Runs one command; the files that it writes are there when all has gone well.
  private static func run(_ arguments: [String], in program: Program) throws {
    let named = try CommandName.command(of: arguments, from: HookCtl.self)
    // The argument parser takes as long to describe a command as to read its line.
    let described = named.configuration.subcommands.isEmpty ? program.optionsAhead(arguments, of: named) : nil
    defer { _ = try? described?.value }
    var command: any ParsableCommand
    do { command = try parseAsRoot(arguments) } catch {
      throw BareLevelError(error, in: named) ?? error
    }
    let isNamed = type(of: command) == named
    let options = try (isNamed ? described?.value : nil) ?? OptionUses(arguments, of: type(of: command))
    try options.check()
    try OutputTargets(arguments).check(replacesInputs: command is MazeEditCommand)
    var ending: (any Error)?
    try FileOutput.delivering {
      // What was written belongs to these, and stays.
      do {
        try Program.$current.withValue(program.with(options)) { try command.run() }
      } catch let code as ExitCode { ending = code } catch let answered as AnsweredFailure { ending = answered.failure }
    }
    if let ending { throw ending }
  }

  /// Says how a command ended, and returns the exit code.
  private static func report(_ error: any Error, to console: Console) -> Int32 {
    guard let failure = Failure(error) else {
      // Help, the version and completion scripts, for which the parser throws as well.
      do {
        let message = fullMessage(for: error, columns: console.width)
        try console.print(CompletionScript(message, of: CommandDescription.all(of: HookCtl.self)).text)
        return 0
      } catch { return report(error, to: console) }
    }
    if failure.isClosedPipe { Interruption.endByClosedPipe() }
    if !failure.message.isEmpty { console.note(failure.message) }
    return failure.exitCode
  }
}

/// The system's `exit`, which that of the argument parser would otherwise hide.
private func endProcess(_ code: Int32) -> Never { exit(code) }
