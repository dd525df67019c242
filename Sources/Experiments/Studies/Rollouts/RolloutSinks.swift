import HookKit
import MazeEnv
import MazeLab

/// What the episodes of a rollout go into as they end, in order: data on disk, the summary, drawings, a video.
struct RolloutSinks {
  let names: [String]
  let starts: RolloutStarts
  var dataset: RolloutDataset?
  var summary: RolloutSummary
  var paths: PathTraffic?
  var clips: [[RolloutClip]] = []
  /// The most episodes of which a video is made; 0 for no video.
  let clipLimit: Int
  /// What to call the maze of a start; nil for a level.
  let mazeName: (_ start: Int) -> String?

  /// The number of the first episode to play: those before it were played by an earlier run, and are read back.
  mutating func resume() throws -> Int {
    guard let dataset, dataset.next > 0 else { return 0 }
    var group: [EpisodeRecord] = []
    try EpisodeRecord.read(dataset.linesPath) { record in
      group.append(record)
      guard group.count == names.count else { return }
      try show(group)
      group = []
    }
    return dataset.next
  }

  /// Takes the episodes of one number.
  mutating func take(_ episodes: [Episode]) throws {
    if let dataset {
      let lines = episodes.map { $0.jsonValue(variant: names[$0.variant], original: episodes[0]) }
      try dataset.append(episodes, lines: lines)
    }
    try show(episodes.map { EpisodeRecord($0, variant: names[$0.variant], original: episodes[0]) })
  }

  private mutating func show(_ group: [EpisodeRecord]) throws {
    for record in group {
      summary.add(record)
      paths?.add(record)
    }
    if clips.count < clipLimit, let first = group.first {
      let state = try starts[first.start]
      clips.append(group.map { RolloutClip($0, state, mazeName: mazeName(first.start)) })
    }
  }
}
