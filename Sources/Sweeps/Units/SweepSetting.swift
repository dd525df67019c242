import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What a sweep is run with: the policies, and how mazes are drawn for them.
public struct SweepSetting: Sendable {
  /// At least one; of several each is a value of the axis `model`.
  public let policies: [Policy]
  /// What knows the plugins of kinds and metrics.
  let registry: Registry
  /// What draws the mazes for the policies.
  public let renderer: MazeRenderer
  /// How mazes are drawn: "procgen" or "plain".
  public let theme: String
  /// Where observations that calls name come from.
  let observations: MazeObservationSource
  /// What calls name, found once for the whole sweep: for each policy its own activations.
  private let caches: [ActivationCache]

  /// A setting of one policy, or of several.
  ///
  /// - Parameters:
  ///   - policy: the policy, or the first of several.
  ///   - others: further policies, for sweeps with the axis `model`.
  ///   - renderer: what draws the mazes for it.
  ///   - mode: the distribution mode of levels that calls name.
  ///   - registry: what knows the plugins whose kinds are used; the file keeps their names and digests.
  public init(
    policy: Policy, others: [Policy] = [], renderer: MazeRenderer, mode: MazeMode, registry: Registry = Registry()
  ) {
    self.registry = registry
    (policies, self.renderer, theme) = ([policy] + others, renderer, renderer.theme.rawValue)
    caches = policies.map { _ in ActivationCache() }
    observations = MazeObservationSource(mode: mode, renderer: renderer, sources: registry.tensorSources)
  }

  /// The policy, or the first of several.
  public var policy: Policy { policies[0] }

  /// The policy that a case is about.
  func policy(of scene: SweepCase) -> Policy { policies[place(of: scene.model)] }

  /// What calls name, as that policy has it; of the first one where none is named.
  func activations(of scene: SweepCase? = nil) -> ActivationCache { caches[place(of: scene?.model)] }

  private func place(of model: String?) -> Int { policies.firstIndex { $0.name == model } ?? 0 }
}
