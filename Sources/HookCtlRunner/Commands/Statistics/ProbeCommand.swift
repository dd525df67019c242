import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeLab
import Statistics

/// `hookctl probe`: what can be read off activations.
struct ProbeCommand: ReportCommand {
  /// What a probe is made of.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case ridge, logistic
  }

  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "What a linear probe can decode from activations: cheese, mouse, action, metrics of the maze.",
    usage: "hookctl probe --levels <levels> --site <name> --target <name> [<options>]",
    discussion: """
      The mouse is put on random squares of the levels; linear models are fitted to the activations, and scored \
      on levels that they have not seen. Squares are decoded by ridge regression as outer row and column \
      (score: R², 1 is perfect and 0 no better than the mean), the likeliest action by logistic regression \
      (score: accuracy, beside that of the most frequent class), and so whether the policy gets the cheese in an \
      episode from the square (got-cheese). --channels probes each channel of a site; \
      --sparse uses the elements with the largest F scores, chosen without the rows that score.

      --cells probes every cell with the same weights (a convolution of 1x1): whether the cheese or the mouse is \
      here, or the square is open (score: AUC, the probability that a cell with it is read as more than one \
      without; 0.5 is no better than chance).

      --out FILE.npz writes the direction of each target at each site, which calls take as it is: \
      project-out(direction: "FILE.npz#SITE.cheese-row")@SITE.

      EXAMPLES
        hookctl probe --levels 0-299 --target cheese \\
          --site 'embedder.*.resadd_out'
        hookctl probe --levels 0-299 --target cheese --channels --out probe \\
          --site embedder.block2.res1.resadd_out
        hookctl probe --levels 0-299 --target mouse --sparse 1,2,5,10 \\
          --site embedder.block3.res2.resadd_out
        hookctl probe --levels 0-299 --target action --site embedder.relufc_out
        hookctl probe --levels 0-99 --target cheese --target open --cells \\
          --site embedder.block2.res1.resadd_out
        hookctl probe --levels 0-299 --target cheese --out cheese.npz \\
          --site embedder.relufc_out
        hookctl probe --levels 0-299 --target steps-between-cheese-top-right \\
          --site embedder.fc_out
      """)

  @OptionGroup var study: StudyOptions

  @Option(help: "Which way the mouse looks: state (as it does there), left, right, or both (every square twice).")
  var facing: FieldFacing = .state

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Sites to read: names or globs.", valueName: "pattern"))
  var site: [String]

  @Option(
    help: ArgumentHelp(
      "What is decoded: cheese, mouse, action, got-cheese, open (with --cells), or a metric of mazes; repeatable.",
      valueName: "name"),
    completion: .custom { _, _, _ in ProbeTarget.own + KnownNames.mazeMetrics })
  var target: [String] = []

  @Option(
    help: ArgumentHelp("A .npy or .npz file with a number for each row, to be decoded too.", valueName: "file"),
    completion: .file(extensions: ["npy", "npz"]))
  var labels: String?

  @Flag(help: "Keep directions and offsets as arrays, fitted to all rows; .npz in --out does so too.")
  var directions = false

  @Option(parsing: .unconditional, help: ArgumentHelp("Random squares of each level.", valueName: "n"))
  var squares = 4

  @Option(help: "ridge or logistic. (default: what suits the target)")
  var method: Method?

  @Flag(help: "Probe each channel of the sites as well.")
  var channels = false

  @Flag(help: "Probe the cells of the sites, with the same weights at every cell, instead of whole sites.")
  var cells = false

  @Option(help: ArgumentHelp("Probes of so many elements as well: 1,2,5,10.", valueName: "counts"))
  var sparse: CountList?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The penalty of ridge regression; features are standardised.", valueName: "number"))
  var alpha = 1000.0

  @Option(
    parsing: .unconditional, help: ArgumentHelp("One over the penalty of logistic regression.", valueName: "number"))
  var c = 0.01

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Folds of the cross-validation; a level is in one of them. (default: 5)", valueName: "n"))
  var folds: Int?

  func drawing(_ work: () throws -> Void) throws { try study.size.drawing(work) }

  var output: OutputOptions<FindingsOutput> { study.output }

  func answer(in program: Program) throws -> Answer {
    let mazes = try study.mazes(program.registry)
    let folds = try checkedFolds(mazes)
    let targets = try ProbeTarget.all(
      named: target, labels: labels, isLogistic: isLogistic, ofCells: cells, in: program.registry)
    let policies = try study.models.policies()
    let edits = try study.edits(on: mazes, for: policies, program.registry)
    let options = options(targets, edits, folds)
    try options.check(on: policies)
    let reports = try study.labs(of: policies, on: mazes, facing: facing, in: program).map { try $0.probe(options) }
    var findings = try reports.count == 1 ? reports[0].findings : ProbeReport.compared(reports)
    findings.recipe.add(facing)
    findings.recipe.use(PlanUses(metrics: targets.map(\.name)))
    if let labels { try findings.recipe.add("labels", file: labels) }
    return try study.answer(findings, of: mazes, policies: policies, edits: edits, in: program)
  }

  private func options(_ targets: [ProbeTarget], _ edits: LevelPlan, _ folds: Int) -> ProbeOptions {
    var options = ProbeOptions(site, targets)
    (options.edits, options.squares, options.folds) = (edits, squares, folds)
    options.isLogistic = isLogistic
    (options.channels, options.cells, options.sparse) = (channels, cells, sparse?.counts ?? [])
    (options.alpha, options.c) = (alpha, c)
    options.directions = directions || !output.asked.isDisjoint(with: OutputFormat.arrays)
    return options
  }

  private var isLogistic: Bool? { method.map { $0 == .logistic } }

  /// The number of folds; all numbers are checked.
  private func checkedFolds(_ mazes: MazeSet) throws -> Int {
    try OptionError.check("--squares", squares, in: 1...100_000)
    try OptionError.check("--alpha", alpha, allowsZero: true)
    try OptionError.check("--c", c)
    guard mazes.count > 1 else { throw ProbeError.oneMaze(unit: mazes.unit) }
    return try OptionError.folds(folds, usual: 5, of: mazes)
  }
}

/// Numbers of things, separated by commas: `1,2,5`.
struct CountList: ExpressibleByArgument, Equatable {
  let counts: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let counts = parts.compactMap { Int($0.filter { !$0.isWhitespace }) }
    guard !counts.isEmpty, counts.count == parts.count, counts.allSatisfy({ $0 > 0 }) else { return nil }
    // A number that is named twice is one probe.
    self.counts = counts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
