import CGif
import HookKit

/// A GIF file that is being written to memory; the one place that talks to giflib.
final class GIFFile {
  private let width: Int
  private let sink = Sink()
  /// The colours of frames that have none of their own.
  private let common: [UInt32]
  /// The number that stands for "as it was" in place of a colour.
  static let unchanged: UInt8 = 255
  private var file: UnsafeMutablePointer<GifFileType>?

  /// Receives what giflib writes.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  /// An empty file that will play for ever.
  init(width: Int, height: Int, colors: [UInt32], comment: String) throws {
    (self.width, common) = (width, colors)
    var code: Int32 = 0
    let write: OutputFunc = { file, data, count in
      guard let file, let data, let user = file.pointee.UserData else { return 0 }
      let sink = Unmanaged<Sink>.fromOpaque(user).takeUnretainedValue()
      sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return count
    }
    file = EGifOpen(Unmanaged.passUnretained(sink).toOpaque(), write, &code)
    guard file != nil else { throw Self.fault(code) }
    EGifSetGifVersion(file, true)
    let map = try map(of: colors)
    defer { GifFreeMapObject(map) }
    try check(EGifPutScreenDesc(file, Int32(width), Int32(height), 8, 0, map))
    // The extension by which browsers know how often to play; 0 is for ever.
    var (name, count) = (Array("NETSCAPE2.0".utf8), [UInt8]([1, 0, 0]))
    try check(EGifPutExtensionLeader(file, Self.application))
    try check(EGifPutExtensionBlock(file, Int32(name.count), &name))
    try check(EGifPutExtensionBlock(file, Int32(count.count), &count))
    try check(EGifPutExtensionTrailer(file))
    try check(EGifPutComment(file, comment))
  }

  deinit {
    var code: Int32 = 0
    if file != nil { EGifCloseFile(file, &code) }
  }

  private static let application: Int32 = 0xFF
  private static let graphics: Int32 = 0xF9

  /// Adds a frame that changes one rectangle; everything else stays as it was.
  ///
  /// - Parameters:
  ///   - indices: the colours of the whole frame.
  ///   - shown: those of the frame before; empty when all is to be drawn.
  ///   - colors: at most 255, `0xRRGGBB`.
  func add(
    _ area: GIFArea, of indices: [UInt8], over shown: [UInt8], colors: [UInt32], hundredths: Int
  )
    throws
  {
    var block = GraphicsControlBlock(
      DisposalMode: DISPOSE_DO_NOT, UserInputFlag: false, DelayTime: Int32(hundredths),
      TransparentColor: Int32(Self.unchanged))
    var bytes = [UInt8](repeating: 0, count: 4)
    EGifGCBToExtension(&block, &bytes)
    try check(EGifPutExtension(file, Self.graphics, 4, &bytes))
    let map = colors == common ? nil : try map(of: colors)
    defer { if map != nil { GifFreeMapObject(map) } }
    try check(
      EGifPutImageDesc(
        file, Int32(area.left), Int32(area.top), Int32(area.width), Int32(area.height), false, map))
    var line = [UInt8](repeating: 0, count: area.width)
    for row in area.top..<area.top + area.height {
      let places = row * width + area.left..<row * width + area.left + area.width
      if shown.isEmpty {
        line.replaceSubrange(line.indices, with: indices[places])
      } else {
        for (column, place) in places.enumerated() {
          line[column] = shown[place] == indices[place] ? Self.unchanged : indices[place]
        }
      }
      try check(EGifPutLine(file, &line, Int32(line.count)))
    }
  }

  /// The contents of the finished file.
  func finish() throws -> [UInt8] {
    var code: Int32 = 0
    let open = file
    file = nil
    guard EGifCloseFile(open, &code) == GIF_OK else { throw Self.fault(code) }
    return sink.bytes
  }

  /// giflib wants a number of colours that is a power of 2.
  private func map(of colors: [UInt32]) throws -> UnsafeMutablePointer<ColorMapObject> {
    var entries = [GifColorType](repeating: GifColorType(), count: 256)
    for (index, color) in colors.enumerated() {
      entries[index] = GifColorType(
        Red: UInt8(color >> 16 & 255), Green: UInt8(color >> 8 & 255), Blue: UInt8(color & 255))
    }
    guard let map = GifMakeMapObject(256, entries) else {
      throw Self.fault(E_GIF_ERR_NOT_ENOUGH_MEM)
    }
    return map
  }

  private static func fault(_ code: Int32) -> Fault { Fault(.defect, "GIF", "giflib failed with code \(code)") }

  private func check(_ status: Int32) throws {
    guard status == GIF_OK else { throw Self.fault(file?.pointee.Error ?? 0) }
  }
}
