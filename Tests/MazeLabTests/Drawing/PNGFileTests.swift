import CCairo
import HookKit
import Testing

@testable import MazeLab

/// Files are decoded by libpng, through cairo: nothing of ours.
@Suite struct PNGFileTests {
  @Test(arguments: [(1, 1), (3, 1), (1, 70), (64, 64), (333, 700), (2158, 400)])
  func thePixelsComeBack(width: Int, height: Int) throws {
    var stream = RandomStream(seed: UInt64(width))
    // Runs of one colour, and noise.
    let rgb = (0..<3 * width * height).map { at in
      at / 500 % 2 == 0 ? UInt8(truncatingIfNeeded: at / 1000) : UInt8(stream.index(below: 256))
    }
    let file = try PNGFile.bytes(width: width, height: height, rgb: rgb)
    #expect(try Self.decoded(file, width: width, height: height) == rgb)
    #expect(try PNGFile.bytes(width: width, height: height, rgb: rgb) == file)
    #expect(file.count < rgb.count + rgb.count / 50 + 1000)
  }

  /// The file that cairo writes of a picture shows the same pixels.
  @Test func figuresShowWhatCairoDrew() throws {
    let canvas = Canvas(pixelsWide: 300, high: 200)
    canvas.write("abc", at: Point(20, 100), .sans(40))
    let drawn = canvas.pixels()
    #expect(try Self.decoded(canvas.finish(), width: 300, height: 200) == drawn)
    #expect(Set(drawn).count > 20)
  }

  private final class Source {
    var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
  }

  private static func decoded(_ file: [UInt8], width: Int, height: Int) throws -> [UInt8] {
    let source = Source(file)
    let surface = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        { closure, target, count in
          guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
          let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
          guard source.rest.count >= count else { return CAIRO_STATUS_READ_ERROR }
          for (index, byte) in source.rest.prefix(Int(count)).enumerated() { target[index] = byte }
          source.rest.removeFirst(Int(count))
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(source).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
    try #require(cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24)
    try #require(Int(cairo_image_surface_get_width(surface)) == width)
    try #require(Int(cairo_image_surface_get_height(surface)) == height)
    let data = try #require(cairo_image_surface_get_data(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    return (0..<height).flatMap { row in
      (0..<width).flatMap { column in
        let word = UnsafeRawPointer(data).loadUnaligned(fromByteOffset: row * stride + 4 * column, as: UInt32.self)
        return [16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
      }
    }
  }
}
