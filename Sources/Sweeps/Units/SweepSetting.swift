import HookKit
import ImpalaModel
import MazeEnv
import MazeLab

/// What a sweep is run with: the policy, and how mazes are drawn for it.
public struct SweepSetting: Sendable {
  public let policy: Policy
  /// What knows the plugins of kinds and metrics.
  let registry: Registry
  public let renderer: MazeRenderer
  /// How mazes are drawn: "procgen" or "plain".
  public let theme: String
  /// Where observations that calls name come from.
  let observations: MazeObservationSource
  /// What calls name, found once for the whole sweep.
  let activations = ActivationCache()

  /// - Parameter registry: what knows the plugins whose kinds are used; the file keeps their names and digests.
  public init(policy: Policy, renderer: MazeRenderer, mode: MazeMode, registry: Registry = Registry()) {
    self.registry = registry
    (self.policy, self.renderer, theme) = (policy, renderer, renderer.theme.rawValue)
    observations = MazeObservationSource(mode: mode, renderer: renderer, sources: registry.tensorSources)
  }
}
