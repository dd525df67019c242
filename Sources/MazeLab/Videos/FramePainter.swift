import MazeEnv

/// Draws the frames of a video, one after the other.
struct FramePainter: Sendable {
  private let video: RolloutVideo
  /// A sheet without mazes.
  private let empty: VideoSheet
  private var sheet: VideoSheet
  /// Those of mazes that were shown, which come again.
  private var painters: [PanelPainter] = []
  /// The painter of each row and column of the scene.
  private var panels: [[Int]] = []
  private var (scene, step) = (0, 0)

  /// More painters than this are not kept from scene to scene.
  private static let kept = 32

  init(_ video: RolloutVideo) {
    self.video = video
    empty = VideoSheet(video.layout, titles: video.variants)
    sheet = empty
  }

  /// The next frame; nil after the last.
  mutating func next() -> RolloutVideo.Frame? {
    guard video.scenes.indices.contains(scene) else { return nil }
    if step == 0 { beginScene() }
    for (row, clips) in video.scenes[scene].enumerated() {
      for (column, clip) in clips.enumerated() {
        let shown = min(step, clip.record.steps)
        sheet.put(painters[panels[row][column]].pixels(of: clip, at: shown), row: row, column: column)
        sheet.put(VideoStatus(clip, at: shown), row: row, column: column)
      }
    }
    let isLast = step == RolloutVideo.lastStep(of: video.scenes[scene])
    defer { (scene, step) = isLast ? (scene + 1, 0) : (scene, step + 1) }
    return RolloutVideo.Frame(
      pixels: sheet.pixels, hundredths: isLast ? RolloutVideo.hold : video.place(of: step + 1) - video.place(of: step),
      isHeld: isLast, beginsScene: step == 0)
  }

  private mutating func beginScene() {
    sheet = empty
    painters.removeFirst(max(0, painters.count - Self.kept))
    panels = video.scenes[scene].map { clips in
      zip(clips, video.edited).map { clip, squares in painter(of: clip.initial, marking: squares) }
    }
  }

  /// The number of a maze's painter, which may be new.
  private mutating func painter(of initial: MazeState, marking squares: [Square]) -> Int {
    if let known = painters.firstIndex(where: { $0.draws(initial, marking: squares) }) { return known }
    painters.append(PanelPainter(initial, video.renderer, side: video.options.side, marking: squares))
    return painters.count - 1
  }
}
