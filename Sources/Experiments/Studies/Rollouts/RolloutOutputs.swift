import HookKit
import MazeLab

/// What the episodes of a rollout go into as they end, besides the summary.
package struct RolloutOutputs: Sendable {
  /// What is written.
  package var formats: Set<OutputFormat>
  /// The first file of data, beside which they grow; nil for none.
  package var data: String?
  /// Whether unfinished data of an earlier run are thrown away.
  package var isFresh = false
  /// How many episodes a video shows at most.
  package var clips = 0
  /// How videos look.
  package var video = RolloutVideo.Options()

  package init(_ formats: Set<OutputFormat> = []) { self.formats = formats }

  /// The folder in which data grow.
  var folder: String? { data.map(Self.folder(beside:)) }

  /// The folder in which the data of a file grow.
  package static func folder(beside path: String) -> String { "\(path).partial" }

  var hasVideo: Bool { formats.contains(where: \.isVideo) }
}

/// Whoever watches a rollout.
package struct RolloutWatch: Sendable {
  /// Shows how far it is.
  package var progress: @Sendable (ProgressReport) -> Void
  /// Says something that people should know.
  package var note: @Sendable (String) -> Void
  /// Takes how many episodes are safe, of how many, and where.
  package var kept: @Sendable (_ done: Int, _ total: Int, _ place: String) -> Void

  package init(
    progress: @escaping @Sendable (ProgressReport) -> Void = { _ in },
    note: @escaping @Sendable (String) -> Void = { _ in },
    kept: @escaping @Sendable (_ done: Int, _ total: Int, _ place: String) -> Void = { _, _, _ in }
  ) {
    (self.progress, self.note, self.kept) = (progress, note, kept)
  }
}
