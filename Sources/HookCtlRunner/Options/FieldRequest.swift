import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// Everything that `vfield` and `compare` are asked: maze, model, edits, and where the results go.
struct FieldRequest: ParsableArguments {
  @OptionGroup(title: "Maze") var input: MazeInput
  @OptionGroup(title: "Maze") var edits: MazeEdits
  @OptionGroup(title: "Maze") var facing: FacingOption
  @OptionGroup(title: "Maze") var theme: ThemeOption
  @OptionGroup var model: ModelOption
  @OptionGroup(title: "Edits of activations") var plan: PlanOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Output") var style: FigureStyle
  @OptionGroup(title: "Output") var bundle: BundleOption

  /// What is to be computed, once everything that can be wrong beforehand has been checked.
  func subject(in program: Program) throws -> FieldSubject {
    let files = try output.files()
    try bundle.check()
    let chain = try plan.chain(program.registry, on: input.level)
    var state = try input.environment()
    try edits.apply(to: &state)
    let renderer = try theme.renderer()
    let policy = try model.policy()
    let source = MazeObservationSource(
      mode: state.mode, renderer: renderer, sources: program.registry.tensorSources)
    var recipe = Recipe()
    recipe.add(state)
    facing.describe(in: &recipe)
    recipe.add(policy)
    try recipe.add(chain, seed: plan.seed, naming: program.registry)
    return FieldSubject(
      mazeName: input.name(of: state), state: state, facing: facing.facing, policy: policy, renderer: renderer,
      plan: chain,
      options: RunOptions(seed: plan.seed, observations: source), files: files,
      planFile: try plan.planFile(chain, program.registry),
      recipe: recipe)
  }

  /// The caption with a title that says where the maze is from, and how it was edited.
  func titled(_ caption: FigureCaption) -> FigureCaption {
    var caption = caption
    let rest = caption.title.drop { $0 != "," }
    if let name = input.fileName { caption.title = name + rest }
    let cheese = edits.noCheese ? "without cheese" : edits.cheese.map { "cheese moved to \($0)" }
    for part in [cheese, facing.inWords].compactMap(\.self) {
      guard let end = caption.title.lastIndex(of: ";") else { continue }
      caption.title.insert(contentsOf: ", \(part)", at: end)
    }
    return caption
  }
}

/// A maze, a policy and a plan, with where their results go.
struct FieldSubject {
  /// What to call the maze: `Level 8`, or its file's name.
  let mazeName: String
  let state: MazeState
  let facing: FieldFacing
  let policy: Policy
  let renderer: MazeRenderer
  let plan: Plan
  var options: RunOptions
  let files: [OutputFile]
  let planFile: [FileOutput.Contents]
  var recipe: Recipe

  /// The field without edits and with them, with all that metrics need to know of it.
  func comparison(_ controls: Controls, for metrics: [any Metric]) throws -> FieldComparison {
    var options = options
    options.wantsChanges = controls.draws > 0
    return try FieldComparison.compute(
      state, policy: policy, under: plan, renderer: renderer, facing: facing, capturing: metrics.captures,
      options: options)
  }

  /// The fields of two mazes or policies, the edits in both.
  func comparison(versus other: VersusOptions.Other) throws -> FieldComparison {
    let first = try VectorField.compute(
      state, policy: policy, under: plan, renderer: renderer, facing: facing, options: options)
    let second = try VectorField.compute(
      other.state, policy: other.policy, under: plan, renderer: renderer, facing: facing, options: options)
    return try FieldComparison(
      first.field, versus: second.field, sides: other.sides, plan: plan, receipts: first.receipts + second.receipts)
  }

  /// How much it matters which way the mouse looks, beside a field of this maze.
  func facingEffect(of field: VectorField, under plan: Plan) throws -> FacingEffect {
    try FacingEffect(of: field, state, policy: policy, under: plan, renderer: renderer, options: options)
  }

  /// Writes all files, or none.
  ///
  /// - Parameters:
  ///   - bundle: a bundle of the runs.
  ///   - picture: the contents of a picture.
  ///   - json: the data.
  ///   - archive: the data as arrays.
  ///   - card: everything that a reader wants to see, for text, Markdown and a page.
  func write(
    to console: Console, bundle: [FileOutput.Contents], picture: (PictureFormat) throws -> [UInt8],
    json: () throws -> JSONValue,
    archive: () throws -> ArrayArchive, card: () throws -> Findings
  ) throws {
    if !files.isEmpty { console.progress("drawing") }
    let contents = try files.map { file in
      if file.format.isCard { return try file.card(card()) }
      let bytes =
        switch file.format {
        case .json: Array(try json().text.utf8)
        case .npz: try archive().npzBytes(for: file.path)
        default: try picture(PictureFormat(path: file.path))
        }
      return FileOutput.Contents(bytes, for: file.path)
    }
    try FileOutput.write(contents + planFile + bundle)
    console.endProgress()
    console.noteWritten(contents + planFile + bundle)
  }
}
