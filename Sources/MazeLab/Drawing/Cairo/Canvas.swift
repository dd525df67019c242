import CCairo
import HookKit

/// A sheet to draw on, in points from the top left; the one place that talks to cairo while drawing.
final class Canvas {
  let width: Double
  let height: Double
  private let format: PictureFormat
  private let recipe: String
  private let surface: CairoSurface
  private let cairo: OpaquePointer
  /// What the picture is called, for those who do not see it and for lists of files.
  var title = ""
  /// Every text that was written, in order.
  private var texts: [CanvasText] = []

  /// 300 pixels to the inch.
  static let pixelsPerPoint = 300.0 / 72

  /// A white sheet.
  convenience init(_ format: PictureFormat, width: Double, height: Double, recipe: String) {
    self.init(format, width: width, height: height, scale: Self.pixelsPerPoint, recipe: recipe)
  }

  /// A white sheet of pixels, one to the point, for ``pixels()``.
  convenience init(pixelsWide width: Int, high height: Int) {
    self.init(.png, width: Double(width), height: Double(height), scale: 1, recipe: "")
  }

  private init(_ format: PictureFormat, width: Double, height: Double, scale: Double, recipe: String) {
    (self.width, self.height, self.format, self.recipe) = (width, height, format, recipe)
    surface = CairoSurface(format, width: width, height: height, scale: scale, recipe: recipe)
    cairo = cairo_create(surface.pointer)
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
    // A little more than the sheet: its last pixels may be covered in part only.
    fill(.rectangle(Rectangle(x: 0, y: 0, width: width + 1, height: height + 1)), .white)
  }

  deinit { cairo_destroy(cairo) }

  /// The contents of the finished file, with its recipe.
  func finish() throws -> [UInt8] {
    cairo_show_page(cairo)
    surface.title = title
    let bytes = try surface.finish()
    switch format {
    case .svg:
      let words = texts.map(\.text).filter { $0.contains(where: \.isLetter) && $0 != title }
      return SVGMetadata.adding(
        recipe, title: title, description: words.joined(separator: "; "),
        texts: texts.map(\.svg).joined(separator: "\n"),
        to: bytes)
    case .png: return PNGMetadata.adding(recipe, pixelsPerPoint: Self.pixelsPerPoint, to: bytes)
    case .pdf: return bytes
    }
  }

  /// What a sheet of pixels shows: red, green and blue, a byte each, row by row from the top.
  func pixels() -> [UInt8] { surface.pixels() }

  /// Fills an outline.
  func fill(_ path: Path, _ color: Color) {
    trace(path)
    use(color)
    cairo_fill(cairo)
  }

  /// Draws along an outline; `dash` holds the lengths of strokes and gaps.
  func stroke(_ path: Path, _ color: Color, width: Double, dash: [Double] = []) {
    trace(path)
    use(color)
    cairo_set_line_width(cairo, width)
    cairo_set_dash(cairo, dash, Int32(dash.count), 0)
    cairo_stroke(cairo)
  }

  /// Draws pixels so that they fill a box.
  ///
  /// - Parameter smooth: blend between pixels; otherwise every pixel stays a crisp square.
  func draw(_ pixels: CairoPixels, in box: Rectangle, smooth: Bool) {
    cairo_save(cairo)
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height)
    cairo_clip(cairo)
    cairo_translate(cairo, box.x, box.y)
    cairo_scale(cairo, box.width / Double(pixels.width), box.height / Double(pixels.height))
    cairo_set_source_surface(cairo, pixels.pointer, 0, 0)
    let pattern = cairo_get_source(cairo)
    cairo_pattern_set_filter(pattern, smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
    // Otherwise the outermost pixels fade into nothing.
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }

  /// Draws only inside a box while `body` runs.
  func clipped(to box: Rectangle, _ body: () -> Void) { clipped(to: .rectangle(box), body) }

  /// Draws only inside an outline while `body` runs.
  func clipped(to path: Path, _ body: () -> Void) {
    cairo_save(cairo)
    trace(path)
    cairo_clip(cairo)
    body()
    cairo_restore(cairo)
  }

  /// Writes one line; `at` is on its base line, at its left end, middle or right end.
  func write(_ text: String, at place: Point, _ font: Font, _ color: Color = .black, anchor: Anchor = .left) {
    let text = PrintableText.line(text)
    texts.append(CanvasText(text: text, place: place, font: font, color: color, anchor: anchor))
    // cairo would draw outlines of letters, which nobody can search, edit or read aloud.
    if format == .svg { return }
    let shift =
      switch anchor {
      case .left: 0.0
      case .middle: width(of: text, font) / 2
      case .right: width(of: text, font)
      }
    select(font)
    use(color)
    cairo_move_to(cairo, place.x - shift, place.y)
    cairo_show_text(cairo, text)
    cairo_new_path(cairo)
  }

  /// How far a line of text reaches, in points.
  func width(of text: String, _ font: Font) -> Double {
    select(font)
    var extents = cairo_text_extents_t()
    cairo_text_extents(cairo, PrintableText.line(text), &extents)
    return extents.x_advance
  }

  private func select(_ font: Font) {
    let slant = font.isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL
    let weight = font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
    cairo_select_font_face(cairo, font.family, slant, weight)
    cairo_set_font_size(cairo, font.size)
  }

  private func use(_ color: Color) {
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.opacity)
  }

  private func trace(_ path: Path) {
    cairo_new_path(cairo)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(cairo, point.x, point.y)
      case .line(let point): cairo_line_to(cairo, point.x, point.y)
      case .arc(let centre, let radius, let from, let to): cairo_arc(cairo, centre.x, centre.y, radius, from, to)
      case .close: cairo_close_path(cairo)
      }
    }
  }
}
