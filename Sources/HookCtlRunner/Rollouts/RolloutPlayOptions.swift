import ArgumentParser
import Experiments
import HookKit
import MazeLab

/// How episodes are played.
struct RolloutPlayOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("Episodes from each start.", valueName: "n"))
  var episodes = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("The most steps of an episode.", valueName: "n"))
  var steps = 500

  @Option(help: "Draw actions by their probabilities, or take the likeliest: sample or argmax.")
  var policy: ActionChoice = .sample

  @Flag(help: "End an episode in the top right corner as well.")
  var endAtCorner = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Sites whose activations go into the .npz.", valueName: "pattern"))
  var capture: [String] = []

  func options(seed: UInt64, _ registry: Registry) throws -> RolloutOptions {
    try OptionError.check("--episodes", episodes, in: 1...1_000_000)
    try OptionError.check("--steps", steps, in: 1...1_000_000)
    var options = RolloutOptions()
    (options.episodes, options.steps, options.choice, options.seed) = (episodes, steps, policy, seed)
    options.endsAtCorner = endAtCorner
    options.conditions = registry.rolloutConditions
    options.captures = capture.map { Capture(SitePattern($0)) }
    return options
  }

  func describe(_ options: RolloutOptions, in recipe: inout Recipe) {
    recipe.add("episodes", .integer(options.episodes))
    recipe.add("steps", .integer(steps))
    recipe.add("policy", .string(policy.rawValue))
    recipe.add("endAtCorner", .bool(endAtCorner))
    recipe.add("capture", .array(capture.map { .string($0) }))
  }
}

/// Where the results of a rollout go.
struct RolloutOutputOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions<RolloutOutput>

  @Flag(help: "Discard unfinished data of an earlier run, and start over.")
  var fresh = false

  @Option(help: ArgumentHelp("How many episodes a video shows at most, the first ones.", valueName: "n"))
  var show = 20

  @Option(
    help: ArgumentHelp("How many episodes a video shows at a time, one below the other.", valueName: "n"))
  var rows = 1

  @Option(help: ArgumentHelp("Steps per second of a video, 1 to 50.", valueName: "n"))
  var fps = 8

  @OptionGroup var size: SizeOption

  /// Draws what there is to draw. A video is as wide as a picture would be, and has limits of its own.
  func drawing(_ work: () throws -> Void) throws {
    let isOfVideos = hasVideo && !output.asked.contains { $0.isPicture || $0.isCard }
    try size.drawing(work, in: isOfVideos ? 1...SizeOption.pictures.upperBound : SizeOption.pictures)
  }

  private var hasVideo: Bool { output.asked.contains(where: \.isVideo) }

  /// Pixels along each side of a maze in a video.
  ///
  /// - Throws: ``OptionError`` for a width at which mazes would be too small or too large.
  private func side(agents: Int) throws -> Int {
    guard let width = size.size, hasVideo else { return RolloutVideo.Options().side }
    let side = RolloutVideo.side(ofWidth: width, agents: agents)
    guard Self.sides.contains(side) else {
      let (least, most) = (Self.sides.lowerBound, Self.sides.upperBound)
      throw OptionError.outOfRange(
        option: "--size", value: "\(width)",
        allowed:
          "\(RolloutVideo.width(ofSide: least, agents: agents)) to \(RolloutVideo.width(ofSide: most, agents: agents)), "
          + "for a video of \(agents.counted("agent"))")
    }
    return side
  }

  /// What a maze in a video can be.
  private static let sides = 64...1024

  /// Checks what does not depend on the rollout, before anything is computed.
  func check() throws {
    for (option, value, range) in [
      ("--show", show, 1...10_000), ("--rows", rows, 1...16), ("--fps", fps, 1...50),
    ] { try OptionError.check(option, value, in: range) }
    if fresh && data == nil { throw RolloutOptionError.freshWithoutData }
    if output.asked.contains(.mp4) { try MP4Video.check() }
  }

  /// The first file of the episodes themselves; nil for none.
  private var data: String? {
    output.out.first { OutputFormat(endingOf: $0).map { $0 == .jsonl || $0 == .npz } ?? false }
  }

  /// What is kept as long as nothing has been played: what an earlier run has left, if anything.
  var keptBefore: KeptWork {
    let folder = data.map { RolloutOutputs.folder(beside: $0) }.flatMap { FileSystem.isFolder($0) ? $0 : nil }
    return KeptWork(done: 0, total: nil, unit: "episodes", place: folder ?? "", isOfEarlierRun: folder != nil)
  }

  /// What the episodes of some agents go into.
  func outputs(agents: Int) throws -> RolloutOutputs {
    var outputs = RolloutOutputs(output.asked)
    (outputs.data, outputs.isFresh, outputs.clips) = (data, fresh, show)
    outputs.video = RolloutVideo.Options(side: try side(agents: agents), rows: rows, framesPerSecond: fps)
    return outputs
  }
}
