import HookKit
import MazeEnv
import MazeLab
import Sweeps

/// A rollout being played into its outputs.
struct RolloutWork {
  let rollout: Rollout
  let starts: RolloutStarts
  let files: [OutputFile]
  let recipe: Recipe
  let output: RolloutOutputOptions
  let renderer: MazeRenderer
  /// Pixels along each side of a maze in a video.
  private let side: Int
  private(set) var sinks: RolloutSinks

  /// Opens everything that is needed, before anything is played.
  init(
    rollout: Rollout, starts: RolloutStarts, files: [OutputFile], recipe: Recipe, fingerprint: String,
    output: RolloutOutputOptions, renderer: MazeRenderer, mazeName: @escaping (Int) -> String?
  ) throws {
    (self.rollout, self.starts, self.files, self.recipe) = (rollout, starts, files, recipe)
    (self.output, self.renderer) = (output, renderer)
    let names = rollout.variants.map(\.name)
    side = try output.side(agents: names.count)
    // A card of many mazes does without the drawing.
    let fitsOnCard = starts.count * names.count <= PathTraffic.limit
    let isDrawn = files.contains { $0.format.isPicture || $0.format.isCard && fitsOnCard }
    let paths = isDrawn ? try PathTraffic(starts, variants: names) : nil
    sinks = RolloutSinks(
      names: names, starts: starts, summary: RolloutSummary(variants: names), paths: paths,
      clipLimit: files.contains(where: \.format.isVideo) ? output.show : 0, mazeName: mazeName)
    if let data = files.first(where: \.format.isRolloutData) {
      let graph = rollout.variants[0].policy.graph
      let sites = try Set(rollout.options.captures.flatMap { try $0.pattern.sites(in: graph) })
      sinks.dataset = try RolloutDataset(
        folder: "\(data.path).partial", sites: Array(sites), fingerprint: fingerprint, isFresh: output.fresh)
    }
    keep(sinks.dataset?.next ?? 0)
  }

  private var total: Int { starts.count * rollout.options.episodes }

  /// Plays what was not played by an earlier run.
  ///
  /// - Returns: for each variant, what its edits did, and what those of each site did together.
  mutating func play(_ console: Console) throws -> (receipts: [[Receipt]], changes: [[SiteChange]]) {
    let first = try sinks.resume()
    if first > 0 { console.note("going on after \(first.grouped) of \(total.grouped) episodes") }
    var (next, saved) = (first, ContinuousClock.now)
    let done: (receipts: [[Receipt]], changes: [[SiteChange]])
    show(next, after: first, console)
    keep(first)
    do {
      done = try rollout.play(starts, from: first) { episodes in
        try sinks.take(episodes)
        next += 1
        show(next, after: first, console)
        let now = ContinuousClock.now
        guard now - saved > .milliseconds(500) || (sinks.dataset?.pendingBytes ?? 0) > Self.mostPending else {
          return
        }
        try commit(next)
        saved = now
      }
    } catch {
      // Nothing was played that would be worth going on with.
      if next == 0 { try? sinks.dataset?.remove() }
      throw error
    }
    try commit(next)
    console.endProgress()
    return done
  }

  private static let mostPending = 8 << 20

  private func show(_ done: Int, after first: Int, _ console: Console) {
    console.progress(ProgressReport("playing", done, of: total, "episodes", before: first))
  }

  /// Makes all episodes before one safe.
  private func commit(_ next: Int) throws {
    guard let dataset = sinks.dataset else { return }
    try dataset.commit(next: next)
    keep(next)
  }

  /// What is said to be kept when somebody asks to stop.
  private func keep(_ next: Int) {
    Interruption.keep(KeptWork(done: next, total: total, unit: "episodes", place: sinks.dataset?.folder ?? ""))
  }

  /// The summary with its recipe, and null twins if there were any.
  func json(_ report: RolloutReport) -> JSONValue {
    let twins =
      report.nulls.map {
        [JSONValue.Member("nulls", $0.json(of: "rate")), JSONValue.Member("nullSizes", $0.sizesJSON)]
      } ?? []
    return .object(
      [.init("version", .integer(1)), .init("variants", sinks.summary.jsonValue(report.rule))] + report.differencesJSON
        + twins + [
          .init("recipe", recipe.json)
        ])
  }

