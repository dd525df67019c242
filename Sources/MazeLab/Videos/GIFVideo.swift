import CGif
import CLibrary
import HookKit

/// Animated GIF files, through giflib.
public enum GIFVideo {
  /// The contents of a GIF file that plays for ever; the same video gives the same bytes.
  ///
  /// Every frame holds only what changed. Colours are chosen anew when other mazes are shown.
  ///
  /// - Parameters:
  ///   - video: what is to be seen.
  ///   - recipe: JSON that says how the video was made; the file carries it as a comment.
  ///   - progress: told how many frames are drawn, of how many.
  /// - Throws: `Fault` where giflib fails.
  public static func bytes(
    _ video: RolloutVideo, recipe: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> [UInt8] {
    var done = 0
    var file: GIFFile?
    var palette = ColorPalette(pixels: [], fixed: [])
    var (sceneColors, pixels, shown): ([UInt32], [UInt8], [UInt8]) = ([], [], [])
    try video.forEachFrame { frame in
      if frame.beginsScene {
        let colors = ColorPalette(pixels: frame.pixels, fixed: Self.textColors, limit: Int(GIFFile.unchanged))
        // The same mazes again look as they did; others are drawn anew.
        if colors.colors != sceneColors { (palette, sceneColors, pixels, shown) = (colors, colors.colors, [], []) }
      }
      let open =
        try file ?? GIFFile(width: video.width, height: video.height, colors: sceneColors, comment: recipe)
      file = open
      let indices = palette.indices(of: frame.pixels, after: (pixels, shown))
      try open.add(
        GIFArea(from: shown, to: indices, width: video.width), of: indices, over: shown, colors: sceneColors,
        hundredths: frame.hundredths)
      (pixels, shown) = (frame.pixels, indices)
      done += 1
      progress(done, video.frameCount)
    }
    guard let file else { throw RolloutError.nothing("episodes", "one") }
    return try file.finish()
  }

  /// The version of giflib.
  public static var libraryVersion: String { "\(GIFLIB_MAJOR).\(GIFLIB_MINOR).\(GIFLIB_RELEASE)" }

  /// Black on white and what is between, and the colours of outcomes: letters keep theirs.
  private static let textColors: [UInt32] =
    [0xFFFFFF, 0x000000, 0x555555, 0xD55E00, 0x0072B2] + [0xDDDDDD, 0xBBBBBB, 0x999999, 0x777777, 0x333333]
    + [0xE58F4D, 0xF2C7A6, 0x4D9CC9, 0xA6CEE4]
}

/// A rectangle of a frame.
struct GIFArea {
  let left, top, width, height: Int

  /// The smallest one that holds all differences; the whole frame when there is none before, one pixel when nothing differs.
  init(from old: [UInt8], to new: [UInt8], width frameWidth: Int) {
    let frameHeight = new.count / frameWidth
    guard old.count == new.count else {
      (left, top, width, height) = (0, 0, frameWidth, frameHeight)
      return
    }
    var (low, high) = ((x: frameWidth, y: frameHeight), (x: -1, y: -1))
    old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        for y in 0..<frameHeight {
          let row = y * frameWidth..<(y + 1) * frameWidth
          guard let columns = Self.changed(UnsafeRawBufferPointer(rebasing: old[row]), .init(rebasing: new[row])) else {
            continue
          }
          low = (min(low.x, columns.lowerBound), min(low.y, y))
          high = (max(high.x, columns.upperBound), y)
        }
      }
    }
    (left, top) = high.x < 0 ? (0, 0) : low
    (width, height) = high.x < 0 ? (1, 1) : (high.x - low.x + 1, high.y - low.y + 1)
  }

  /// The first and the last place in which two rows differ; nil where they do not.
  private static func changed(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) -> ClosedRange<Int>? {
    guard let start = old.baseAddress, let other = new.baseAddress, memcmp(start, other, old.count) != 0 else {
      return nil
    }
    guard let first = old.indices.first(where: { old[$0] != new[$0] }),
      let last = old.indices.last(where: { old[$0] != new[$0] })
    else { return nil }
    return first...last
  }
}
