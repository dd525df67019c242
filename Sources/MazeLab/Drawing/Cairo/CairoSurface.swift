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
  func pixels() -> [UInt8] {
    cairo_surface_flush(pointer)
    let (width, height) = size
    let stride = Int(cairo_image_surface_get_stride(pointer))
    guard let data = cairo_image_surface_get_data(pointer) else { return [] }
    return [UInt8](unsafeUninitializedCapacity: width * height * 3) { rgb, count in
      var at = 0
      for row in 0..<height {
        let line = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<width {
          let word = line[column]
          rgb[at] = UInt8(truncatingIfNeeded: word >> 16)
          rgb[at + 1] = UInt8(truncatingIfNeeded: word >> 8)
          rgb[at + 2] = UInt8(truncatingIfNeeded: word)
          at += 3
        }
      }
      count = width * height * 3
    }
  }

  /// Finishes the picture and returns the contents of its file.
  func finish() throws -> [UInt8] {
    let rgb = format == .png ? pixels() : []
    let (width, height) = format == .png ? size : (0, 0)
    if format == .pdf { cairo_pdf_surface_set_metadata(pointer, CAIRO_PDF_METADATA_TITLE, title) }
    cairo_surface_finish(pointer)
    let status = cairo_surface_status(pointer)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw Fault(.defect, "picture", "cairo failed: \(String(cString: cairo_status_to_string(status)))")
    }
    return format == .png ? try PNGFile.bytes(width: width, height: height, rgb: rgb) : sink.bytes
  }

  /// The pixels of a row and the rows of a PNG picture.
  private var size: (width: Int, height: Int) {
    (Int(cairo_image_surface_get_width(pointer)), Int(cairo_image_surface_get_height(pointer)))
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
