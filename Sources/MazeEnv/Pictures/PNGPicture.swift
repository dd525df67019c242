import CCairo
import HookKit

/// Reads one of procgen's pictures with cairo.
///
/// cairo multiplies colours by their alpha with a rounding of its own, which differs from procgen's for 24
/// of the 65536 pairs. None of these pairs occurs in the twelve pictures; their digests make sure that they
/// are those.
enum PNGPicture {
  static func read(_ file: PictureFiles.File, in folder: String) throws -> Sprite {
    let path = PictureFiles.path(of: file, in: folder)
    return try decode(bytes(of: file, at: path), path: path)
  }

  /// A picture that is decoded when it is first drawn; its file is checked now.
  static func background(_ file: PictureFiles.File, in folder: String) throws -> Background {
    let path = PictureFiles.path(of: file, in: folder)
    let bytes = try bytes(of: file, at: path)
    return Background {
      guard let sprite = try? decode(bytes, path: path) else {
        preconditionFailure("\(path) is the right picture, and cairo cannot decode it")
      }
      return sprite
    }
  }

  private static func bytes(of file: PictureFiles.File, at path: String) throws -> [UInt8] {
    guard let bytes = try? FileInput.read(path, limit: PictureFiles.largest) else {
      throw MazeError.picturesMissing(path: path)
    }
    guard SHA256.hexDigest(of: bytes) == file.digest else {
      throw MazeError.pictureDamaged(
        path: path, problem: "is not the picture of procgen 0.10.7 (its SHA-256 differs)")
    }
    return bytes
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
          source.pointee.bytes.withUnsafeBufferPointer { bytes in
            if let bytes = bytes.baseAddress { target.update(from: bytes + start, count: Int(count)) }
          }
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
    let pixels = [UInt32](unsafeUninitializedCapacity: width * height) { pixels, count in
      for row in 0..<height {
        for column in 0..<width {
          let offset = row * stride + 4 * column
          let word = UnsafeRawPointer(data).loadUnaligned(fromByteOffset: offset, as: UInt32.self) | opaque
          pixels[row * width + column] = (word & 0xff00_ff00) | (word >> 16) & 0xff | (word & 0xff) << 16
        }
      }
      count = width * height
    }
    return Sprite(width: width, height: height, pixels: pixels)
  }
}
