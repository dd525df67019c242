import HookKit
import MazeEnv

/// An observation source that also draws mazes that an intervention has made: as the run's own observations
/// are drawn.
public protocol MazeObserver: ObservationSource {
  /// The distribution mode of levels that are named.
  var mode: MazeMode { get }

  /// The mazes that the run is about, as far as they are known: edits of a level included.
  var subjects: [MazeState] { get set }

  /// The observations `[states.count, 3, 64, 64]` of states with their mice where they stand, labelled with
  /// ``MazeLabels``.
  func inputs(of states: [MazeState]) throws -> Inputs
}

extension RunOptions {
  /// These options for a run about some mazes, so that interventions may ask for them.
  public func about(_ states: [MazeState]) -> RunOptions {
    guard var observer = observations as? any MazeObserver else { return self }
    observer.subjects = states
    var options = self
    options.observations = observer
    return options
  }
}

extension PrepareContext {
  /// Who draws mazes.
  ///
  /// - Throws: `Fault` where a run knows no mazes.
  public func mazes() throws -> any MazeObserver {
    guard let observer = observations as? any MazeObserver else {
      throw Fault(
        .usage, "edit at \(site.name)", "it draws mazes of its own, and this run does not know how mazes are drawn",
        try: "give the run's options a MazeObservationSource, as hookctl does")
    }
    return observer
  }

  /// The activations of the site, one row `[states.count, ...]` for each state, without any edits.
  ///
  /// - Complexity: one forward pass up to the site.
  public func activations(of states: [MazeState]) throws -> Tensor {
    let run = try graph.run(
      try mazes().inputs(of: states), capturing: [Capture(SitePattern(site.name))],
      options: RunOptions(wantsOutputs: false))
    return run[site.name]
  }
}
