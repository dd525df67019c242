import ArgumentParser
import Experiments
import HookKit
import ImpalaModel
import MazeEnv
import MazeLab
import Sweeps

/// `hookctl rollout`: agents that act, under plans that may act at some steps only.
struct RolloutCommand: ReportCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollout",
    abstract: "Let a policy play, under plans; data, drawings of paths, videos.",
    usage: "hookctl rollout <maze> | --levels <levels> [<options>]",
    discussion: """
      An episode ends with the cheese, or after --steps. Its outcome is cheese; or corner, when the mouse was in the \
      top right corner but not at the cheese; or timeout. Agents given with --versus play the same episodes with the \
      same random numbers. What happens depends on the seed, the level and the episode only, so that the same command \
      gives the same bytes.

      An edit may act at some steps only: when(CONDITION, ..., from: STEP, until: STEP, every: N) after its site. \
      Conditions are \(RolloutConditionEntry.builtIn.map(\.name).joined(separator: ", ")), and those of plugins \
      (hookctl conditions), each perhaps with "not" before it; steps are counted from 0, or are one of the events \(RolloutMoments.events.joined(separator: ", ")).

      Data (.jsonl, .npz) grows in a folder beside it, NAME.partial. After an interrupt, the same command goes on where \
      it stopped. .svg, .png and .pdf draw the paths, .gif and .mp4 are videos, .json is the summary; .html, .md and \
      .txt are cards: the summary with intervals, edits, paths and recipe. --size is the width of videos as well, where \
      a maze has 256 pixels otherwise.

      --nulls lets null twins of the edits (not of agents given with --versus) play the same episodes, after the \
      agents; they are counted, and nothing else of them is kept.

      EXAMPLES
        hookctl rollout --level 8 --episodes 20 --out run.gif
        hookctl rollout --levels 0-999 --out outcomes.jsonl --out steps.npz
        hookctl rollout --level 8 --episodes 50 --versus original --out paths.svg \\
          --patch 'noise@embedder.block2.res1.resadd_out when(at-decision-square)'
        hookctl rollout --levels 0-99 --nulls 20 --out card.html \\
          --patch 'zero@embedder.block2.res1.resadd_out[31]'
      """)

  @OptionGroup var input: RolloutInput
  @OptionGroup var agents: RolloutVariants
  @OptionGroup var play: RolloutPlayOptions
  @OptionGroup(title: "Controls") var twins: NullOptions
  @OptionGroup(title: "Output") var recording: RolloutOutputOptions
  @OptionGroup(title: "Output") var intervals: IntervalOptions

  func drawing(_ work: () throws -> Void) throws { try recording.drawing(work) }

  var output: OutputOptions<RolloutOutput> { recording.output }

  func answer(in program: Program) throws -> Answer {
    try recording.check()
    Interruption.keep(recording.keptBefore)
    let mazes = try input.mazes(program.registry)
    let edits = try agents.edits(on: input.named(mazes), program.registry)
    _ = try twins.controls(program.registry)
    let starts = try input.starts(mazes)
    let renderer = try input.theme.renderer()
    let policies = try agents.models.policies()
    if policies.count > 1, self.twins.nulls ?? 0 > 0 { throw OptionError.forOneModel(option: "--nulls") }
    let variants = try agents.variants(policies, edits, on: input.named(mazes), program.registry)
    let patched = variants.firstIndex { $0.name == RolloutAgents.patched }
    let twins = try RolloutTwins(of: patched.map { variants[$0].plan } ?? Plan()) { [twins, agents] plan in
      try twins.twins(of: agents.plan, plan, in: variants[0].policy.graph, program.registry)
    }
    var rollout = Rollout(
      variants, on: try input.rolloutBackend(renderer),
      options: try play.options(seed: agents.plan.seed, program.registry))
    // Copies of an episode are no further episodes.
    let isOnceForAll = rollout.options.episodes > 1 && rollout.repeatsEpisodes
    if isOnceForAll { rollout.options.episodes = 1 }
    rollout.observations = MazeObservationSource(
      mode: try input.mode(of: starts), renderer: renderer, sources: program.registry.tensorSources)
    var work = try RolloutWork(
      rollout, from: starts, into: recording.outputs(agents: variants.count),
      recipe: recipe(starts, mazes, rollout, program.registry),
      fingerprint: fingerprint(starts, mazes, rollout, program.registry), renderer: renderer,
      watch: Self.watch(program.console), mazeName: { input.mazeName(mazes, at: $0) })
    let played = try work.play()
    var report = work.report(
      try title(starts, mazes, policies), played.receipts, intervals.rule.over(mazes?.unit ?? "maze"))
    if let patched {
      report.nulls = try twins.effects(
        on: rollout, starts, of: variants[patched], report.summary.tallies[patched], played.changes[patched],
        progress: { program.console.progress($0) })
    }
    return Answer(
      report, files: try edits.same.map { try agents.plan.planFile($0, program.registry) } ?? [],
      notes: report.warnings + (isOnceForAll ? [onceForAll] : []))
  }

  private static func watch(_ console: Console) -> RolloutWatch {
    RolloutWatch(progress: { console.progress($0) }, note: { console.note($0) }) { done, total, place in
      Interruption.keep(KeptWork(done: done, total: total, unit: "episodes", place: place))
    }
  }

  private var onceForAll: String {
    "--episodes \(play.episodes): with the likeliest actions all episodes of a maze are the same; one was played and counted"
  }

  private func recipe(
    _ starts: RolloutStarts, _ mazes: MazeSet?, _ rollout: Rollout, _ registry: Registry
  ) throws -> Recipe {
    var recipe = Recipe()
    try describe(starts, mazes, rollout, registry, in: &recipe)
    twins.describe(in: &recipe, naming: registry)
    return recipe
  }

  /// What must be the same for unfinished work to be gone on with: everything but the command's spelling, and the null
  /// twins, of which nothing is in it.
  private func fingerprint(
    _ starts: RolloutStarts, _ mazes: MazeSet?, _ rollout: Rollout, _ registry: Registry
  ) throws -> String {
    var recipe = Recipe(command: nil)
    try describe(starts, mazes, rollout, registry, in: &recipe)
    return SHA256.hexDigest(of: Array(recipe.text.utf8))
  }

  private func describe(
    _ starts: RolloutStarts, _ mazes: MazeSet?, _ rollout: Rollout, _ registry: Registry, in recipe: inout Recipe
  ) throws {
    try input.describe(starts, mazes, in: &recipe)
    try recipe.add(rollout.variants, naming: registry)
    recipe.add("seed", .string(String(agents.plan.seed)))
    play.describe(rollout.options, in: &recipe)
  }

  private static func name(of policy: Policy) -> String {
    policy.isRecurrent ? "\(policy.name), whose state is carried" : policy.name
  }

  private func title(_ starts: RolloutStarts, _ mazes: MazeSet?, _ policies: [Policy]) throws -> String {
    let first = try starts[0]
    let place = input.titled(mazes.map { $0.count.counted($0.unit) + $0.qualities } ?? input.input.name(of: first))
    let actions = play.policy == .sample ? "sampled" : "likeliest"
    return "\(place), \(first.mode.rawValue) mode; \(policies.map(Self.name(of:)).joined(separator: ", ")); "
      + "\(actions) actions, at most \(play.steps.grouped) steps, seed \(agents.plan.seed)"
  }
}
