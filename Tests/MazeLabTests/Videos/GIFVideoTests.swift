import CGif
import HookKit
import ImpalaModel
import MazeEnv
import Testing

@testable import MazeLab

@Suite struct GIFVideoTests {
  /// A video of two levels, and a frame of each step as it should look.
  private static func video() throws -> RolloutVideo {
    var clips: [[RolloutClip]] = []
    var options = RolloutOptions()
    options.steps = 6
    let variants = ["original", "again"]
    let rollout = try Rollout(
      variants.map { RolloutVariant($0, policy: try Policy.bundled()) }, on: .native(.plain), options: options
    )
    try rollout.run(.levels(0..<2, mode: .easy)) { episodes in
      clips.append(
        episodes.map { episode in
          RolloutClip(
            EpisodeRecord(episode, variant: variants[episode.variant], original: episodes[0]), episode.initial
          )
        })
    }
    return RolloutVideo(clips, variants: variants, renderer: .plain, options: .init(side: 96))
  }

  @Test func decodedFramesAreThoseThatWereDrawn() throws {
    let video = try Self.video()
    let bytes = try GIFVideo.bytes(video, recipe: "{\"a\":1}")
    let decoded = try DecodedGIF(bytes)
    var drawn: [[UInt8]] = []
    try video.forEachFrame { drawn.append($0.pixels) }
    #expect(decoded.frames.count == drawn.count)
    #expect(decoded.width == video.width && decoded.height == video.height)
    #expect(decoded.comments == ["{\"a\":1}"])
    for (frame, pixels) in zip(decoded.frames, drawn) {
      // At most 255 colours stand for all: each is near the one it stands for.
      let worst = zip(frame, pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
      let mean =
        Double(zip(frame, pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(pixels.count)
      #expect(worst < 80 && mean < 2)
    }
  }

  @Test func theSameVideoGivesTheSameBytes() throws {
    #expect(try GIFVideo.bytes(Self.video(), recipe: "") == GIFVideo.bytes(Self.video(), recipe: ""))
  }

  /// GIF counts in hundredths of a second: a step of 2.5 of them is 2 or 3, and 40 steps take a second.
  @Test(arguments: [12, 24, 25, 30, 40, 45, 50])
  func stepsPlayAtTheirPace(framesPerSecond: Int) throws {
    let video = RolloutVideo(
      [], variants: ["original"], renderer: .plain, options: .init(side: 96, framesPerSecond: framesPerSecond))
    let delays = (0..<40).map { video.place(of: $0 + 1) - video.place(of: $0) }
    #expect(abs(Double(delays.reduce(0, +)) - 4000 / Double(framesPerSecond)) <= 0.5 + 1e-9)
    #expect(Set(delays).count <= 2 && delays.allSatisfy { $0 >= 2 })
  }

  @Test func fewColoursStayExact() {
    let pixels: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 255, 0, 0]
    var palette = ColorPalette(pixels: pixels, fixed: [0xFFFFFF])
    let colors = palette.indices(of: pixels).map { palette.colors[Int($0)] }
    #expect(colors == [0xFF0000, 0x00FF00, 0x0000FF, 0x010203, 0xFF0000])
    #expect(palette.colors[0] == 0xFFFFFF)
  }

  @Test func manyColoursAreCutToTheLimit() {
    let pixels = (0..<3000).map { UInt8(truncatingIfNeeded: $0 * 7919 >> 3) }
    #expect(ColorPalette(pixels: pixels, fixed: [1, 2, 3], limit: 64).colors.count == 64)
  }

  @Test func pixelsThatChangedGetTheSameNumbersAsAllAnew() {
    var stream = RandomStream(seed: 3)
    let old = (0..<3 * 5000).map { _ in UInt8(stream.index(below: 256)) }
    var new = old
    for _ in 0..<200 { new[stream.index(below: new.count)] = UInt8(stream.index(below: 256)) }
    var palette = ColorPalette(pixels: old, fixed: [], limit: 64)
    var anew = palette
    let shown = palette.indices(of: old)
    #expect(palette.indices(of: new, after: (old, shown)) == anew.indices(of: new))
    // The nearest colour of every pixel, by the definition.
    for (place, index) in anew.indices(of: new).enumerated() {
      func distance(_ color: UInt32) -> Int {
        (0..<3).reduce(0) { sum, part in
          let difference = Int(color >> UInt32(16 - 8 * part) & 255) - Int(new[3 * place + part])
          return sum + difference * difference
        }
      }
      #expect(distance(anew.colors[Int(index)]) == anew.colors.map(distance).min())
    }
  }

  @Test func onlyTheRectangleThatChangedIsWritten() {
    var new = [UInt8](repeating: 0, count: 50)
    let area = { GIFArea(from: [UInt8](repeating: 0, count: 50), to: new, width: 10) }
    #expect(area().width == 1 && area().height == 1)
    (new[12], new[34]) = (1, 1)
    let found = area()
    #expect([found.left, found.top, found.width, found.height] == [2, 1, 3, 3])
  }
}

/// A GIF as giflib reads it, every frame put over those before.
private struct DecodedGIF {
  var width = 0, height = 0
  var frames: [[UInt8]] = []
  var comments: [String] = []

  /// What giflib reads from.
  private final class Source {
    var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
  }

  init(_ bytes: [UInt8]) throws {
    let source = Source(bytes)
    var code: Int32 = 0
    let read: InputFunc = { file, target, count in
      guard let user = file?.pointee.UserData, let target else { return 0 }
      let source = Unmanaged<Source>.fromOpaque(user).takeUnretainedValue()
      let part = source.rest.prefix(Int(count))
      for (index, byte) in part.enumerated() { target[index] = byte }
      source.rest = source.rest.dropFirst(part.count)
      return Int32(part.count)
    }
    let file = try #require(DGifOpen(Unmanaged.passUnretained(source).toOpaque(), read, &code))
    defer { DGifCloseFile(file, &code) }
    try #require(DGifSlurp(file) == GIF_OK)
    (width, height) = (Int(file.pointee.SWidth), Int(file.pointee.SHeight))
    var screen = [UInt8](repeating: 0, count: width * height * 3)
    for index in 0..<Int(file.pointee.ImageCount) {
      let image = file.pointee.SavedImages[index]
      for block in 0..<Int(image.ExtensionBlockCount)
      where image.ExtensionBlocks[block].Function == COMMENT_EXT_FUNC_CODE {
        let comment = image.ExtensionBlocks[block]
        let text = UnsafeBufferPointer(start: comment.Bytes, count: Int(comment.ByteCount))
        comments.append(String(decoding: text, as: UTF8.self))
      }
      var control = GraphicsControlBlock()
      try #require(DGifSavedExtensionToGCB(file, Int32(index), &control) == GIF_OK)
      put(image, control.TransparentColor, of: file, on: &screen)
      frames.append(screen)
    }
    withExtendedLifetime(source) {}
  }

  private func put(
    _ image: SavedImage, _ transparent: Int32, of file: UnsafeMutablePointer<GifFileType>,
    on screen: inout [UInt8]
  ) {
    let place = image.ImageDesc
    guard let map = place.ColorMap ?? file.pointee.SColorMap else { return }
    for row in 0..<Int(place.Height) {
      for column in 0..<Int(place.Width) {
        let index = image.RasterBits[row * Int(place.Width) + column]
        if Int32(index) == transparent { continue }
        let color = map.pointee.Colors[Int(index)]
        let at = ((Int(place.Top) + row) * width + Int(place.Left) + column) * 3
        (screen[at], screen[at + 1], screen[at + 2]) = (color.Red, color.Green, color.Blue)
      }
    }
  }
}
