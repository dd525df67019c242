import ArgumentParser
import Experiments
import Foundation
import HookKit
import MazeEnv
import MazeLab
import Sweeps

/// `hookctl sweep`: many comparisons, with controls, into one file of results.
struct SweepCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Many comparisons: levels, sites, strengths, with controls, into one file.",
    discussion: """
      Braces in a call are axes: {-2..2/0.5}, {5, 55}, {embedder.block*.resadd_out} (each site by itself), {s = 1, 2} with a \
      name of its own, {s} and {-s} to use it again, {level} for the level. Every combination is a point. A run that was \
      interrupted, even killed, goes on when the same command is given again. The .sqlite has every point; data and cards \
      are what `results show` writes of it, of the forecast with --dry-run.

      EXAMPLES
        hookctl sweep --levels 0-99 --metric mean-total-variation \\
          --patch 'zero@{embedder.block*.resadd_out}' --out zero.sqlite
        hookctl sweep --levels 0-19 --metric decision-square --nulls 20 \\
          --patch 'add(vector: cheese.npz, scale: {-2..2/0.5})@{*.resadd_out}' \\
          --out cheese.sqlite
        hookctl sweep --levels 0-19 --metric mean-total-variation \\
          --patch 'zero@embedder.block*.resadd_out' \\
          --model 'run/model_*.pth' --out run.sqlite
        hookctl sweep sweep.yaml --dry-run
        hookctl sweep sweep.yaml --out all.sqlite --out card.html
        hookctl sweep sweep.yaml --shard 3/16 --out part-3.sqlite
      """)

  @OptionGroup var options: SweepOptions
  @OptionGroup var theme: ThemeOption
  @OptionGroup var models: ModelsOption

  @Option(
    help: ArgumentHelp("Run one of N parts that share no point; see `results merge`.", valueName: "k/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Units computed at the same time. (default: one a core, as memory allows)", valueName: "n"))
  var workers: Int?

  @Option(help: ArgumentHelp("The memory that they may take together, in GiB.", valueName: "gib"))
  var memory: Double = 4

  @Flag(help: "Say what would be run, and what it would cost, without running it.")
  var dryRun = false

  @OptionGroup var intervals: IntervalOptions
  @OptionGroup var output: OutputOptions<SweepOutput>

  /// Of a forecast there are no results.
  var out: [String] { dryRun ? output.out.filter { !Self.isResults($0) } : output.out }

  func validate() throws {
    if let workers, workers < 1 { throw ValidationError("--workers is 1 or more.") }
    guard memory > 0, memory < 1e6 else { throw ValidationError("--memory is a positive number of GiB.") }
  }

  func answer(in program: Program) throws -> Answer {
    let results = try results()
    let description = try options.description()
    let shard = try shard.map { try Shard(text: $0) } ?? .whole
    let policies = try models.policies()
    let (policy, others) = (policies[0], Array(policies.dropFirst()))
    let sweep = try Sweep(description, registry: program.registry, graph: policy.graph, models: policies)
    let setting = SweepSetting(
      policy: policy, others: others, renderer: try theme.renderer(), mode: sweep.mode, registry: program.registry)
    program.console.progress("checking \(sweep.planCount.grouped) plans")
    let layout = try SweepLayout(sweep, graph: policy.graph, others: others.map(\.graph))
    let runner = SweepRunner(
      layout, setting, shard: shard, workers: workers, memory: Int(bounded: memory * Double(1 << 30)))
    program.console.endProgress()
    guard let results, !dryRun else {
      program.console.progress("trying a few plans")
      let forecast = try SweepForecast(runner)
      program.console.endProgress()
      return Answer(ForecastReport(forecast))
    }
    return try run(runner, to: results, program.console)
  }

  private static func isResults(_ path: String) -> Bool {
    OutputFile.format(of: path, usual: SweepOutput.usual) == .sqlite
  }

  /// The file of results; nil where only a forecast is wanted.
  private func results() throws -> String? {
    let paths = output.out.filter(Self.isResults)
    guard !paths.isEmpty || dryRun else { throw OutputError.missing("give --out FILE.sqlite, or --dry-run") }
    guard paths.count < 2 else {
      throw Fault(
        .usage, paths.joined(separator: " and "), "a sweep has one file of results", try: "leave one of them out")
    }
    if let path = paths.first { try OutputFile.check(path, isOf: "sqlite") }
    return paths.first
  }

  private func run(_ runner: SweepRunner, to path: String, _ console: Console) throws -> Answer {
    // Before there is a file, so that nothing leaves an empty one.
    Interruption.deferStops(saying: "stopping once the points under way are finished; Ctrl-C again stops at once")
    let progress: SweepProgress
    do { progress = try finishedRun(of: runner, to: path, console) } catch StoreError.busy
      where Interruption.isAskedToStop
    { throw Interruption.stopped(console) }
    guard progress.isComplete || !Interruption.isAskedToStop else { throw Interruption.stopped(console) }
    Interruption.keep(nil)
    // Of another shard there may be nothing to report yet.
    guard progress.points > 0 else {
      var answer = Answer(SweepReport(try Findings("No points of the sweep are in this part") {}))
      answer.isPrinted = false
      return answer
    }
    return Answer(
      SweepReport(try SweepResults(SweepReader(path)).findings(intervals.rule, recipe: Recipe())))
  }

  /// Runs what the file does not have, until somebody asks to stop.
  private func finishedRun(of runner: SweepRunner, to path: String, _ console: Console) throws -> SweepProgress {
    let store = try runner.store(
      at: path, program: "hookctl \(Version.current)", command: CommandText.current)
    let show: @Sendable (SweepProgress) -> Void = { progress in
      console.progress(progress.report)
      Interruption.keep(KeptWork(done: progress.done, total: progress.points, unit: "points", place: path))
    }
    show(try runner.progress(in: store))
    let progress = try runner.run(into: store, command: CommandText.current, progress: show) {
      Interruption.isAskedToStop
    }
    console.endProgress()
    try store.close()
    return progress
  }
}
