import CCairo
import MazeEnv

extension Image {
  /// The contents of a PNG file with exactly these pixels.
  ///
  /// - Parameter recipe: JSON that says how the picture was made; the file carries it as the text `Recipe`.
  /// - Throws: ``PictureError/cairo(status:)``.
  public func png(recipe: String) throws -> [UInt8] {
    let sink = ByteSink()
    let copy = CairoPixels(width: width, height: height, rgb: pixels)
    let status = withExtendedLifetime((sink, copy)) {
      cairo_surface_write_to_png_stream(copy.pointer, ByteSink.write, sink.pointer)
    }
    guard status == CAIRO_STATUS_SUCCESS else {
      throw PictureError.cairo(status: String(cString: cairo_status_to_string(status)))
    }
    return PNGMetadata.adding(recipe, pixelsPerPoint: 1, to: sink.bytes)
  }
}
