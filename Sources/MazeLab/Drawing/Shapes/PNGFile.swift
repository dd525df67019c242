import CZlib
import HookKit

/// Makes PNG files of opaque pixels; the same pixels always give the same bytes.
///
/// Every row is written as its differences to the row above, and deflated lightly: faster than cairo, for
/// files a seventh larger. Bands of rows are deflated side by side, each by itself (RFC 1951 lets blocks follow each other).
enum PNGFile {
  /// The most bytes of pixels of a band.
  private static let bandSize = 1 << 19
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let level: Int32 = 2
  /// PNG's number of the filter that takes the row above away.
  private static let up: UInt8 = 2

  /// The contents of a file.
  ///
  /// - Parameter rgb: red, green and blue, a byte each, row by row from the top.
  /// - Throws: `Fault`, where memory ends.
  static func bytes(width: Int, height: Int, rgb: [UInt8]) throws -> [UInt8] {
    precondition(rgb.count == 3 * width * height, "\(rgb.count) bytes for \(width) x \(height) pixels")
    return try bytes(width: width, height: height) { Array(rgb[3 * width * $0.lowerBound..<3 * width * $0.upperBound]) }
  }

  /// The contents of a file.
  ///
  /// - Parameter rgb: red, green and blue of some rows, a byte each; asked for on several threads.
  /// - Throws: `Fault`, where memory ends.
  static func bytes(
    width: Int, height: Int, rgb: @escaping @Sendable (_ rows: Range<Int>) -> [UInt8]
  ) throws -> [UInt8] {
    let bandHeight = max(1, bandSize / max(1, 3 * width))
    let count = (height + bandHeight - 1) / bandHeight
    let bands = try Parallel.map(count) { number in
      let rows = number * bandHeight..<min(height, (number + 1) * bandHeight)
      // With the row above, from which the first one differs.
      let isTop = rows.lowerBound == 0
      let pixels = rgb((isTop ? 0 : rows.lowerBound - 1)..<rows.upperBound)
      let contents = filtered(pixels, rows.count, line: 3 * width, isTop: isTop)
      return try Band(contents, isLast: number == count - 1, level: level)
    }
    let sum = bands.dropFirst().reduce(bands.first?.sum ?? 1) { adler32_combine($0, $1.sum, $1.count) }
    // zlib's frame: deflate with a window of 32 KiB, compressed fast.
    let data = [0x78, 0x01] + bands.flatMap(\.bytes) + PNGMetadata.bigEndian(UInt32(truncatingIfNeeded: sum))
    let size = PNGMetadata.bigEndian(UInt32(width)) + PNGMetadata.bigEndian(UInt32(height))
    // Eight bits a part, red, green and blue; the only methods there are; not interlaced.
    return signature + PNGMetadata.chunk("IHDR", size + [8, 2, 0, 0, 0]) + PNGMetadata.chunk("IDAT", data)
      + PNGMetadata.chunk("IEND", [])
  }

  /// Some rows, each as the number of its filter and the differences to the row above.
  ///
  /// - Parameters:
  ///   - rgb: the pixels of the row above them, unless they are the topmost, and of the rows.
  ///   - isTop: whether there is no row above.
  private static func filtered(_ rgb: [UInt8], _ rows: Int, line: Int, isTop: Bool) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: rows * (line + 1)) { target, count in
      rgb.withUnsafeBufferPointer { rgb in
        for row in 0..<rows {
          let (at, above) = (row * (line + 1), (row - (isTop ? 1 : 0)) * line)
          target[at] = up
          if above < 0 {
            for x in 0..<line { target[at + 1 + x] = rgb[x] }
          } else {
            for x in 0..<line { target[at + 1 + x] = rgb[above + line + x] &- rgb[above + x] }
          }
        }
      }
      count = rows * (line + 1)
    }
  }

  /// A part of the pixels, deflated by itself.
  private struct Band: Sendable {
    let bytes: [UInt8]
    /// The number of bytes before they were deflated, and their checksum.
    let count: Int
    let sum: uLong

    init(_ contents: [UInt8], isLast: Bool, level: Int32) throws {
      (count, sum) = (contents.count, adler32(1, contents, uInt(contents.count)))
      var stream = z_stream()
      // A window of 32 KiB, without zlib's frame.
      let code = deflateInit2_(
        &stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      guard code == Z_OK else { throw Fault(.defect, "picture", "zlib failed with code \(code)") }
      defer { deflateEnd(&stream) }
      let bound = Int(deflateBound(&stream, uLong(contents.count))) + 16
      bytes = [UInt8](unsafeUninitializedCapacity: bound) { target, written in
        contents.withUnsafeBufferPointer { source in
          stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          stream.avail_in = uInt(source.count)
          stream.next_out = target.baseAddress
          stream.avail_out = uInt(bound)
          deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
          written = bound - Int(stream.avail_out)
        }
      }
    }
  }
}
