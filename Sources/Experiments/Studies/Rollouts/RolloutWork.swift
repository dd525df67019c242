import HookKit
import MazeEnv
import MazeLab
import Statistics

/// A rollout being played into its outputs.
package struct RolloutWork {
  let rollout: Rollout
  let starts: RolloutStarts
  let outputs: RolloutOutputs
  let recipe: Recipe
  let renderer: MazeRenderer
  let watch: RolloutWatch
  private(set) var sinks: RolloutSinks

  /// Opens everything that is needed, before anything is played.
  ///
  /// - Parameters:
  ///   - rollout: the agents, and how they play.
  ///   - starts: the mazes.
  ///   - outputs: what the episodes go into.
  ///   - recipe: how all of it is made.
  ///   - fingerprint: what must be the same for unfinished data to be gone on with.
  ///   - renderer: what draws the mazes.
  ///   - watch: whoever watches.
  ///   - mazeName: what to call the maze of a start; nil for a level.
  package init(
    _ rollout: Rollout, from starts: RolloutStarts, into outputs: RolloutOutputs, recipe: Recipe, fingerprint: String,
    renderer: MazeRenderer, watch: RolloutWatch, mazeName: @escaping (Int) -> String? = { _ in nil }
  ) throws {
    (self.rollout, self.starts, self.outputs, self.recipe) = (rollout, starts, outputs, recipe)
    (self.renderer, self.watch) = (renderer, watch)
    let names = rollout.variants.map(\.name)
    // A card of many mazes does without the drawing.
    let fitsOnCard = starts.count * names.count <= PathTraffic.limit
    let isDrawn = outputs.formats.contains { $0.isPicture || $0.isCard && fitsOnCard }
    let paths = isDrawn ? try PathTraffic(starts, variants: names, mazeName: mazeName) : nil
    sinks = RolloutSinks(
      names: names, starts: starts, summary: RolloutSummary(variants: names), paths: paths,
      clipLimit: outputs.hasVideo ? outputs.clips : 0, mazeName: mazeName)
    if let folder = outputs.folder {
      let graph = rollout.variants[0].policy.graph
      let sites = try Set(rollout.options.captures.flatMap { try $0.pattern.sites(in: graph) })
      sinks.dataset = try RolloutDataset(
        folder: folder, sites: Array(sites), fingerprint: fingerprint, isFresh: outputs.isFresh)
    }
    keep(sinks.dataset?.next ?? 0)
  }

  var total: Int { starts.count * rollout.options.episodes }

  /// Plays what was not played by an earlier run.
  ///
  /// - Returns: for each variant, what its edits did, and what those of each site did together.
  package mutating func play() throws -> (receipts: [[Receipt]], changes: [[SiteChange]]) {
    let first = try sinks.resume()
    if first > 0 { watch.note("going on after \(first.grouped) of \(total.grouped) episodes") }
    var (next, saved) = (first, ContinuousClock.now)
    let done: (receipts: [[Receipt]], changes: [[SiteChange]])
    show(next, after: first)
    keep(first)
    do {
      done = try rollout.play(starts, from: first) { episodes in
        try sinks.take(episodes)
        next += 1
        show(next, after: first)
        let now = ContinuousClock.now
        guard now - saved > .milliseconds(500) || (sinks.dataset?.pendingBytes ?? 0) > Self.mostPending else { return }
        try commit(next)
        saved = now
      }
    } catch {
      // Nothing was played that would be worth going on with.
      if next == 0 { try? sinks.dataset?.remove() }
      throw error
    }
    try commit(next)
    return done
  }

  private static let mostPending = 8 << 20

  private func show(_ done: Int, after first: Int) {
    watch.progress(ProgressReport("playing", done, of: total, "episodes", before: first))
  }

  /// Makes all episodes before one safe.
  private func commit(_ next: Int) throws {
    guard let dataset = sinks.dataset else { return }
    try dataset.commit(next: next)
    keep(next)
  }

  private func keep(_ next: Int) { watch.kept(next, total, sinks.dataset?.folder ?? "") }

  /// What was played, once it is.
  ///
  /// - Parameters:
  ///   - title: which mazes, policies and actions.
  ///   - receipts: what the edits of each variant did.
  ///   - rule: which numbers of mazes or episodes have intervals.
  package func report(_ title: String, _ receipts: [[Receipt]], _ rule: IntervalRule) -> RolloutReport {
    var report = RolloutReport(
      title: title, summary: sinks.summary, variants: rollout.variants, receipts: receipts, rule: rule)
    report.recipe = recipe
    report.files = RolloutFiles(self)
    report.paths = sinks.paths.map { paths in
      PathFigure(
        paths, renderer: renderer, title: title,
        calls: rollout.variants.flatMap { variant in variant.edits.calls.map { "\(variant.name): \($0)" } },
        plans: rollout.variants.map(\.plan))
    }
    return report
  }
}