  /// Writes all outputs; then what was unfinished is removed.
  func write(_ planFiles: [FileOutput.Contents], _ report: RolloutReport, _ console: Console) throws {
    warnOfLength(console)
    let contents = try files.filter { !$0.format.isRolloutData && $0.format != .mp4 }.map { file in
      if file.format == .gif { return FileOutput.Contents(try gif(for: file.path, console), for: file.path) }
      if file.format.isCard { return try file.card(report.findings(figure(report), recipe: recipe)) }
      return FileOutput.Contents(try bytes(of: file, report), for: file.path)
    }
    for file in files where file.format == .mp4 {
      try MP4Video.write(video, to: file.path, recipe: recipe.text, progress: Self.frames(of: file.path, console))
    }
    console.endProgress()
    try FileOutput.write(contents + planFiles)
    try writeData()
    console.noteWritten(files.flatMap(\.paths).map { FileOutput.Contents([], for: $0) } + planFiles)
    noteVideo(console)
  }

  private func bytes(of file: OutputFile, _ report: RolloutReport) throws -> [UInt8] {
    switch file.format {
    case .json: return Array(json(report).text.utf8)
    default: return try figure(report)?.bytes(for: file.path, recipe: recipe.text) ?? []
    }
  }

  private func gif(for path: String, _ console: Console) throws -> [UInt8] {
    try GIFVideo.bytes(video, recipe: recipe.text, progress: Self.frames(of: path, console))
  }

  private static func frames(of path: String, _ console: Console) -> (Int, Int) -> Void {
    { console.progress(ProgressReport("drawing \(path)", $0, of: $1, "frames")) }
  }

  /// The drawing of the paths, where they were kept.
  private func figure(_ report: RolloutReport) -> PathFigure? {
    sinks.paths.map { paths in
      PathFigure(
        paths, renderer: renderer, title: report.title,
        calls: rollout.variants.flatMap { variant in variant.edits.calls.map { "\(variant.name): \($0)" } },
        plans: rollout.variants.map(\.plan))
    }
  }

  private var video: RolloutVideo {
    RolloutVideo(
      sinks.clips, variants: sinks.names, plans: rollout.variants.map(\.plan), renderer: renderer,
      options: RolloutVideo.Options(side: side, rows: output.rows, framesPerSecond: output.fps))
  }

  /// A video that nobody watches to its end is better known of before it is drawn.
  private func warnOfLength(_ console: Console) {
    let video = video
    guard let file = files.first(where: \.format.isVideo), video.seconds > Self.longVideo else { return }
    console.note(
      "\(file.path) will play for \(TimeText.text(video.seconds)) (\(video.frameCount.grouped) frames); "
        + "shorter: --show 1, --rows \(min(4, max(2, sinks.clips.count))), a larger --fps, fewer --steps")
  }

  /// In seconds.
  private static let longVideo = 120.0

  private func noteVideo(_ console: Console) {
    guard files.contains(where: \.format.isVideo), total > sinks.clips.count else { return }
    console.note(
      "the video shows the first \(sinks.clips.count.grouped) of \(total.grouped) episodes; see --show")
  }

  /// What the lines of episodes do not say themselves.
  private var linesRecipe: JSONValue {
    .object([
      .init("version", .integer(1)), .init("variants", .array(sinks.names.map { .string($0) })),
      .init("groups", .array(ActionGroup.allCases.map { .string($0.name) })), .init("recipe", recipe.json),
    ])
  }

  /// Puts the data where it belongs.
  private func writeData() throws {
    guard let dataset = sinks.dataset else { return }
    for file in files where file.format == .npz {
      try dataset.writeArchive(to: file.path, recipe: recipe.text)
    }
    for file in files where file.format == .jsonl {
      try FileOutput.copy(dataset.linesPath, to: file.path)
      try FileOutput.write(file.recipeBeside(linesRecipe))
    }
    // Until the files are in their places this is all there is of the episodes.
    FileOutput.atEnd { isDelivered in if isDelivered { try? dataset.remove() } }
  }
}
