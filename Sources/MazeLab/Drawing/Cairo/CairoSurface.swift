import CCairo
import HookKit

/// What cairo draws on: a picture of one format, written to memory.
final class CairoSurface {
  let pointer: OpaquePointer
  private let format: PictureFormat
  private let sink = ByteSink()
  private let recipe: String
  /// The title of a PDF document.
  var title = ""

  /// A surface of `width` x `height` points; pixels have `scale` to the point.
  init(_ format: PictureFormat, width: Double, height: Double, scale: Double, recipe: String) {
    self.format = format
    self.recipe = recipe
    switch format {
    case .svg:
      pointer = cairo_svg_surface_create_for_stream(ByteSink.write, sink.pointer, width, height)
      cairo_svg_surface_set_document_unit(pointer, CAIRO_SVG_UNIT_PT)
    case .pdf:
      pointer = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.pointer, width, height)
      cairo_pdf_surface_set_metadata(pointer, CAIRO_PDF_METADATA_SUBJECT, recipe)
      cairo_pdf_surface_set_metadata(pointer, CAIRO_PDF_METADATA_CREATOR, "hookkit")
      // cairo writes the present time otherwise; the same recipe shall give the same bytes.
      cairo_pdf_surface_set_metadata(pointer, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    case .png:
      let pixels = (width: Int32((width * scale).rounded()), height: Int32((height * scale).rounded()))
      pointer = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels.width, pixels.height)
      cairo_surface_set_device_scale(pointer, scale, scale)
    }
  }

  deinit { cairo_surface_destroy(pointer) }

  /// The pixels of a PNG picture: red, green and blue, a byte each, row by row from the top.
  func pixels() -> [UInt8] { lines.rgb(0..<lines.height) }

  /// The pixels of a PNG picture, as they are now.
  private var lines: CairoLines {
    cairo_surface_flush(pointer)
    return CairoLines(pointer)
  }

  /// Finishes the picture and returns the contents of its file.
  func finish() throws -> [UInt8] {
    if format == .png {
      let lines = lines
      try check()
      return try withExtendedLifetime(self) {
        try PNGFile.bytes(width: lines.width, height: lines.height) { lines.rgb($0) }
      }
    }
    if format == .pdf { cairo_pdf_surface_set_metadata(pointer, CAIRO_PDF_METADATA_TITLE, title) }
    cairo_surface_finish(pointer)
    try check()
    return sink.bytes
  }

  private func check() throws {
    let status = cairo_surface_status(pointer)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw Fault(.defect, "picture", "cairo failed: \(String(cString: cairo_status_to_string(status)))")
    }
  }
}

/// The pixels of a surface, which must outlive this and stay as they are.
private struct CairoLines: @unchecked Sendable {
  // Unchecked: nobody draws while the pixels are read.
  private let data: UnsafePointer<UInt8>?
  private let stride: Int
  let width: Int
  let height: Int

  init(_ surface: OpaquePointer) {
    data = cairo_image_surface_get_data(surface).map { UnsafePointer($0) }
    stride = Int(cairo_image_surface_get_stride(surface))
    width = Int(cairo_image_surface_get_width(surface))
    height = data == nil ? 0 : Int(cairo_image_surface_get_height(surface))
  }

  /// Red, green and blue of some rows, a byte each.
  func rgb(_ rows: Range<Int>) -> [UInt8] {
    guard let data else { return [] }
    return [UInt8](unsafeUninitializedCapacity: rows.count * width * 3) { rgb, count in
      var at = 0
      for row in rows {
        let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<width {
          let word = line[column]
          rgb[at] = UInt8(truncatingIfNeeded: word >> 16)
          rgb[at + 1] = UInt8(truncatingIfNeeded: word >> 8)
          rgb[at + 2] = UInt8(truncatingIfNeeded: word)
          at += 3
        }
      }
      count = rows.count * width * 3
    }
  }
}

/// Pixels that can be drawn on a canvas: cairo's own copy of them.
final class CairoPixels {
  let pointer: OpaquePointer
  let width: Int
  let height: Int

  /// - Parameter rgb: red, green and blue, a byte each, row by row from the top; `width * height * 3` of them.
  init(width: Int, height: Int, rgb: [UInt8]) {
    precondition(rgb.count == width * height * 3, "\(rgb.count) bytes for \(width) x \(height) pixels")
    (self.width, self.height) = (width, height)
    pointer = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    cairo_surface_flush(pointer)
    let stride = Int(cairo_image_surface_get_stride(pointer))
    if let data = cairo_image_surface_get_data(pointer) {
      for row in 0..<height {
        let line = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<width {
          let at = (row * width + column) * 3
          line[column] = UInt32(rgb[at]) << 16 | UInt32(rgb[at + 1]) << 8 | UInt32(rgb[at + 2])
        }
      }
    }
    cairo_surface_mark_dirty(pointer)
  }

  deinit { cairo_surface_destroy(pointer) }
}
