import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What a lab is opened with: the policies, what edits can be made of, the maze and the edits to begin with.
public struct LabSetting: Sendable {
  /// A policy, and the words that name it on the command line; none for the bundled one.
  public struct Model: Sendable {
    let policy: Policy
    let arguments: [String]

    public init(_ policy: Policy, arguments: [String] = []) { (self.policy, self.arguments) = (policy, arguments) }
  }

  let models: [Model]
  let registry: Registry
  let renderer: MazeRenderer
  /// The words that choose how mazes are drawn; none for procgen's pictures.
  let themeArguments: [String]
  let start: MazeState
  /// Whether `start` is the level of its number, perhaps edited.
  let isLevel: Bool
  let plan: Plan
  let seed: UInt64

  /// - Precondition: there is a model.
  public init(
    models: [Model], registry: Registry, renderer: MazeRenderer, themeArguments: [String] = [], start: MazeState,
    isLevel: Bool, plan: Plan = Plan(), seed: UInt64 = 0
  ) {
    precondition(!models.isEmpty, "a lab of no policies")
    (self.models, self.registry, self.renderer) = (models, registry, renderer)
    (self.themeArguments, self.start, self.isLevel) = (themeArguments, start, isLevel)
    (self.plan, self.seed) = (plan, seed)
  }

  /// A call for each edit: of a group as `group(CALL, named: NAME)`.
  var calls: [String] { plan.edits.flatMap { CallSyntax.texts(of: Plan(edits: [$0])) } }

  /// The files that the edits of the command name: no others are read for a page.
  var readableFiles: Set<String> { Self.names(in: plan) }

  /// Whether edits name a file that they may read, or what a plugin finds: it may be another one the next time.
  func readsFiles(_ plan: Plan) -> Bool {
    let names = Self.names(in: plan)
    return !readableFiles.isDisjoint(with: names)
      || registry.tensorSources.contains { source in names.contains { source.isNamed(in: $0) } }
  }

  /// All texts of a plan that may be names of files, with and without a name in the file.
  private static func names(in plan: Plan) -> Set<String> {
    let texts = plan.edits.flatMap(\.parameters.values).flatMap(\.texts)
    return Set(texts + texts.compactMap { $0.split(separator: "#").first.map(String.init) })
  }
}

extension ParameterValue {
  /// Every text in it.
  fileprivate var texts: [String] {
    switch self {
    case .text(let text): [text]
    default: parts.flatMap(\.texts)
    }
  }
}
