import CZlib

/// Puts a recipe and a resolution into the contents of a PNG file, and reads them.
package enum PNGMetadata {
  /// The keyword of the chunk that holds the recipe.
  static let keyword = "Recipe"

  /// The length of a PNG file's signature and first chunk (IHDR), after which other chunks may stand.
  private static let headerLength = 8 + 12 + 13

  /// The file with the resolution (`pHYs`) and the recipe (`iTXt`, UTF-8, not compressed) after its header.
  static func adding(_ recipe: String, pixelsPerPoint: Double, to file: [UInt8]) -> [UInt8] {
    let perMetre = UInt32((pixelsPerPoint * 72 / 0.0254).rounded())
    let resolution = chunk("pHYs", bigEndian(perMetre) + bigEndian(perMetre) + [1])
    // Keyword, then: not compressed, method 0, no language, no translated keyword.
    let text = chunk("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(recipe.utf8))
    return Array(file.prefix(headerLength)) + resolution + text + Array(file.dropFirst(headerLength))
  }

  /// A chunk: length, type, contents and checksum.
  package static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
    let checked = Array(type.utf8) + contents
    return bigEndian(UInt32(contents.count)) + checked + bigEndian(checksum(checked))
  }

  /// The recipe that a PNG file carries, or nil.
  package static func recipe(of file: [UInt8]) -> String? {
    var at = 8
    while at + 8 <= file.count {
      let length = file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      let contents = at + 8..<at + 8 + length
      guard contents.upperBound + 4 <= file.count else { return nil }
      let prefix = Array(keyword.utf8) + [0, 0, 0, 0, 0]
      if file[at + 4..<at + 8].elementsEqual("iTXt".utf8), file[contents].starts(with: prefix) {
        return String(decoding: file[contents].dropFirst(prefix.count), as: UTF8.self)
      }
      at = contents.upperBound + 4
    }
    return nil
  }

  /// CRC-32 as in ISO 3309, the one of PNG and zlib.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count)))
  }

  /// A number as the file has it.
  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
