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
  @OptionGroup(title: "Output") var output: OutputOptions<FieldOutput>
  @OptionGroup(title: "Output") var style: FigureStyle
  @OptionGroup(title: "Output") var bundle: BundleOption

  /// What is to be computed, once everything that can be wrong beforehand has been checked.
  func subject(in program: Program) throws -> FieldSubject {
    try bundle.check()
    let chain = try plan.chain(program.registry, on: input.level)
    var state = try input.environment()
    try edits.apply(to: &state)
    // Pictures are read, checked and decoded while this thread reads the policy.
    let ahead = theme.rendererAhead(for: state)
    let read = Result { try model.policy() }
    let (renderer, policy) = (try ahead.value, try read.get())
    let source = MazeObservationSource(
      mode: state.mode, renderer: renderer, sources: program.registry.tensorSources)
    var subject = FieldSubject(
      state, named: input.name(of: state), policy: policy, under: chain, renderer: renderer, facing: facing.facing,
      options: RunOptions(seed: plan.seed, observations: source))
    subject.style = style.options
    subject.keepsSketches = bundle.bundle != nil
    subject.recipe.add(state)
    facing.describe(in: &subject.recipe)
    subject.recipe.add(policy)
    try subject.recipe.add(chain, seed: plan.seed, naming: program.registry)
    subject.progress = { [console = program.console] in console.progress($0) }
    return subject
  }

  /// An answer with the files that the options ask for besides.
  ///
  /// - Parameters:
  ///   - report: the answer.
  ///   - subject: what it is of.
  ///   - runs: the plans that were run, for a bundle.
  ///   - fields: their runs.
  func answer(
    _ report: any Report, of subject: FieldSubject, _ runs: [(name: String, plan: Plan)], _ fields: [FieldRun],
    in program: Program
  ) throws -> Answer {
    let bundle = try bundle.contents(runs, fields: fields, of: subject, seed: plan.seed, program)
    return Answer(report, files: try plan.planFile(subject.plan, program.registry) + bundle)
  }

  /// The caption with a title that says where the maze is from, and how it was edited.
  func titled(_ caption: FigureCaption) -> FigureCaption {
    caption.titled(from: input.fileName, changed: [edits.cheeseInWords, facing.inWords].compactMap(\.self))
  }
}
