import HookKit
import ImpalaModel
import MazeLab

/// What a results file says of its sweep, written when the file is made and never changed.
struct SweepContents: Sendable {
  /// What it is and how it was made, by key.
  let recipe: [(key: String, value: String)]
  let axes: [Axis]
  let metrics: [(name: String, unit: String, possibleRange: ClosedRange<Double>)]
  /// The controls of its null twins.
  let controls: [Control]
  /// Whether what it holds depends on how random numbers are drawn.
  let isDrawn: Bool

  /// What must be the same for a file to be gone on with, or merged with another.
  static let identifying = [
    "sweep", "axes", "metrics", "controls", "plans_sha256", "mode", "model_sha256", "theme", "files",
    "unit_plans", "plugins",
  ]

  /// Those of them that hold names which may be spelt in other ways.
  static let spelt: Set<String> = ["sweep", "metrics"]

  /// Whether two values of a key mean the same; files of before spell names otherwise.
  static func isSame(_ first: String, _ second: String, of key: String) -> Bool {
    first == second || spelt.contains(key) && NameStyle.hyphenated(first) == NameStyle.hyphenated(second)
  }

  /// The key of ``draws``; files of sweeps that draw nothing do not have it.
  static let drawsKey = "draws"

  /// How random numbers are drawn, raised whenever the same seed gives others: 2 since rows are keyed by maze and square,
  /// and edits by what they are. The first versions of HookKit did not say.
  static let draws = 2

  /// The key of the plugins whose code is in the results; files have it only where there are some.
  static let pluginsKey = "plugins"

  init(_ layout: SweepLayout, _ setting: SweepSetting, program: String, command: String) throws {
    let sweep = layout.sweep
    controls = layout.controls
    isDrawn = !controls.isEmpty || layout.draws
    axes = sweep.axes
    metrics = sweep.metrics.map { ($0.text, type(of: $0).unit, $0.possibleRange) }
    let axisTexts = axes.map { JSONValue.Member($0.name, .array($0.values.map { .string($0.text) })) }
    let values: [(key: String, value: String)] = [
      ("program", program), ("version", "\(Schema.version)"), ("command", command),
      ("sweep", try sweep.description?.json ?? ""), ("axes", JSONValue.object(axisTexts).line),
      ("metrics", JSONValue.array(metrics.map { .string($0.name) }).line),
      (
        "controls",
        JSONValue.object([
          .init("kinds", .array(sweep.controls.kinds.map { .string($0.name) })),
          .init("draws", .integer(sweep.controls.draws)),
        ]).line
      ),
      ("plans_sha256", layout.plansSHA256), ("mode", sweep.mode.rawValue),
      ("model_name", setting.policies.map(\.name).joined(separator: ", ")),
      ("model_sha256", setting.policies.map(\.sha256).joined(separator: ", ")), ("theme", setting.theme),
      ("files", JSONValue.object(layout.files.map { .init($0.path, .string($0.sha256)) }).line),
      ("unit_plans", "\(layout.unitPlans)"), ("forward_multiply_adds", "\(try Self.forwardPass(setting))"),
      ("points", "\(sweep.pointCount)"), ("units", "\(layout.unitCount)"),
    ]
    let drawn: [(key: String, value: String)] = isDrawn ? [(Self.drawsKey, "\(Self.draws)")] : []
    recipe = values + drawn + Self.plugins(layout, setting)
  }

  private static func plugins(_ layout: SweepLayout, _ setting: SweepSetting) -> [(key: String, value: String)] {
    var uses = layout.uses
    uses.formUnion(PlanUses(metrics: layout.sweep.metrics.map(\.registeredName) + layout.sweep.mazes.metrics))
    uses.add(layout.controls.map(\.name), of: Control.self)
    uses.add(setting.policies)
    let plugins = setting.registry.plugins(of: uses)
    return plugins.isEmpty ? [] : [(pluginsKey, JSONValue(plugins).line)]
  }

  /// What one observation takes from the input to the outputs, in multiplications: of several policies the mean, since
  /// each has as many points.
  private static func forwardPass(_ setting: SweepSetting) throws -> Int {
    let passes = try setting.policies.map { policy in
      let inputs = Inputs(Tensor(repeating: 0, shape: policy.graph.inputShape.batched(1)))
      return try policy.graph.forecast(inputs, under: [Plan()]).forwardPass.multiplyAdds
    }
    return passes.reduce(0, +) / passes.count
  }
}
