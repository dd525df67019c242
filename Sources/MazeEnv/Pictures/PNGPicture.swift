import CCairo
import Foundation
import HookKit

/// Reads one of procgen's pictures with cairo.
///
/// cairo multiplies colours by their alpha with a rounding of its own, which differs from procgen's for 24
/// of the 65536 pairs. None of these pairs occurs in the twelve pictures; their digests make sure that they
/// are those.
enum PNGPicture {
  static func read(_ file: PictureFiles.File, in folder: String) throws -> Sprite {
    let path = PictureFiles.path(of: file, in: folder)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw MazeError.picturesMissing(path: path)
    }
    let bytes = [UInt8](data)
    guard SHA256.hexDigest(of: bytes) == file.digest else {
      throw MazeError.pictureDamaged(
        path: path, problem: "is not the picture of procgen 0.10.7 (its SHA-256 differs)")
    }
    return try decode(bytes, path: path)
  }

  private struct Source {
    let bytes: [UInt8]
    var offset = 0
  }

  private static func decode(_ bytes: [UInt8], path: String) throws -> Sprite {
    var source = Source(bytes: bytes)
    let surface = withUnsafeMutablePointer(to: &source) { pointer in
      cairo_image_surface_create_from_png_stream(
        { closure, target, count in
          guard let source = closure?.assumingMemoryBound(to: Source.self), let target,
            Int(count) <= source.pointee.bytes.count - source.pointee.offset
          else { return CAIRO_STATUS_READ_ERROR }
          let start = source.pointee.offset
          for i in 0..<Int(count) { target[i] = source.pointee.bytes[start + i] }
          source.pointee.offset += Int(count)
          return CAIRO_STATUS_SUCCESS
        }, pointer)
    }
    defer { cairo_surface_destroy(surface) }
    let format = cairo_image_surface_get_format(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let data = cairo_image_surface_get_data(surface),
      format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24
    else { throw MazeError.pictureDamaged(path: path, problem: "cannot be decoded") }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    // cairo keeps a pixel as one word, alpha in the highest byte, which means nothing in an opaque picture.
    let opaque: UInt32 = format == CAIRO_FORMAT_RGB24 ? 0xff00_0000 : 0
    var pixels = [UInt32]()
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        let offset = row * stride + 4 * column
        let word = UnsafeRawPointer(data).loadUnaligned(fromByteOffset: offset, as: UInt32.self) | opaque
        pixels.append((word & 0xff00_ff00) | (word >> 16) & 0xff | (word & 0xff) << 16)
      }
    }
    return Sprite(width: width, height: height, pixels: pixels)
  }
}
