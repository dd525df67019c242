import Foundation
import HookKit

/// MP4 files, through the program ffmpeg.
public enum MP4Video {
  /// Makes sure that there is an ffmpeg.
  ///
  /// - Throws: `Fault` where there is none.
  public static func check() throws { _ = try program() }

  /// Whether there is an ffmpeg, and where.
  public static var installedProgram: String? { try? program() }

  /// Writes a video as H.264 in the colours that all players know; the target has its old contents or all of the new ones.
  ///
  /// - Parameters:
  ///   - video: the frames.
  ///   - path: the file.
  ///   - recipe: how it was made, which is kept in the file.
  ///   - progress: told how many frames are drawn, of how many.
  /// - Throws: `Fault`; `FileError` when the file cannot be put in its place.
  public static func write(
    _ video: RolloutVideo, to path: String, recipe: String,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hookkit-\(UUID().uuidString)")
    do {
      try TemporaryPaths.shared.making(folder.path) {
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
    } catch { throw FileError.cannotWrite(path: folder.path, reason: "the folder cannot be made") }
    defer { TemporaryPaths.shared.forget([folder.path]) { try? FileManager.default.removeItem(at: folder) } }
    let made = folder.appendingPathComponent("video.mp4").path
    let errors = folder.appendingPathComponent("errors.txt").path
    let (isWhole, code) = try run(video, recipe: recipe, to: made, errors: errors, progress)
    guard isWhole, code == 0 else {
      let message = (try? String(contentsOfFile: errors, encoding: .utf8))?.split(separator: "\n").last.map(String.init)
      throw Fault(
        .unreadable, path, "ffmpeg could not write it: \(message ?? "it ended with code \(code)")",
        try: "see `ffmpeg -encoders`, or write a .gif")
    }
    try FileOutput.copy(made, to: path)
  }

  /// Runs ffmpeg over all frames: whether it took them, and its exit code.
  private static func run(
    _ video: RolloutVideo, recipe: String, to made: String, errors: String, _ progress: (Int, Int) -> Void
  ) throws -> (isWhole: Bool, code: Int32) {
    let log = open(errors, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard log >= 0 else { throw FileError.cannotWrite(path: errors, reason: FileInput.systemMessage(errno)) }
    defer { close(log) }
    let pipe = try StartedProgram.Pipe()
    var start = StartedProgram.Start(try program(), arguments(video, recipe: recipe, to: made))
    (start.input, start.errors) = (pipe.reading, log)
    let program = Result { try StartedProgram(start) }
    pipe.closeReading()
    let isWhole = try BrokenPipes.ignored {
      defer { pipe.closeWriting() }
      _ = try program.get()
      return try send(video, to: pipe.writing, progress)
    }
    return (isWhole, try program.get().wait())
  }

  /// All frames at an even pace, as raw pixels; false when ffmpeg does not take them.
  private static func send(
    _ video: RolloutVideo, to descriptor: Int32, _ progress: (Int, Int) -> Void
  ) throws -> Bool {
    var (isWhole, done) = (true, 0)
    try video.forEachFrame { frame in
      for _ in 0..<(frame.isHeld ? RolloutVideo.hold * rate(of: video) / 100 : repeats(of: video)) where isWhole {
        isWhole = BrokenPipes.write(frame.pixels, to: descriptor)
      }
      done += 1
      progress(done, video.frameCount)
    }
    return isWhole
  }

  /// How often each step is in the file, so that players have 24 frames a second or more.
  private static func repeats(of video: RolloutVideo) -> Int {
    max(1, (24 + video.framesPerSecond - 1) / video.framesPerSecond)
  }

  /// Frames per second of the file: a multiple of the steps, so that they play at their pace.
  private static func rate(of video: RolloutVideo) -> Int { video.framesPerSecond * repeats(of: video) }

  private static func arguments(_ video: RolloutVideo, recipe: String, to path: String) -> [String] {
    [
      "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "\(video.width)x\(video.height)",
      "-r", "\(rate(of: video))",
      "-i", "-", "-c:v", "libx264", "-crf", "16", "-pix_fmt", "yuv420p", "-movflags", "+faststart",
      "-threads", "1",
      "-fflags", "+bitexact", "-flags:v", "+bitexact", "-metadata", "comment=\(recipe)", path,
    ]
  }

  private static func program() throws -> String {
    guard let found = InstalledProgram.path(of: "ffmpeg") else {
      throw Fault(
        .notInstalled, "ffmpeg", "is not installed, and .mp4 files are made by it",
        try: "install it (Debian: apt-get install ffmpeg), or write a .gif")
    }
    return found
  }
}
