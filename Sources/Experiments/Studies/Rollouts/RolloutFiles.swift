import HookKit
import MazeLab

/// What of a rollout is not made of findings: the episodes themselves, and videos.
struct RolloutFiles {
  private let work: RolloutWork

  /// Says how long a video will be: one that nobody watches to its end is better known of before it is drawn.
  init(_ work: RolloutWork) {
    self.work = work
    guard work.outputs.hasVideo, video.seconds > Self.longVideo else { return }
    let rows = min(4, max(2, work.sinks.clips.count))
    work.watch.note(
      "the video will play for \(TimeText.text(video.seconds)) (\(video.frameCount.grouped) frames); "
        + "shorter: --show 1, --rows \(rows), a larger --fps, fewer --steps")
  }

  /// In seconds.
  private static let longVideo = 120.0

  /// What a video does not show; nil for nothing.
  var note: String? {
    let shown = work.sinks.clips.count
    guard work.outputs.hasVideo, work.total > shown else { return nil }
    return "the video shows the first \(shown.grouped) of \(work.total.grouped) episodes; see --show"
  }

  /// Writes a file of its own; false for all others.
  func write(_ format: OutputFormat, to path: String) throws -> Bool {
    switch format {
    case .gif:
      let bytes = try GIFVideo.bytes(video, recipe: work.recipe.text, progress: frames(of: path))
      try FileOutput.write([FileOutput.Contents(bytes, for: path)])
    case .mp4: try MP4Video.write(video, to: path, recipe: work.recipe.text, progress: frames(of: path))
    case .npz, .jsonl:
      guard let dataset = work.sinks.dataset else { return false }
      try write(dataset, format, to: path)
    default: return false
    }
    return true
  }

  private func write(_ dataset: RolloutDataset, _ format: OutputFormat, to path: String) throws {
    if format == .npz {
      try dataset.writeArchive(to: path, recipe: work.recipe.text)
    } else {
      try FileOutput.copy(dataset.linesPath, to: path)
      try FileOutput.write([FileOutput.Contents(Array(linesRecipe.text.utf8), for: Recipe.path(beside: path))])
    }
    // Until the files are in their places this is all there is of the episodes.
    FileOutput.atEnd { isDelivered in if isDelivered { try? dataset.remove() } }
  }

  private func frames(of path: String) -> (Int, Int) -> Void {
    { work.watch.progress(ProgressReport("drawing \(path)", $0, of: $1, "frames")) }
  }

  private var video: RolloutVideo {
    RolloutVideo(
      work.sinks.clips, variants: work.sinks.names, plans: work.rollout.variants.map(\.plan),
      renderer: work.renderer, options: work.outputs.video)
  }

  /// What the lines of episodes do not say themselves.
  private var linesRecipe: JSONValue {
    .object([
      .init("version", .integer(1)), .init("variants", .array(work.sinks.names.map { .string($0) })),
      .init("groups", .array(ActionGroup.allCases.map { .string($0.name) })), .init("recipe", work.recipe.json),
    ])
  }
}
