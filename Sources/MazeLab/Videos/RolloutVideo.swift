import HookKit
import MazeEnv

/// An episode as a video shows it.
public struct RolloutClip: Sendable {
  let record: EpisodeRecord
  let initial: MazeState
  let mazeName: String

  /// An episode with the state that it began in.
  ///
  /// - Parameters:
  ///   - record: the episode.
  ///   - initial: the state that it began in.
  ///   - mazeName: what to call the maze; nil for the number of its level.
  public init(_ record: EpisodeRecord, _ initial: MazeState, mazeName: String? = nil) {
    (self.record, self.initial) = (record, initial)
    self.mazeName = mazeName ?? "level \(record.level)"
  }
}

/// Episodes as a video: the agents side by side, one episode after the other or several below each other.
public struct RolloutVideo: Sendable {
  /// How it looks.
  public struct Options: Sendable {
    /// Pixels along each side of a maze.
    public var side: Int
    /// How many episodes are shown at a time.
    public var rows: Int
    /// Steps per second.
    public var framesPerSecond: Int

    /// Mazes of 256 pixels, an episode at a time, 8 steps a second.
    public init(side: Int = 256, rows: Int = 1, framesPerSecond: Int = 8) {
      (self.side, self.rows, self.framesPerSecond) = (side, rows, framesPerSecond)
    }
  }

  /// One picture of a video.
  struct Frame: Sendable {
    /// Red, green and blue, a byte each, row by row from the top.
    let pixels: [UInt8]
    /// How long it is shown, in hundredths of a second, in which GIF counts: 3, 3 and 4 for 30 steps a second.
    let hundredths: Int
    /// Whether the end of an episode is held.
    let isHeld: Bool
    /// Whether other mazes are shown than before.
    let beginsScene: Bool
  }

  let layout: VideoLayout
  let scenes: [[[RolloutClip]]]
  let variants: [String]
  let edited: [[Square]]
  let renderer: MazeRenderer
  let options: Options

  /// How long the end of an episode is shown, in hundredths of a second.
  static let hold = 120

  /// A video of some episodes, each with one clip for every variant.
  ///
  /// - Parameters:
  ///   - episodes: for each episode its clips, in the order of the variants.
  ///   - variants: what the variants are called.
  ///   - plans: the edits of each variant, whose squares are marked; none by default.
  ///   - renderer: what draws the mazes.
  ///   - options: size, speed and places.
  public init(
    _ episodes: [[RolloutClip]], variants: [String], plans: [Plan] = [], renderer: MazeRenderer,
    options: Options = Options()
  ) {
    (self.variants, self.renderer, self.options) = (variants, renderer, options)
    edited = variants.indices.map { plans.indices.contains($0) ? plans[$0].editedSquares : [] }
    let rows = max(1, min(options.rows, episodes.count))
    scenes = stride(from: 0, to: episodes.count, by: rows).map {
      Array(episodes[$0..<min($0 + rows, episodes.count)])
    }
    layout = VideoLayout(side: options.side, rows: rows, columns: variants.count)
  }

  /// Pixels along each side of a maze in a video that is so wide, or hardly narrower.
  public static func side(ofWidth width: Int, agents: Int) -> Int { VideoLayout.side(ofWidth: width, columns: agents) }

  /// How wide a video is, in pixels.
  public static func width(ofSide side: Int, agents: Int) -> Int {
    VideoLayout(side: side, rows: 1, columns: agents).width
  }

  var width: Int { layout.width }
  var height: Int { layout.height }
  /// Steps per second.
  var framesPerSecond: Int { options.framesPerSecond }

  /// When a step is shown, in whole hundredths of a second: what one step is too long, the next one is shorter.
  func place(of step: Int) -> Int { (200 * step + framesPerSecond) / (2 * framesPerSecond) }

  /// How long it plays, in seconds.
  public var seconds: Double {
    Double(scenes.reduce(0) { $0 + place(of: Self.lastStep(of: $1)) + Self.hold }) / 100
  }

  /// How many frames there are.
  public var frameCount: Int { scenes.reduce(0) { $0 + Self.lastStep(of: $1) + 1 } }

  static func lastStep(of scene: [[RolloutClip]]) -> Int { scene.joined().map(\.record.steps).max() ?? 0 }

  /// Draws all frames, one after the other: some by another thread, while `body` has those before.
  func forEachFrame(_ body: (Frame) throws -> Void) throws {
    let painter = Locked(FramePainter(self))
    let some = max(1, Self.bytesAhead / max(1, 3 * width * height))
    func ahead() -> Lazy<[Frame]> {
      .ahead { painter.withLock { painter in (0..<some).compactMap { _ in painter.next() } } }
    }
    var next = ahead()
    while case let frames = try next.value, !frames.isEmpty {
      next = ahead()
      try frames.forEach(body)
    }
  }

  /// About how much memory the frames take that are drawn ahead: more than that leaves the processor's caches.
  private static let bytesAhead = 1 << 22
}
